//! What an import of members has done, for the person who started it.

use std::fmt;

use app::store::Saved;

use super::super::issues::Issues;

/// What an import of members has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Lines that speak of a member.
    pub read: usize,
    /// What those who are covered have changed.
    pub saved: Saved,
    /// Not covered any more: they are signed off, and do not sign on again.
    pub ended: usize,
    /// Ended, and not covered before.
    pub ended_before: usize,
    /// Appointments to come of those whose coverage has ended.
    pub open: usize,
    /// Cannot be used.
    pub refused: usize,
    /// What is wrong.
    pub issues: Issues,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, saved: Saved { new, changed, unchanged }, ended, ended_before, refused, .. } = self;
        writeln!(
            f,
            "{read} members: {new} new, {changed} changed, {unchanged} unchanged, {ended} ended, {ended_before} \
             ended before, {refused} refused"
        )?;
        if self.open > 0 {
            writeln!(
                f,
                "those who ended have {} appointments to come: `server office day` shows them, `server office cancel` \
                 cancels them",
                self.open
            )?;
        }
        write!(f, "{}", self.issues)
    }
}
