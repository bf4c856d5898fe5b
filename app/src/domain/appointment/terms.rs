//! What a booking or a move brings with it, and what must still hold when it is written: another
//! of the member's may come in between.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Appointment, State};
use crate::domain::{id::LocationId, plan::Plan, visit_type::Modality};

/// Somebody who books so shortly before the moment of a reminder is not reminded.
const MARGIN: SignedDuration = SignedDuration::from_hours(2);

/// What the transaction makes sure of and writes besides the appointment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// When the member cannot be elsewhere.
    pub travel: Option<Travel>,
    /// How many visits of its type may be open, itself included.
    pub most_open: Option<u16>,
    /// When the member is reminded, in order.
    pub reminders: Vec<Timestamp>,
}

/// The time around a visit in person within which its member cannot be at another place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Travel {
    /// Where the visit is.
    pub location: LocationId,
    /// Who is elsewhere until then gets there in time.
    pub from: Timestamp,
    /// Who must be elsewhere from then on gets there in time.
    pub until: Timestamp,
}

impl Travel {
    /// None where the visit is not in person, and where the plan does not count travel.
    pub fn around(appointment: &Appointment, plan: &Plan) -> Option<Self> {
        let minutes = plan.travel_minutes_between_offices;
        if minutes == 0 || appointment.modality != Modality::InPerson {
            return None;
        }
        let travel = SignedDuration::from_mins(i64::from(minutes));
        Some(Self {
            location: appointment.location.clone()?,
            from: appointment.start.instant - travel,
            until: appointment.end() + travel,
        })
    }

    /// Whether that appointment is elsewhere, and too near in time.
    pub fn is_too_short_for(&self, other: &Appointment) -> bool {
        let elsewhere = other.location.as_ref().is_some_and(|location| *location != self.location);
        let there = other.state == State::Booked && other.modality == Modality::InPerson;
        there && elsewhere && other.start.instant < self.until && self.from < other.end()
    }
}

impl Terms {
    /// Those of a booking.
    pub fn of_booking(appointment: &Appointment, plan: &Plan) -> Self {
        let visit_type = plan.visit_type(&appointment.visit_type);
        let most_open = visit_type.and_then(|visit_type| visit_type.most_open);
        Self { most_open, ..Self::of_move(appointment, plan, appointment.booked_at) }
    }

    /// Those of a move: there are no more visits open than before.
    pub fn of_move(moved: &Appointment, plan: &Plan, now: Timestamp) -> Self {
        Self {
            travel: Travel::around(moved, plan),
            most_open: None,
            reminders: reminders(&plan.reminder_hours, moved.start.instant, now),
        }
    }
}

/// So many hours before the start each, as far as that is to come.
fn reminders(hours: &[u32], start: Timestamp, now: Timestamp) -> Vec<Timestamp> {
    let before = |hours: &u32| start - SignedDuration::from_hours(i64::from(*hours));
    let mut moments: Vec<_> = hours.iter().map(before).filter(|at| *at >= now + MARGIN).collect();
    moments.sort_unstable();
    moments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_reminder_is_so_many_hours_before_and_none_comes_right_after_the_booking() {
        let start = at("2026-12-01T17:00:00Z");
        let all = [at("2026-11-28T17:00:00Z"), at("2026-11-30T17:00:00Z")];
        assert_eq!(reminders(&[24, 72], start, at("2026-11-28T15:00:00Z")), all);
        assert_eq!(reminders(&[24, 72], start, at("2026-11-28T15:00:01Z")), all[1..]);
        assert_eq!(reminders(&[24, 72], start, at("2026-11-30T16:00:00Z")), []);
        assert_eq!(reminders(&[], start, at("2026-11-01T00:00:00Z")), []);
    }
}
