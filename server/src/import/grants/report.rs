//! What an import of grants has done, for the person who started it.

use std::fmt;

use app::store::Saved;

use super::super::issues::Issues;

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
    /// What is wrong.
    pub issues: Issues,
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
        write!(f, "{}", self.issues)
    }
}
