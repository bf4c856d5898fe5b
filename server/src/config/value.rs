//! Values of settings: one that exists is valid. Errors say what to write instead.

use std::{
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
};

use axum::http::Uri;
use lettre::{AsyncSmtpTransport, Tokio1Executor, message::Mailbox};

use crate::disk::with_suffix;

/// A value that cannot be used; the text says what to write.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(String);

impl Fault {
    /// What was written, and what should be.
    pub(super) fn new(text: &str, wanted: &str) -> Self {
        Self(format!("{} {wanted}", quoted(text)))
    }
}

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// As the database's client wants it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether whoever asks it from another machine is stopped by the network alone.
    pub fn is_on_this_machine(&self) -> bool {
        let uri = self.server().and_then(|server| server.parse::<Uri>().ok());
        uri.is_none_or(|uri| uri.host().is_some_and(is_loopback))
    }

    /// The server that it is at, where it is at one.
    pub fn server(&self) -> Option<&str> {
        self.0.starts_with("ws://").then_some(&self.0)
    }

    /// Its folder, where it is one.
    pub fn folder(&self) -> Option<&str> {
        self.0.strip_prefix("surrealkv://").and_then(|rest| rest.split('?').next())
    }

    /// Beside its folder, under the folder's name with a suffix: two databases in one place have two.
    pub fn beside(&self, suffix: &str) -> Option<PathBuf> {
        let folder = Path::new(self.folder()?);
        Some(with_suffix(&folder.with_file_name(folder.file_name()?), suffix))
    }
}

impl FromStr for DatabaseUrl {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let rest = |scheme| text.strip_prefix(scheme).filter(|rest: &&str| !rest.is_empty());
        if text == "mem://" || rest("surrealkv://").is_some() || rest("ws://").is_some() {
            return Ok(Self(text.to_owned()));
        }
        let wanted = "is not a database: write surrealkv://FOLDER, mem:// or ws://HOST:PORT";
        Err(Fault(format!("{} {wanted}", quoted(text))))
    }
}

/// The address under which people reach the portal: an origin, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    secure: bool,
    loopback: bool,
}

impl PublicUrl {
    /// The origin of a server that listens on `address`; `secure` is whether it has a certificate.
    pub fn of(address: SocketAddr, secure: bool) -> Self {
        let scheme = if secure { "https" } else { "http" };
        Self { origin: format!("{scheme}://{address}"), secure, loopback: address.ip().is_loopback() }
    }

    /// For example `https://portal.example.org`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Reached over https.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// Plain http is safe only where nothing leaves the machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }
}

impl FromStr for PublicUrl {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let wanted = "is not the address of a site: write https://HOST, without a path";
        let fault = || Fault(format!("{} {wanted}", quoted(text)));
        let uri: Uri = text.trim_end_matches('/').parse().map_err(|_| fault())?;
        let (Some(scheme), Some(host)) = (uri.scheme_str(), uri.host()) else { return Err(fault()) };
        let authority = uri.authority().map(ToString::to_string).unwrap_or_default().to_lowercase();
        if !matches!(scheme, "http" | "https") || uri.path() != "/" || uri.query().is_some() {
            return Err(fault());
        }
        if authority.contains('@') {
            return Err(fault());
        }
        let loopback = is_loopback(host);
        Ok(Self { origin: format!("{scheme}://{authority}"), secure: scheme == "https", loopback })
    }
}

/// Where mails go. No `Debug` of the address: it may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub enum MailTo {
    /// A folder: one `.eml` file a mail.
    Folder(PathBuf),
    /// A mail server, as lettre's connection address.
    Server(String),
}

impl std::fmt::Debug for MailTo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Folder(_) => "Folder",
            Self::Server(_) => "Server",
        })
    }
}

impl FromStr for MailTo {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        if let Some(folder) = text.strip_prefix("folder:").filter(|folder| !folder.is_empty()) {
            return Ok(Self::Folder(PathBuf::from(folder)));
        }
        let address = encrypted(text);
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&address).map_err(|_| {
            Fault(
                "write folder:DIR, smtp://USER:PASSWORD@HOST:PORT or smtps://USER:PASSWORD@HOST:PORT".into(),
            )
        })?;
        Ok(Self::Server(address))
    }
}

/// Asks for STARTTLS, unless something else is asked for or nothing leaves the machine:
/// neither passwords nor letters cross a network in clear.
fn encrypted(address: &str) -> String {
    let host = address.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    let loopback = host.is_some_and(|host| is_loopback(&host));
    let decided = loopback || address.contains('?') || !address.starts_with("smtp://");
    if decided { address.to_owned() } else { format!("{address}?tls=required") }
}

/// Whether a host is this machine.
fn is_loopback(host: &str) -> bool {
    let address: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    address.map_or(host == "localhost", |address| address.is_loopback())
}

/// An address to listen on.
pub(super) fn address(text: &str) -> Result<SocketAddr, Fault> {
    let wanted = "is not an address with a port: write for example 127.0.0.1:3000 or [::]:3000";
    text.parse().map_err(|_| Fault(format!("{} {wanted}", quoted(text))))
}

/// A sender.
pub(super) fn mailbox(text: &str) -> Result<Mailbox, Fault> {
    let wanted = "is not a sender: write for example My Plan <appointments@example.org>";
    text.parse().map_err(|_| Fault(format!("{} {wanted}", quoted(text))))
}

/// A value on one line, however it was typed.
fn quoted(text: &str) -> String {
    format!("`{}`", text.escape_debug())
}
