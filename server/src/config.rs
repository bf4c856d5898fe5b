//! What the person who runs the server decides: flags, or the environment.

mod audit;
mod choice;
mod fault;
mod generate;
mod keys;
mod limit;
mod member;
mod network;
mod office;
mod schedule;
mod staff;
mod task;
mod value;

use std::{env, net::SocketAddr, path::PathBuf};

use clap::{ArgAction, Parser, Subcommand};
use lettre::message::Mailbox;

pub use audit::Audit;
use choice::Switch;
pub use choice::{LogFormat, Unsafe};
pub use fault::fault;
pub use generate::Generate;
pub use keys::Keys;
pub use limit::{Kind, Limit};
pub use member::Member;
pub use network::Network;
pub use office::{Day, Office, OfficeWork};
pub use schedule::Schedule;
pub use staff::Staff;
pub use task::{Import, Task, Verify};
pub use value::{DatabaseUrl, MailTo, PublicUrl};

use crate::tls::Files;

/// The command line as a whole.
#[derive(Debug, Parser)]
#[command(
    name = "server",
    version,
    about = "Bookwell: the portal where a health plan's members make appointments"
)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do; `serve` when nothing is named.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How.
    #[command(flatten)]
    pub settings: Settings,
}

/// What the program can do.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Serve the portal (this is also what happens without a command).
    Serve,
    /// Bring a backup back, into a database folder that is empty.
    #[command(
        after_help = "Example: server restore bookwell-2026-11-25.gz --database surrealkv://data/restored"
    )]
    Restore {
        /// The file that `server backup` has written.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// What works on the database and ends.
    #[command(flatten)]
    Task(Task),
}

/// Settings; each flag has an environment variable, the flag wins.
#[derive(Clone, Debug, clap::Args)]
pub struct Settings {
    /// Address and port to listen on, for example `0.0.0.0:8080`.
    #[arg(long, global = true, env = "BOOKWELL_ADDRESS", default_value = "127.0.0.1:3000")]
    #[arg(value_parser = value::address)]
    pub address: SocketAddr,

    /// Address under which people reach the portal, for links in mails: `https://portal.example.org`
    /// [default: http://ADDRESS, with a certificate https://ADDRESS]
    #[arg(long, global = true, env = "BOOKWELL_PUBLIC_URL", value_name = "URL")]
    public_url: Option<PublicUrl>,

    /// Certificate in PEM, with those that vouch for it behind: the server then speaks https itself.
    /// Read again when it changes, or at SIGHUP.
    #[arg(long, global = true, env = "BOOKWELL_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,

    /// The certificate's key in PEM.
    #[arg(long, global = true, env = "BOOKWELL_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,

