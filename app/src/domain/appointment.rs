//! An appointment and what may happen to it (Brief B5 to B10).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    eligibility::Verdict,
    id::{AppointmentId, IdempotencyKey, MemberId, RoleId, VisitTypeId},
    need::Need,
    time::LocalTime,
    visit_type::{Modality, VisitType},
};

/// A visit that was agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appointment {
    /// A UUID of version 7.
    pub id: AppointmentId,
    /// Whose.
    pub member: MemberId,
    /// With whom and where.
    pub role: RoleId,
    /// What for.
    pub visit_type: VisitTypeId,
    /// In person, by phone or by video.
    pub modality: Modality,
    /// The promised start, with the reading of the place's clock that was shown.
    pub start: LocalTime,
    /// Length in minutes.
    pub minutes: u16,
    /// The grid steps that it occupies.
    pub claims: Vec<Timestamp>,
    /// Booked, moved away or cancelled.
    pub state: State,
    /// In cents of a US dollar (Brief B10).
    pub copay_cents: u32,
    /// In the member's words; may be empty.
    pub reason: String,
    /// Where to reach the member.
    pub contact: String,
    /// The same key books once.
    pub key: IdempotencyKey,
    /// When it was booked.
    pub booked_at: Timestamp,
    /// When it was cancelled.
    pub cancelled_at: Option<Timestamp>,
}

/// Where an appointment is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Will take place.
    Booked,
    /// Will not.
    Cancelled,
}

/// An entry of an appointment's history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Counted from 1 within the appointment.
    pub number: u32,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// The start that was agreed by it.
    pub start: LocalTime,
}

/// What can happen to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// It was booked.
    Booked,
    /// It got another time.
    Moved,
    /// It was cancelled by the member.
    Cancelled,
}

/// Why something could not be done, with what the member needs next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The need cannot wait for an appointment: 911 or the nurse (Brief B6).
    NotRoutine(Need),
    /// Somebody else was quicker, or the time is not offered: the nearest others.
    SlotTaken {
        /// Other starts with the same role, nearest first.
        others: Vec<LocalTime>,
    },
    /// The member has an appointment at that time already.
    Overlap,
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

impl Appointment {
    /// The moment at which it ends.
    pub fn end(&self) -> Timestamp {
        self.start.instant + SignedDuration::from_mins(i64::from(self.minutes))
    }

    /// Booked and not over.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == State::Booked && self.end() > now
    }

    /// Whether both would take place at the same time.
    pub fn overlaps(&self, start: Timestamp, minutes: u16) -> bool {
        let end = start + SignedDuration::from_mins(i64::from(minutes));
        self.state == State::Booked && self.start.instant < end && start < self.end()
    }

    /// Whether it may be cancelled or moved online at `now` (Brief B7).
    ///
    /// # Errors
    /// `NotOpen`, `CancelByPhone` or `TooLate`.
    pub fn may_change(&self, visit_type: &VisitType, now: Timestamp) -> Result<(), Refusal> {
        if self.state != State::Booked || self.start.instant <= now {
            return Err(Refusal::NotOpen);
        }
        if !visit_type.cancellation.online {
            return Err(Refusal::CancelByPhone);
        }
        let cutoff_hours = visit_type.cancellation.cutoff_hours;
        let latest = self.start.instant - SignedDuration::from_hours(i64::from(cutoff_hours));
        if now > latest { Err(Refusal::TooLate { cutoff_hours }) } else { Ok(()) }
    }
}
