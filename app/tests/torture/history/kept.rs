//! What was kept for members while they filled in their forms, as the answers tell it.

use std::time::Instant;

use jiff::Timestamp;

use super::{
    owned::Owned,
    record::{Asked, Done, Outcome, Span},
};
use crate::world::{LENGTH, clinician};

/// A start that was kept, or perhaps was.
pub struct Kept {
    pub member: usize,
    pub role: &'static str,
    pub start: Timestamp,
    /// When it was asked for.
    got: Span,
    /// Until then it certainly was kept: nobody has asked for anything of the member's meanwhile.
    certain: Option<Instant>,
    /// From then on it certainly was not.
    gone: Option<Instant>,
}

/// All of a record.
pub fn kept(record: &[Done]) -> Vec<Kept> {
    let wanted = |done: &Done| match done.asked {
        Asked::Fill { role, start } | Asked::Keep { role, start } if may_have(done) => Some((role, start)),
        _ => None,
    };
    let all = record.iter().filter_map(|done| Some((done, wanted(done)?)));
    all.map(|(done, (role, start))| {
        let member = done.member;
        let others = record.iter().filter(|other| other.member == member && !std::ptr::eq(*other, done));
        let later = |other: &&Done| done.span.until.is_some_and(|until| other.span.from > until);
        let makes_way = others.clone().filter(later).filter(|other| takes_its_place(other, role));
        let said = matches!(done.asked, Asked::Keep { .. }) && done.outcome == Outcome::Done(None);
        // What was asked for before and answered late may have made it make way.
        let busy = others.filter(|other| !other.span.is_before(&done.span)).map(|other| other.span.from);
        Kept {
            member,
            role,
            start,
            got: done.span,
            certain: said.then(|| busy.min()).flatten(),
            gone: makes_way.filter_map(|other| other.span.until).min(),
        }
    })
    .collect()
}

fn may_have(done: &Done) -> bool {
    matches!(done.outcome, Outcome::Done(_) | Outcome::Unknown)
}

/// Whether another time is kept with the role afterwards. A form may have been sent before: what it
/// leads to says nothing of what is kept.
fn takes_its_place(done: &Done, with: &str) -> bool {
    let certain = matches!(done.outcome, Outcome::Done(_));
    certain && matches!(done.asked, Asked::Keep { role, .. } if role == with)
}

impl Kept {
    /// Whether it can have been in the way of what somebody else has asked for.
    pub fn may_hinder(&self, done: &Done, start: Timestamp) -> bool {
        let there = self.got.may_precede(&done.span) && self.gone.is_none_or(|gone| done.span.from <= gone);
        done.member != self.member && there && self.is_near(start)
    }

    /// Nobody else got it while it certainly was kept.
    pub fn is_respected(&self, all: &[Owned]) {
        let (Some(from), Some(until)) = (self.got.until, self.certain) else { return };
        for owned in all {
            let other = owned.member.as_str() != format!("m{}", self.member);
            let meanwhile = owned.got.from > from && owned.got.until.is_some_and(|got| got < until);
            let same = clinician(owned.role.as_str()) == clinician(self.role);
            let broken = other && meanwhile && same && self.is_near(owned.start);
            assert!(!broken, "{owned:?} got what member {} kept from {}", self.member, self.start);
        }
    }

    fn is_near(&self, start: Timestamp) -> bool {
        self.start.duration_since(start).abs() < LENGTH
    }
}
