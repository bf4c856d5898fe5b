//! Where mails go: a mail server, or a folder where they can be read.

use std::{path::PathBuf, time::Duration};

use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor, transport::smtp};

use crate::config::MailTo;

/// A mail server that says nothing for this long is not there.
const ANSWER_WITHIN: Duration = Duration::from_secs(20);

/// Sends mails.
pub enum Transport {
    /// One `.eml` file for each mail.
    Folder(PathBuf),
    /// A mail server.
    Server(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why a mail was not sent. Neither the member nor a password is in it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder cannot be written.
    #[error("the folder cannot be written: {0}")]
    Folder(#[from] std::io::Error),
    /// The mail server refuses for good.
    #[error("the mail server refuses it for good, status {0}")]
    Refused(String),
    /// The mail server is not there, or refuses for now.
    #[error("the mail server does not take it now: {0}")]
    Server(&'static str),
}

impl Transport {
    /// The transport that the settings ask for.
    ///
    /// # Errors
    /// `Server` for an address that was not checked before.
    pub fn new(to: &MailTo) -> Result<Self, Error> {
        match to {
            MailTo::Folder(folder) => Ok(Self::Folder(folder.clone())),
            MailTo::Server(address) => AsyncSmtpTransport::<Tokio1Executor>::from_url(address)
                .map(|builder| Self::Server(builder.timeout(Some(ANSWER_WITHIN)).build()))
                .map_err(|_| Error::Server("its address cannot be used")),
        }
    }

    /// Sends `mail`. In a folder the same `id` is the same file: a mail that is sent twice
    /// lies there once.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn send(&self, id: &str, mail: Message) -> Result<(), Error> {
        match self {
            Self::Folder(folder) => {
                let (unfinished, file) =
                    (folder.join(format!("{id}.part")), folder.join(format!("{id}.eml")));
                tokio::fs::create_dir_all(folder).await?;
                tokio::fs::write(&unfinished, mail.formatted()).await?;
                Ok(tokio::fs::rename(unfinished, file).await?)
            }
            Self::Server(server) => {
                server.send(mail).await.map(drop).map_err(|error| Error::of_server(&error))
            }
        }
    }
}

impl Error {
    /// Keeps the kind of the failure only: what a server says may repeat the address.
    fn of_server(error: &smtp::Error) -> Self {
        match error.status() {
            Some(code) if error.is_permanent() => Self::Refused(code.to_string()),
            _ if error.is_timeout() => Self::Server("no answer in time"),
            _ if error.is_tls() => Self::Server("no encryption"),
            _ if error.is_transient() => Self::Server("refused for now"),
            _ => Self::Server("no connection"),
        }
    }

    /// Whether trying again is of no use.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Refused(_))
    }
}

#[cfg(test)]
mod tests;
