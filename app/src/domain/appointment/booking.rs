//! Booking and moving: every rule that decides about them (Brief B3, B5 to B7, B9, B10).

use jiff::Timestamp;

use super::{Appointment, Refusal, State, taken};
use crate::domain::{
    directory::Listing,
    draft::Draft,
    eligibility::{ByPhone, Verdict},
    id::AppointmentId,
    need::Need,
    on_file::OnFile,
    plan::Plan,
    slot::Offer,
};

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
        attendance: None,
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
    given(appointment, start, grounds)
}

/// The same appointment at a start that was suggested because the clinician is away, perhaps with
/// a colleague. No cut-off holds: it is not the member who is late.
///
/// # Errors
/// Any [`Refusal`] but `NotRoutine`, `CancelByPhone` and `TooLate`.
pub fn take(appointment: &Appointment, start: Timestamp, grounds: Grounds) -> Result<Appointment, Refusal> {
    appointment.may_cancel_by_phone(grounds.offer.now)?;
    given(appointment, start, grounds)
}

/// The appointment at another start of the listing, where that is offered.
fn given(appointment: &Appointment, start: Timestamp, grounds: Grounds) -> Result<Appointment, Refusal> {
    let role = &grounds.listing.role.id;
    match grounds.verdict(start) {
        Verdict::Online => {}
        Verdict::ByPhone(ByPhone::NotAccepting) if *role == appointment.role => {}
        verdict => return Err(Refusal::NotOnline(verdict)),
    }
    Ok(Appointment {
        role: role.clone(),
        claims: grounds.claims_for(start, Some(appointment))?,
        start: grounds.offer.local(start),
        minutes: grounds.offer.visit_type.minutes,
        ..appointment.clone()
    })
}

impl Grounds<'_> {
    /// Whether the visit can be booked online for `start`: a referral holds on some days only.
    pub(super) fn verdict(&self, start: Timestamp) -> Verdict {
        let date = self.offer.date(start);
        self.on_file.verdict(self.listing, self.offer.visit_type, self.plan, date)
    }

    /// The steps to claim; `moving` is the appointment that gives its own time up.
    fn claims_for(&self, start: Timestamp, moving: Option<&Appointment>) -> Result<Vec<Timestamp>, Refusal> {
        let role = &self.listing.role.id;
        let same = moving.is_some_and(|moving| moving.start.instant == start && moving.role == *role);
        let claims =
            self.offer.claims_for(start).filter(|_| !same).ok_or_else(|| taken(self.offer, start))?;
        let mut others = self.own.iter().filter(|own| moving.is_none_or(|moving| moving.id != own.id));
        let overlap = others.any(|own| own.overlaps(start, self.offer.visit_type.minutes));
        if overlap { Err(Refusal::Overlap) } else { Ok(claims) }
    }
}
