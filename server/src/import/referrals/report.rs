//! What an import of referrals has done, for the person who started it.

use std::fmt;

use app::store::Saved;

use super::super::issues::Issues;

/// What an import of referrals has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Lines and resources that speak of a referral.
    pub read: usize,
    /// What those that hold have changed.
    pub saved: Saved,
    /// Taken off file, for they hold no more.
    pub over: usize,
    /// Holding no more, and not on file before.
    pub over_before: usize,
    /// Cannot be used.
    pub refused: usize,
    /// What is wrong.
    pub issues: Issues,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, saved: Saved { new, changed, unchanged }, over, over_before, refused, .. } = self;
        writeln!(
            f,
            "{read} referrals: {new} new, {changed} changed, {unchanged} unchanged, {over} taken off file, \
             {over_before} not on file and over, {refused} refused"
        )?;
        write!(f, "{}", self.issues)
    }
}