    /// Proxies whose `X-Forwarded-For` says who asks, for example `10.0.0.0/8,::1`; anybody else's is
    /// not believed.
    #[arg(
        long,
        global = true,
        env = "BOOKWELL_TRUSTED_PROXY",
        value_name = "NETWORK",
        value_delimiter = ','
    )]
    pub trusted_proxy: Vec<Network>,

    /// How often one network may ask in a minute, for example `sign-on=30,search=off`; kinds are
    /// sign-on, registration, code, booking and search. This machine itself has no limits.
    #[arg(long, global = true, env = "BOOKWELL_LIMIT", value_name = "KIND=NUMBER", value_delimiter = ',')]
    pub limit: Vec<Limit>,

    /// Serve although others reach this portal and that is not safe: only where something else
    /// protects it.
    #[arg(long, global = true, env = "BOOKWELL_ALLOW", value_name = "WHAT", value_delimiter = ',')]
    allow: Vec<Unsafe>,

    /// Database: a folder `surrealkv://data/db`, memory `mem://`, or a server `ws://127.0.0.1:8000`.
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        value_name = "URL",
        default_value = "surrealkv://data/db"
    )]
    pub database: DatabaseUrl,

    /// User name at a database server, for example `root`.
    #[arg(long, global = true, env = "DATABASE_USER", value_name = "NAME", requires = "database_password")]
    database_user: Option<String>,

    /// Password at a database server. Better in the environment than on the command line.
    #[arg(long, global = true, env = "DATABASE_PASSWORD", value_name = "PASSWORD", hide_env_values = true)]
    #[arg(requires = "database_user")]
    database_password: Option<String>,

    /// File for the ends of the ledger, for example on another disk than the database: what is
    /// missing in the database is seen by it [default: the database's folder with `.ledger`].
    #[arg(long, global = true, env = "BOOKWELL_LEDGER", value_name = "FILE")]
    ledger: Option<PathBuf>,

    /// File with the key that signs receipts; it is made where there is none. Keys that stand behind
    /// the first are known still [default: the database's folder with `.key`].
    #[arg(long, global = true, env = "BOOKWELL_SIGNING_KEY", value_name = "FILE")]
    signing_key: Option<PathBuf>,

    /// File with the keys that seal birth dates, contacts and reasons in the database; it is made with
    /// the database. Keep a copy elsewhere than that of the database [default: the database's folder
    /// with `.field-keys`].
    #[arg(long, global = true, env = "BOOKWELL_FIELD_KEYS", value_name = "FILE")]
    field_keys: Option<PathBuf>,

    /// Plan profile: a file with names, phones, copays and rules, for example `plans/mine.toml`.
    #[arg(
        long,
        global = true,
        env = "BOOKWELL_PLAN",
        value_name = "FILE",
        default_value = "plans/demonstration.toml"
    )]
    pub plan: PathBuf,

    /// Where mails go: a folder `folder:data/outbox`, or a mail server
    /// `smtp://USER:PASSWORD@mail.example.org:587` or `smtps://…:465`.
    #[arg(
        long,
        global = true,
        env = "BOOKWELL_MAIL",
        value_name = "WHERE",
        default_value = "folder:data/outbox"
    )]
    #[arg(hide_env_values = true)]
    pub mail: MailTo,

    /// Sender of mails, for example `My Plan <appointments@example.org>`.
    #[arg(long, global = true, env = "BOOKWELL_MAIL_FROM", value_name = "MAILBOX")]
    #[arg(default_value = "Bookwell <no-reply@bookwell.example>", value_parser = value::mailbox)]
    pub mail_from: Mailbox,

    /// Load made-up clinicians and a member to try the portal with [default: as the plan profile says].
    #[arg(long, global = true, env = "BOOKWELL_DEMONSTRATION", value_name = "WHETHER")]
    demonstration: Option<Switch>,

    /// Folder with the built site, for example `/usr/share/bookwell/site` [default: `site` beside the
    /// program].
    #[arg(long, global = true, env = "LEPTOS_SITE_ROOT", value_name = "DIR")]
    site: Option<PathBuf>,

    /// How the log is written: for people, or a JSON object a line.
    #[arg(long, global = true, env = "BOOKWELL_LOG_FORMAT", value_name = "FORMAT", default_value = "text")]
    #[arg(action = ArgAction::Set)]
    pub log_format: LogFormat,
}

impl Settings {
    /// The address under which people reach the portal.
    pub fn public_url(&self) -> PublicUrl {
        self.public_url.clone().unwrap_or_else(|| PublicUrl::of(self.address, self.tls_cert.is_some()))
    }

    /// The server's own certificate.
    pub fn certificate(&self) -> Option<Files> {
        let (certificate, key) = self.tls_cert.clone().zip(self.tls_key.clone())?;
        Some(Files { certificate, key })
    }

    /// The folder with the built site: as it is laid out when it is built, where none is named.
    pub fn site(&self) -> PathBuf {
        let beside =
            || env::current_exe().map_or_else(|_| "site".into(), |program| program.with_file_name("site"));
        self.site.clone().unwrap_or_else(beside)
    }

    /// Whether something that is not safe is wanted all the same.
    pub fn allows(&self, what: Unsafe) -> bool {
        self.allow.contains(&what)
    }

    /// The file for the ends of the ledger; none for a database in memory.
    pub fn ledger(&self) -> Option<PathBuf> {
        self.ledger.clone().or_else(|| self.beside(".ledger"))
    }

    /// The file with the key that signs receipts; none for a database in memory.
    pub fn signing_key(&self) -> Option<PathBuf> {
        self.signing_key.clone().or_else(|| self.beside(".key"))
    }

    /// The file with the keys that seal fields; none for a database in memory.
    pub fn field_keys(&self) -> Option<PathBuf> {
        self.field_keys.clone().or_else(|| self.beside(".field-keys"))
    }

    /// What is kept beside the database, or in `data` for one at a server.
    fn beside(&self, suffix: &str) -> Option<PathBuf> {
        let of_server = || self.database.server().map(|_| PathBuf::from(format!("data/server{suffix}")));
        self.database.beside(suffix).or_else(of_server)
    }

    /// Name and password at a database server, where there are any.
    pub fn database_login(&self) -> Option<(String, String)> {
        self.database_user.clone().zip(self.database_password.clone())
    }

    /// Whether the demonstration is wanted; a plan profile says what is usual for it.
    pub fn demonstration(&self, usual: bool) -> bool {
        self.demonstration.map_or(usual, |switch| switch == Switch::On)
    }
}

#[cfg(test)]
mod tests;
