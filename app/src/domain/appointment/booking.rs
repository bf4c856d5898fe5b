//! Booking and moving: every rule that decides about them (Brief B3, B5 to B7, B9, B10).

use jiff::Timestamp;

use super::{Appointment, Refusal, State, Travel, taken};
use crate::domain::{
    directory::Listing,
    draft::Draft,
    eligibility::{ByPhone, Verdict, needs_referral},
    hold::Hold,
    id::{AppointmentId, MemberId, ReferralId},
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
    let appointment = Appointment {
        id,
        member: draft.member.clone(),
        proxy: None,
        role: listing.role.id.clone(),
        location: Some(listing.location.id.clone()),
        visit_type: offer.visit_type.id.clone(),
        referral: grounds.referral(draft.start, None),
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
        tender: None,
    };
    grounds.fits(&appointment)?;
    grounds.may_be_more()?;
    Ok(appointment)
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

/// Keeps `start` for a member who is about to book a visit.
///
/// # Errors
/// `NotOnline` or `SlotTaken`.
pub fn hold(member: &MemberId, start: Timestamp, grounds: Grounds) -> Result<Hold, Refusal> {
    let Grounds { listing, offer, plan, .. } = grounds;
    match grounds.verdict(start) {
        Verdict::Online => {
            let (claims, at) = (grounds.claims_for(start, None)?, offer.asked_in_time(start));
            Ok(Hold::new(member.clone(), listing.role.id.clone(), start, claims, plan.holds, at))
        }
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
    let on_file = grounds.on_file.without(appointment);
    let grounds = Grounds { on_file: &on_file, ..grounds };
    match grounds.verdict(start) {
        Verdict::Online => {}
        Verdict::ByPhone(ByPhone::NotAccepting) if *role == appointment.role => {}
        verdict => return Err(Refusal::NotOnline(verdict)),
    }
    let moved = Appointment {
        role: role.clone(),
        claims: grounds.claims_for(start, Some(appointment))?,
        start: grounds.offer.local(start),
        minutes: grounds.offer.visit_type.minutes,
        location: Some(grounds.listing.location.id.clone()),
        referral: grounds.referral(start, appointment.referral.as_ref()),
        ..appointment.clone()
    };
    grounds.fits(&moved)?;
    Ok(moved)
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
        self.offer.claims_for(start).filter(|_| !same).ok_or_else(|| taken(self.offer, start))
    }

    /// The referral that a visit at `start` uses up, where one is needed. The one that it has is
    /// `kept` while that covers the day.
    fn referral(&self, start: Timestamp, kept: Option<&ReferralId>) -> Option<ReferralId> {
        let (role, date) = (&self.listing.role, self.offer.date(start));
        if !needs_referral(role, self.plan) {
            return None;
        }
        let mut own = self.on_file.referrals.iter().filter(|own| Some(&own.id) == kept);
        let kept = own.find(|own| own.covers(role, date) && own.is_left());
        kept.or_else(|| self.on_file.referral(role, date)).map(|referral| referral.id.clone())
    }

    /// Whether the member can be there, beside their other appointments.
    fn fits(&self, appointment: &Appointment) -> Result<(), Refusal> {
        let mut others = self.own.iter().filter(|own| own.id != appointment.id);
        if others.clone().any(|own| own.overlaps(appointment.start.instant, appointment.minutes)) {
            return Err(Refusal::Overlap);
        }
        let Some(travel) = Travel::around(appointment, self.plan) else { return Ok(()) };
        match others.find(|own| travel.is_too_short_for(own)) {
            Some(Appointment { id, start, .. }) => Err(Refusal::TooNear {
                appointment: id.clone(),
                start: start.clone(),
                minutes: self.plan.travel_minutes_between_offices,
            }),
            None => Ok(()),
        }
    }

    /// Whether the plan lets one more visit of this type be open.
    fn may_be_more(&self) -> Result<(), Refusal> {
        let Some(most) = self.offer.visit_type.most_open else { return Ok(()) };
        let of_type = |own: &&Appointment| own.visit_type == self.offer.visit_type.id;
        let mut open = self.own.iter().filter(of_type).filter(|own| own.is_open(self.offer.now));
        match (open.clone().count() >= usize::from(most), open.next()) {
            (true, Some(Appointment { id, start, .. })) => {
                Err(Refusal::MostOpen { appointment: id.clone(), start: start.clone(), most })
            }
            _ => Ok(()),
        }
    }
}
