//! Why an appointment is not made or not changed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::{eligibility::Verdict, id::AppointmentId, need::Need, slot::Offer, time::LocalTime};

/// How many other starts a refusal names.
pub const OTHERS: usize = 5;

/// Why something could not be done, with what the member needs next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The need cannot wait for an appointment: 911 or the nurse (Brief B6).
    NotRoutine(Need),
    /// Somebody else was quicker, or the time is not offered: the nearest others.
    SlotTaken {
        /// The nearest other starts with the same role, in order of time.
        others: Vec<LocalTime>,
    },
    /// The member has an appointment at that time already.
    Overlap,
    /// Between it and an appointment at another place there is too little time for the way.
    TooNear {
        /// The member's appointment at the other place.
        appointment: AppointmentId,
        /// When that begins.
        start: LocalTime,
        /// How many minutes the plan wants between two places.
        minutes: u16,
    },
    /// The member has as many visits of this type to come as the plan allows.
    MostOpen {
        /// The first of them.
        appointment: AppointmentId,
        /// When that begins.
        start: LocalTime,
        /// How many are allowed, at least 1.
        most: u16,
    },
    /// Not to be booked online: the verdict says why.
    NotOnline(Verdict),
    /// Cancelling this kind of visit is by phone (Brief B7).
    CancelByPhone,
    /// Too late to cancel online: so many hours before the start it ends (Brief B7).
    TooLate {
        /// Hours before the start.
        cutoff_hours: u32,
    },
    /// It is cancelled or over already.
    NotOpen,
}

/// The refusal of a start that is not offered (any more), with the nearest that are.
pub fn taken(offer: &Offer, start: Timestamp) -> Refusal {
    let others = offer.nearest(start, OTHERS).into_iter().map(|other| offer.local(other));
    Refusal::SlotTaken { others: others.collect() }
}
