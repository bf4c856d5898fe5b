//! The ledger: every change of an appointment, in chains in which each entry is sealed together
//! with the one before it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    appointment::{Appointment, EventKind, State},
    id::{AppointmentId, MemberId, RoleId, VisitTypeId},
};

/// A change as the ledger keeps it: what, who, when, and how the appointment was left. What a
/// member has told about themselves is not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub by: Actor,
    /// To which appointment.
    pub appointment: AppointmentId,
    /// Whose.
    pub member: MemberId,
    /// With whom and where.
    pub role: RoleId,
    /// What for.
    pub visit_type: VisitTypeId,
    /// When it begins.
    pub start: Timestamp,
    /// Length in minutes.
    pub minutes: u16,
    /// The steps of the role's grid that it occupies; what was cancelled occupies none.
    pub claims: Vec<Timestamp>,
}

/// How an appointment differs from what the ledger says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Booked here, cancelled there.
    State,
    /// Another start or length.
    Time,
    /// Another role, visit type or member.
    Parties,
    /// It occupies other steps.
    Claims,
}

impl Entry {
    /// The entry for `kind`, which leaves the appointment as it is given.
    pub fn new(kind: EventKind, at: Timestamp, by: &Actor, appointment: &Appointment) -> Self {
        let claims = if kind.state() == State::Booked { appointment.claims.clone() } else { Vec::new() };
        Self {
            kind,
            at,
            by: by.clone(),
            appointment: appointment.id.clone(),
            member: appointment.member.clone(),
            role: appointment.role.clone(),
            visit_type: appointment.visit_type.clone(),
            start: appointment.start.instant,
            minutes: appointment.minutes,
            claims,
        }
    }

    /// How the appointment differs from this entry, its last one; `None` where it does not.
    pub fn differs(&self, appointment: &Appointment) -> Option<Difference> {
        let Self { member, role, visit_type, .. } = self;
        let parties = (&appointment.member, &appointment.role, &appointment.visit_type);
        if appointment.state != self.kind.state() {
            return Some(Difference::State);
        }
        if (appointment.start.instant, appointment.minutes) != (self.start, self.minutes) {
            return Some(Difference::Time);
        }
        if parties != (member, role, visit_type) {
            return Some(Difference::Parties);
        }
        let occupies = appointment.state == State::Booked && appointment.claims != self.claims;
        occupies.then_some(Difference::Claims)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::appointment::example;

    fn appointment() -> Appointment {
        example::appointment("2026-12-01T17:00:00Z", "America/Los_Angeles")
    }

    fn booked() -> Entry {
        Entry::new(EventKind::Booked, Timestamp::UNIX_EPOCH, &Actor::Member, &appointment())
    }

    #[test]
    fn what_was_booked_is_as_its_entry_says() {
        assert_eq!(booked().differs(&appointment()), None);
    }

    #[test]
    fn each_thing_that_was_changed_behind_the_ledger_is_seen() {
        let cancelled = Appointment { state: State::Cancelled, ..appointment() };
        assert_eq!(booked().differs(&cancelled), Some(Difference::State));
        let longer = Appointment { minutes: 40, ..appointment() };
        assert_eq!(booked().differs(&longer), Some(Difference::Time));
        let other = Appointment { role: "s".into(), ..appointment() };
        assert_eq!(booked().differs(&other), Some(Difference::Parties));
        let more = Appointment { claims: vec![], ..appointment() };
        assert_eq!(booked().differs(&more), Some(Difference::Claims));
    }

    #[test]
    fn what_was_cancelled_occupies_nothing() {
        let entry = Entry::new(EventKind::Cancelled, Timestamp::UNIX_EPOCH, &Actor::Member, &appointment());
        assert!(entry.claims.is_empty());
        assert_eq!(entry.differs(&Appointment { state: State::Cancelled, ..appointment() }), None);
    }
}
