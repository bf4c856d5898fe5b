//! Why there is no backup, or nothing was restored.

use std::{io, path::PathBuf};

use app::store;

use crate::failure::Failure;

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The name is taken.
    #[error("{} is there already: choose another name", .0.display())]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("cannot write {}: {}", .0.display(), .1)]
    Write(PathBuf, io::Error),
    /// The file cannot be read.
    #[error("cannot read {}: {}", .0.display(), .1)]
    Read(PathBuf, io::Error),
    /// It is another kind of file, or ends too early.
    #[error("{} is no backup, or not a whole one: take another one", .0.display())]
    NotWhole(PathBuf),
    /// Its contents are not those that its manifest tells.
    #[error("{} is not as it was written: its contents differ from its manifest. Take another one", .0.display())]
    Changed(PathBuf),
    /// Written by a newer program.
    #[error("{} was written by a newer program (schema {found}, this one knows {known}): install that one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The schema of the file.
        found: u32,
        /// The newest one that this program knows.
        known: u32,
    },
    /// There is a database, or something else.
    #[error(
        "the database folder {} is not empty, and a restore overwrites nothing: move it away, or name a new one \
         by --database surrealkv://FOLDER", .0.display()
    )]
    NotEmpty(PathBuf),
    /// A server runs on the folder.
    #[error(
        "a server is running on the database folder {}: stop it and move the folder away, or name a new one by \
         --database surrealkv://FOLDER", .0.display()
    )]
    Running(PathBuf),
    /// The database is no folder.
    #[error("a backup is restored into a folder: name a new one by --database surrealkv://FOLDER")]
    NoFolder,
    /// A database server keeps its own backups.
    #[error(
        "the database is at {0}: back it up and restore it there, by `surreal export` and `surreal import`"
    )]
    AtServer(String),
    /// What was brought back is not what the file holds.
    #[error("the records of `{0}` do not come back as they are in the file: nothing was restored")]
    Differs(String),
    /// The work broke off by a fault of the program.
    #[error("it broke off: {0}")]
    Broken(#[from] tokio::task::JoinError),
    /// The database failed.
    #[error("{0}")]
    Store(#[from] store::Error),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NoFolder | Fault::AtServer(_) | Fault::Exists(_) => Self::Setting(fault.to_string()),
            _ => Self::Other(fault.to_string()),
        }
    }
}
