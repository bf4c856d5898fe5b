//! An appointment and what may happen to it (Brief B5 to B10).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    directory::Listing,
    draft::Draft,
    eligibility::{ByPhone, Verdict},
    id::{AppointmentId, IdempotencyKey, MemberId, RoleId, VisitTypeId},
    need::Need,
    on_file::OnFile,
    plan::Plan,
    slot::Offer,
    time::LocalTime,
    visit_type::{Modality, VisitType},
};

/// How many other starts a refusal names.
pub const OTHERS: usize = 5;

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
        /// The nearest other starts with the same role, in order of time.
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
        if now > self.latest_change(visit_type) { Err(Refusal::TooLate { cutoff_hours }) } else { Ok(()) }
    }

    /// The last moment at which it can be cancelled or moved, where that is done online at all.
    pub fn latest_change(&self, visit_type: &VisitType) -> Timestamp {
        self.start.instant - SignedDuration::from_hours(i64::from(visit_type.cancellation.cutoff_hours))
    }
}

/// What a booking or a move is decided by, besides the member's wish.
#[derive(Clone, Copy, Debug)]
pub struct Grounds<'a> {
    /// With whom and where.
    pub listing: &'a Listing,
    /// What is on file of the member.
    pub on_file: &'a OnFile,
    /// The member's appointments.
    pub own: &'a [Appointment],
    /// Which starts there are; its visit type and its moment hold.
    pub offer: &'a Offer<'a>,
    /// The plan.
    pub plan: &'a Plan,
}

/// Books what the draft says (Brief B3, B5, B6, B9, B10).
///
/// # Errors
/// Any [`Refusal`] but those of changing.
pub fn book(draft: &Draft, grounds: Grounds, id: AppointmentId) -> Result<Appointment, Refusal> {
    may_book(draft, grounds)?;
    let Grounds { listing, offer, .. } = grounds;
    Ok(Appointment {
        id,
        member: draft.member.clone(),
        role: listing.role.id.clone(),
        visit_type: offer.visit_type.id.clone(),
        modality: offer.visit_type.modality,
        claims: grounds.claims_for(draft.start, None)?,
        start: offer.local(draft.start),
        minutes: offer.visit_type.minutes,
        state: State::Booked,
        copay_cents: offer.visit_type.copay_cents,
        reason: draft.reason.clone(),
        contact: draft.contact.clone(),
        key: draft.id.clone(),
        booked_at: offer.now,
        cancelled_at: None,
    })
}

/// Whether such a visit can be booked online at all, free or not (Brief B3, B5, B6, B9).
///
/// # Errors
/// `NotRoutine` or `NotOnline`.
pub fn may_book(draft: &Draft, grounds: Grounds) -> Result<(), Refusal> {
    if draft.need != Need::Routine {
        return Err(Refusal::NotRoutine(draft.need));
    }
    match grounds.verdict(draft.start) {
        Verdict::Online => Ok(()),
        verdict => Err(Refusal::NotOnline(verdict)),
    }
}

/// The same appointment at another start (Brief B7). Who has an appointment keeps it where no
/// new patients are taken. `grounds.offer` must not count the appointment's own claims.
///
/// # Errors
/// Any [`Refusal`] but `NotRoutine`.
pub fn move_to(
    appointment: &Appointment,
    start: Timestamp,
    grounds: Grounds,
) -> Result<Appointment, Refusal> {
    appointment.may_change(grounds.offer.visit_type, grounds.offer.now)?;
    match grounds.verdict(start) {
        Verdict::Online | Verdict::ByPhone(ByPhone::NotAccepting) => {}
        verdict => return Err(Refusal::NotOnline(verdict)),
    }
    Ok(Appointment {
        claims: grounds.claims_for(start, Some(appointment))?,
        start: grounds.offer.local(start),
        minutes: grounds.offer.visit_type.minutes,
        ..appointment.clone()
    })
}

impl Grounds<'_> {
    /// Whether the visit can be booked online for `start`: a referral holds on some days only.
    fn verdict(&self, start: Timestamp) -> Verdict {
        let date = self.offer.date(start);
        self.on_file.verdict(self.listing, self.offer.visit_type, self.plan, date)
    }

    /// The steps to claim; `moving` is the appointment that gives its own time up.
    fn claims_for(&self, start: Timestamp, moving: Option<&Appointment>) -> Result<Vec<Timestamp>, Refusal> {
        let same = moving.is_some_and(|moving| moving.start.instant == start);
        let claims =
            self.offer.claims_for(start).filter(|_| !same).ok_or_else(|| taken(self.offer, start))?;
        let mut others = self.own.iter().filter(|own| moving.is_none_or(|moving| moving.id != own.id));
        let overlap = others.any(|own| own.overlaps(start, self.offer.visit_type.minutes));
        if overlap { Err(Refusal::Overlap) } else { Ok(claims) }
    }
}

/// The refusal of a start that is not offered (any more), with the nearest that are.
pub fn taken(offer: &Offer, start: Timestamp) -> Refusal {
    let others = offer.nearest(start, OTHERS).into_iter().map(|other| offer.local(other));
    Refusal::SlotTaken { others: others.collect() }
}

#[cfg(test)]
mod tests;
