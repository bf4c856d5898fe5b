//! What is wrong in files that are read.

use std::fmt;

/// So many issues are listed; all are counted.
const LISTED: usize = 10_000;

/// Something in a file that cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    /// The file's name.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Where in the resource; empty for the line as a whole.
    pub path: String,
    /// What is wrong.
    pub reason: String,
}

/// Issues in the order of files and lines, then those that show when it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues {
    /// Those that are listed.
    pub listed: Vec<Issue>,
    /// How many there are besides.
    unlisted: usize,
}

impl Issues {
    /// Adds an issue.
    pub fn note(&mut self, issue: Issue) {
        if self.listed.len() < LISTED {
            self.listed.push(issue);
        } else {
            self.unlisted += 1;
        }
    }

    /// How many there are, listed or not.
    pub fn count(&self) -> usize {
        self.listed.len() + self.unlisted
    }
}

impl fmt::Display for Issues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.listed.iter().try_for_each(|issue| writeln!(f, "{issue}"))?;
        match self.unlisted {
            0 => Ok(()),
            unlisted => writeln!(f, "… and {unlisted} issues more"),
        }
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, path, reason } = self;
        match path.as_str() {
            "" => write!(f, "{file}:{line} {reason}"),
            path => write!(f, "{file}:{line} {path} {reason}"),
        }
    }
}
