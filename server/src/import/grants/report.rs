//! What an import of grants has done, for the person who started it.

use std::fmt;

use app::store::Saved;

use super::super::report::Issue;

/// So many issues are listed; all are counted.
const LISTED: usize = 10_000;

/// What an import of grants has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Lines that speak of a grant.
    pub read: usize,
    /// What those that hold have changed.
    pub saved: Saved,
    /// Taken back.
    pub revoked: usize,
    /// Revoked, and not there before.
    pub revoked_before: usize,
    /// Cannot be used.
    pub refused: usize,
    /// What is wrong, in the order of files and lines.
    pub issues: Vec<Issue>,
    /// Issues beyond those that are listed.
    pub unlisted: usize,
}

impl Report {
    /// Adds what writing some has changed.
    pub fn add(&mut self, saved: Saved) {
        self.saved.new += saved.new;
        self.saved.changed += saved.changed;
        self.saved.unchanged += saved.unchanged;
    }

    /// Adds an issue.
    pub fn note(&mut self, issue: Issue) {
        if self.issues.len() < LISTED {
            self.issues.push(issue);
        } else {
            self.unlisted += 1;
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, saved: Saved { new, changed, unchanged }, revoked, revoked_before, refused, .. } =
            self;
        writeln!(
            f,
            "{read} grants: {new} new, {changed} changed, {unchanged} unchanged, {revoked} taken back, \
             {revoked_before} revoked and not there, {refused} refused"
        )?;
        self.issues.iter().try_for_each(|issue| writeln!(f, "{issue}"))?;
        match self.unlisted {
            0 => Ok(()),
            unlisted => writeln!(f, "… and {unlisted} issues more"),
        }
    }
}
