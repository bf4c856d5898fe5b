//! What to import, and what to tell.

use std::path::PathBuf;

/// The flags of `server import referrals`.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Request {
    /// Tables `.csv` with the columns that README.md describes, FHIR ServiceRequests a line each
    /// `.ndjson`, and FHIR Bundles of them `.json`. Each may be gzipped: `.csv.gz`.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Write what cannot be used to this file, as CSV: file, line, field, reason.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}
