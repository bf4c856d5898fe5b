//! What to import, and what to tell.

use std::path::PathBuf;

/// The flags of `server import grants`.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Request {
    /// Tables in CSV with the columns that README.md describes.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Write what cannot be used to this file, as CSV: file, line, field, reason.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}
