//! An appointment and what may happen to it (Brief B5 to B10).

mod booking;
#[cfg(test)]
pub mod example;
mod refusal;
mod reminders;
mod travel;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    attendance::Attendance,
    id::{AppointmentId, IdempotencyKey, LocationId, MemberId, ReferralId, RoleId, VisitTypeId},
    plan::Tender,
    time::LocalTime,
    visit_type::{Modality, VisitType},
};

pub use booking::{Grounds, book, hold, may_book, move_to, take};
pub use refusal::{OTHERS, Refusal, taken};
pub use reminders::reminders;
use travel::Travel;

/// A visit that was agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appointment {
    /// A UUID of version 7.
    pub id: AppointmentId,
    /// Whose.
    pub member: MemberId,
    /// Who has arranged it for the member, where somebody has: letters about it go to them too.
    #[serde(default)]
    pub proxy: Option<MemberId>,
    /// With whom and where.
    pub role: RoleId,
    /// Where it was agreed; `None` of an old one whose role was gone already.
    #[serde(default)]
    pub location: Option<LocationId>,
    /// What for.
    pub visit_type: VisitTypeId,
    /// The referral that it uses a visit of, where one was needed (Brief B3).
    #[serde(default)]
    pub referral: Option<ReferralId>,
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
    /// Whether the member came, once somebody has written it down.
    #[serde(default)]
    pub attendance: Option<Attendance>,
    /// How the copay was paid, once somebody has written it down (Brief B10).
    #[serde(default)]
    pub tender: Option<Tender>,
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
    /// Who did it: the member, where nobody wrote it down.
    #[serde(default)]
    pub by: Actor,
    /// With whom and where it was agreed by it; `None` where nobody wrote it down: nobody else then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleId>,
    /// The start that was agreed by it.
    pub start: LocalTime,
    /// Why, in the words of an office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What can happen to an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// It was booked.
    Booked,
    /// It got another time.
    Moved,
    /// It was cancelled.
    Cancelled,
    /// The member was here.
    CheckedIn,
    /// The member did not come.
    NoShow,
    /// The clinician is away then, and the member was told.
    Away,
    /// How the copay was paid was written down, after the member was checked in.
    Paid,
}

impl EventKind {
    /// How it leaves the appointment.
    pub fn state(self) -> State {
        match self {
            Self::Booked | Self::Moved | Self::CheckedIn | Self::NoShow | Self::Away | Self::Paid => {
                State::Booked
            }
            Self::Cancelled => State::Cancelled,
        }
    }
}

impl Appointment {
    /// The same as arranged by whoever books it or gives it another time.
    #[must_use]
    pub fn arranged_by(self, actor: &Actor) -> Self {
        Self { proxy: actor.proxy().cloned(), ..self }
    }

    /// The moment at which it ends.
    pub fn end(&self) -> Timestamp {
        self.start.instant + SignedDuration::from_mins(i64::from(self.minutes))
    }

    /// Booked and not over.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == State::Booked && self.end() > now
    }

    /// Whether it will take place at that start.
    pub fn is_to_come(&self, start: Timestamp, now: Timestamp) -> bool {
        self.state == State::Booked && self.start.instant == start && now < start
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
        self.may_cancel_by_phone(now)?;
        if !visit_type.cancellation.online {
            return Err(Refusal::CancelByPhone);
        }
        let cutoff_hours = visit_type.cancellation.cutoff_hours;
        if now > self.latest_change(visit_type) { Err(Refusal::TooLate { cutoff_hours }) } else { Ok(()) }
    }

    /// Whether the office may cancel it for a member who calls: until it begins, or the member is
    /// here. No cut-off holds on the phone.
    ///
    /// # Errors
    /// `NotOpen`.
    pub fn may_cancel_by_phone(&self, now: Timestamp) -> Result<(), Refusal> {
        let waits = self.state == State::Booked && self.attendance.is_none() && self.start.instant > now;
        if waits { Ok(()) } else { Err(Refusal::NotOpen) }
    }

    /// The last moment at which it can be cancelled or moved, where that is done online at all.
    pub fn latest_change(&self, visit_type: &VisitType) -> Timestamp {
        self.start.instant - SignedDuration::from_hours(i64::from(visit_type.cancellation.cutoff_hours))
    }
}

#[cfg(test)]
mod tests;
