//! What goes over the socket: one line of JSON there, lines of JSON back.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::{failure::Failure, output::Said};

/// A command that is handed over.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// As they stand on the command line after the program's name.
    pub arguments: Vec<String>,
    /// Where the caller is: paths of the command are relative to it.
    pub folder: PathBuf,
    /// Who they are, as the system tells.
    pub user: String,
    /// Whether somebody looks at the caller's error output.
    pub watched: bool,
}

/// A line that comes back.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reply {
    /// The command tells something.
    Said(Said),
    /// It has ended: the last line.
    Ended(Result<(), Failure>),
}

/// A line of JSON, with its end.
///
/// # Errors
/// For a text that JSON cannot have.
pub fn line(message: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(message)? + "\n")
}
