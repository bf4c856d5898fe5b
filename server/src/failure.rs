//! Why a command did not do what it was asked.

use std::{fmt, net::SocketAddr};

use app::{
    portal,
    store::{self, import::Unfinished},
};
use serde::{Deserialize, Serialize};

use crate::{config::DatabaseUrl, ledger, plan_file, tls, zip_table};

/// Sorted by the exit code; the text is one clear line, or one a fault of a plan profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Failure {
    /// A setting has a wrong value: exit code 2.
    Setting(String),
    /// Everything else: exit code 1.
    Other(String),
}

impl Failure {
    /// The demonstration's members are wanted, and the directory is another one.
    pub fn of_another_directory() -> Self {
        let text = "the database has another directory than the demonstration's: start with --demonstration off, \
            or with an empty --database";
        Self::Setting(text.to_owned())
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Setting(_) => 2,
            Self::Other(_) => 1,
        }
    }

    /// The database does not open.
    pub fn of_database(url: &DatabaseUrl, error: &store::Error) -> Self {
        let folder = url.folder().unwrap_or("at a database server");
        Self::Other(match error {
            store::Error::Locked => format!("{error}: {folder}"),
            _ => format!("the database ({folder}) does not open: {error}"),
        })
    }

    /// The disk has failed, and is well again: whoever watches over the server starts it again.
    pub fn of_disk() -> Self {
        Self::Other("the database's disk has failed and is well again: start the server again".to_owned())
    }

    /// The directory is not served, for its import is under way or was interrupted.
    pub fn of_unfinished(import: &Unfinished) -> Self {
        let Unfinished { source, since } = import;
        Self::Other(format!(
            "the import of {source}, begun at {since}, has not ended, and a part of a directory is not served: \
             run it again by `server import plan-net`, then start the server"
        ))
    }

    /// The ledger is not what it was: nothing more is written before somebody has looked.
    pub fn of_ledger(error: &ledger::Error) -> Self {
        Self::Other(match error {
            ledger::Error::Break(found) => format!(
                "{found}: the database is not the one that this portal has written, and nothing is added to it. \
                 Keep a copy of its folder. Put the newest database back, or its newest backup. Where this one \
                 is meant, `server verify --accept` takes it as it is"
            ),
            ledger::Error::Store(_) | ledger::Error::File(_) => error.to_string(),
        })
    }

    /// The address cannot be listened on.
    pub fn of_listening(address: SocketAddr, error: &std::io::Error) -> Self {
        Self::Other(format!("cannot listen on {address}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(text) | Self::Other(text) => f.write_str(text),
        }
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<plan_file::Error> for Failure {
    fn from(error: plan_file::Error) -> Self {
        Self::Setting(error.to_string())
    }
}

impl From<tls::Fault> for Failure {
    fn from(fault: tls::Fault) -> Self {
        Self::Setting(fault.to_string())
    }
}

impl From<portal::OpenError> for Failure {
    fn from(error: portal::OpenError) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<zip_table::Error> for Failure {
    fn from(error: zip_table::Error) -> Self {
        Self::Setting(error.to_string())
    }
}
