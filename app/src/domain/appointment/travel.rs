//! The way between two places (Brief B5).

use jiff::{SignedDuration, Timestamp};

use super::{Appointment, State};
use crate::domain::{id::LocationId, plan::Plan, visit_type::Modality};

/// The time around a visit in person within which its member cannot be at another place.
#[derive(Clone, Debug, PartialEq, Eq)]
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
