//! What is wrong with a command line.

use clap::error::{ContextKind, ErrorKind};

/// It, on one line and without the value of a secret; `None`
/// when help or the version was asked for.
pub fn fault(error: &clap::Error) -> Option<String> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return None;
    }
    let argument = error.get(ContextKind::InvalidArg).map(ToString::to_string);
    if let (ErrorKind::ValueValidation, Some(argument)) = (error.kind(), argument) {
        let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
        return Some(format!("error: {argument}: {why}"));
    }
    let rendered = error.to_string();
    let first = rendered.split("\n\n").next().unwrap_or_default();
    Some(first.split_whitespace().collect::<Vec<_>>().join(" "))
}
