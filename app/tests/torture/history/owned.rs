//! Who had which time, from when until when, as the ledger and the answers tell it.

use app::domain::{
    appointment::{EventKind, State},
    id::{AppointmentId, MemberId, RoleId},
    ledger::Entry,
};
use jiff::{SignedDuration, Timestamp};

use super::record::Span;

/// A time that somebody had.
#[derive(Debug)]
pub struct Owned {
    pub id: AppointmentId,
    pub member: MemberId,
    pub role: RoleId,
    pub start: Timestamp,
    pub got: Span,
    /// `None` where it is theirs still.
    pub gave: Option<Span>,
}

impl Owned {
    /// Whether this one can have been given back before the other one was got.
    fn may_precede(&self, other: &Self) -> bool {
        self.gave.is_some_and(|gave| gave.may_precede(&other.got))
    }

    /// Whether both were had at the same time, whatever the order was.
    pub fn meets(&self, other: &Self) -> bool {
        !self.may_precede(other) && !other.may_precede(self)
    }

    /// Whether it can have been had in that span.
    pub fn may_be_in(&self, span: &Span) -> bool {
        self.got.may_precede(span) && self.gave.is_none_or(|gave| span.may_precede(&gave))
    }

    /// Whether the visits are nearer to each other than so long.
    pub fn is_near(&self, start: Timestamp, apart: SignedDuration) -> bool {
        self.start.duration_since(start).abs() < apart
    }
}

/// The times of one appointment; `spans` are those of its entries.
pub fn owned(entries: &[Entry], spans: &[Span]) -> Vec<Owned> {
    let mut all: Vec<Owned> = Vec::new();
    for (entry, span) in entries.iter().zip(spans) {
        if entry.kind == EventKind::Away {
            continue;
        }
        if let Some(before) = all.last_mut() {
            before.gave.get_or_insert(*span);
        }
        if entry.kind.state() == State::Booked {
            let Entry { appointment, member, role, start, .. } = entry.clone();
            all.push(Owned { id: appointment, member, role, start, got: *span, gave: None });
        }
    }
    all
}
