//! What stops an import.

use std::{io, path::PathBuf};

use app::store;

/// What stops an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The folder is not there, or cannot be looked into.
    #[error("cannot read the folder {0}: {1}")]
    Folder(PathBuf, io::Error),
    /// Nothing to import.
    #[error("the folder {0} has no file of Plan-Net resources, such as PractitionerRole.ndjson")]
    Empty(PathBuf),
    /// A file that is named, and whose name does not say what is in it.
    #[error("{0} is no file of a directory: such are Location.ndjson, directory.json, or either with .gz")]
    Unknown(PathBuf),
    /// A file cannot be read to its end.
    #[error("cannot read {0}: {1}")]
    File(PathBuf, io::Error),
    /// A file is no FHIR Bundle, or not one of a directory.
    #[error("{0} is no FHIR Bundle of a directory: {1}")]
    Bundle(PathBuf, String),
    /// The file for what was refused cannot be written.
    #[error("cannot write the report: {0}")]
    Report(csv::Error),
    /// The files look cut off.
    #[error(
        "the files do not list {gone} of {there} resources of type {kind} that are in the directory: nothing \
         was imported. If they are a part of it, add --partial; if those are to be taken out, --retire-many"
    )]
    Many {
        /// Of which type.
        kind: &'static str,
        /// How many are in the directory.
        there: usize,
        /// How many of them would be taken out.
        gone: usize,
    },
    /// A part does not make whole what another import has left.
    #[error("the import of {0} has not ended: run it again before you import a part of the directory")]
    Other(String),
    /// The reading ended by a fault of the program.
    #[error("the reading of the files broke off: {0}")]
    Broken(#[from] tokio::task::JoinError),
    /// The database failed.
    #[error("{0}")]
    Store(#[from] store::Error),
    /// It stopped after it had begun to write.
    #[error("{0}. Only a part is in the directory now: run the import again before the server starts")]
    Interrupted(Box<Self>),
}
