//! What was asked and what was answered, with the time before and after.

use std::{collections::BTreeMap, fmt, ops::AddAssign, time::Instant};

use app::domain::id::{AppointmentId, IdempotencyKey};
use jiff::Timestamp;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// A form was sent, for this role and start.
    Book { key: IdempotencyKey, role: &'static str, start: Timestamp },
    /// A form was filled in: where it can be its time is kept.
    Fill { role: &'static str, start: Timestamp },
    /// A time is to be kept.
    Keep { role: &'static str, start: Timestamp },
    /// Another start.
    Move { id: AppointmentId, start: Timestamp },
    /// No visit any more; by the member or by the office.
    Cancel { id: AppointmentId },
    /// The member was told that the clinician is away.
    Tell { id: AppointmentId },
    /// The time that was suggested.
    Take { id: AppointmentId },
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done; of a form what it has booked.
    Done(Option<AppointmentId>),
    /// Somebody else has the time.
    Taken,
    /// The member is elsewhere.
    Elsewhere,
    /// It is not as it was, or not there.
    Changed,
    /// The portal has failed and says that nothing was done.
    Failed,
    /// Nobody waited for the answer, or the portal does not know.
    Unknown,
}

/// One operation.
#[derive(Clone, Debug)]
pub struct Done {
    pub member: usize,
    pub asked: Asked,
    pub outcome: Outcome,
    pub span: Span,
}

/// From before it was asked until after it was answered.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    pub from: Instant,
    /// `None` where nobody knows.
    pub until: Option<Instant>,
}

impl Span {
    /// Whether it was answered before the other one was asked for.
    pub fn is_before(&self, other: &Self) -> bool {
        self.until.is_some_and(|until| until < other.from)
    }

    /// Whether it can have happened before the other one.
    pub fn may_precede(&self, other: &Self) -> bool {
        other.until.is_none_or(|until| self.from <= until)
    }
}

/// How many operations ended how.
#[derive(Default)]
pub struct Counts(BTreeMap<&'static str, usize>);

pub fn count(record: &[Done]) -> Counts {
    let mut counts = Counts::default();
    for done in record {
        let outcome = match done.outcome {
            Outcome::Done(_) => "done",
            Outcome::Taken | Outcome::Elsewhere | Outcome::Changed => "refused",
            Outcome::Failed => "failed",
            Outcome::Unknown => "unknown",
        };
        *counts.0.entry(outcome).or_default() += 1;
    }
    counts
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        other.0.into_iter().for_each(|(outcome, count)| *self.0.entry(outcome).or_default() += count);
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<_> = self.0.iter().map(|(outcome, count)| format!("{count} {outcome}")).collect();
        f.write_str(&counts.join(", "))
    }
}
