//! A member's appointments and referrals as pages show them.

use std::{cmp::Reverse, collections::HashMap};

use super::{
    absence::{AbsenceView, Suggestion},
    appointment::AppointmentView,
    caller::Caller,
    changing::why_not_change,
    earlier::{EarlierView, ProposalView},
    referral::ReferralView,
};
use crate::{
    domain::{
        absence::{Absence, Instead},
        appointment::Appointment,
        earlier::Wish,
        hold::Hold,
        id::AppointmentId,
        on_file::OnFile,
        referral::{Referral, ReferredTo},
        time::LocalTime,
    },
    portal::zone,
    session::SignedOn,
};

/// An appointment as its member sees it, without its history.
pub(super) fn appointment(caller: &Caller, appointment: Appointment) -> AppointmentView {
    let refusal = why_not_change(caller, &appointment);
    let visit_type = caller.portal.plan.visit_type(&appointment.visit_type).filter(|_| refusal.is_none());
    let zone = zone(&appointment.start.zone);
    AppointmentView {
        listing: caller.listing(&appointment.role).ok(),
        until: visit_type.map(|visit_type| LocalTime::at(appointment.latest_change(visit_type), &zone)),
        refusal,
        open: appointment.is_open(caller.now),
        absence: None,
        earlier: None,
        history: Vec::new(),
        appointment,
    }
}

/// What was said because the clinician is away, while the member has not answered. `holds` are those
/// of the member.
pub(super) fn absence(
    caller: &Caller,
    appointment: &Appointment,
    absence: Option<Absence>,
    holds: &[Hold],
) -> Option<AbsenceView> {
    let absence = absence.filter(|absence| absence.is_open(appointment, caller.now))?;
    let kept_until = |instead: &Instead| {
        let mut holds = holds.iter().filter(|hold| hold.appointment.as_ref() == Some(&appointment.id));
        let hold = holds.find(|hold| hold.start == instead.start.instant && hold.is_kept(caller.now))?;
        Some(LocalTime::at(hold.until, &zone(&instead.start.zone)))
    };
    let suggestion = absence.instead.and_then(|instead| {
        let (listing, kept_until) = (caller.listing(&instead.role).ok()?, kept_until(&instead));
        Some(Suggestion { listing, start: instead.start, kept_until })
    });
    Some(AbsenceView { suggestion })
}

/// What the member wishes for an appointment that is not over, on the clock of its place.
pub(super) fn earlier(caller: &Caller, appointment: &Appointment, wish: Option<Wish>) -> Option<EarlierView> {
    let wish = wish.filter(|_| appointment.is_open(caller.now))?;
    let local = |instant| LocalTime::at(instant, &zone(&appointment.start.zone));
    let proposal = wish
        .open(caller.now)
        .map(|open| ProposalView { start: open.start.clone(), until: local(open.until) });
    let Wish { weekdays, parts, since, .. } = wish;
    Some(EarlierView { weekdays, parts, since: local(since), proposal })
}

/// Referrals that have not ended, by their last day. The plan's clock says what today is: a
/// referral is for any place.
pub(super) fn referrals(caller: &Caller, signed_on: &SignedOn, on_file: OnFile) -> Vec<ReferralView> {
    let portal = &caller.portal;
    let today = portal.today();
    let mut referrals = on_file.referrals;
    referrals.retain(|referral| referral.valid_until >= today && signed_on.sees_referral(portal, referral));
    referrals.sort_by_key(|referral| referral.valid_until);
    let view = |referral: Referral| ReferralView {
        clinician: match &referral.to {
            ReferredTo::Clinician(id) => caller.places_of(Some(id)).pop().map(|place| place.clinician.name),
            ReferredTo::Specialty(_) => None,
        },
        days: (referral.valid_from, referral.valid_until),
        left: referral.left(),
        to: referral.to,
    };
    referrals.into_iter().map(view).collect()
}

/// Upcoming appointments by start, then all others, the newest first.
pub(super) fn appointments(
    caller: &Caller,
    own: Vec<Appointment>,
    mut absences: HashMap<AppointmentId, Absence>,
    mut wishes: HashMap<AppointmentId, Wish>,
) -> Vec<AppointmentView> {
    let views = own.into_iter().map(|own| {
        let (away, wish) = (absences.remove(&own.id), wishes.remove(&own.id));
        AppointmentView {
            absence: absence(caller, &own, away, &[]),
            earlier: earlier(caller, &own, wish),
            ..appointment(caller, own)
        }
    });
    let (mut open, mut others): (Vec<_>, Vec<_>) = views.partition(|view| view.open);
    open.sort_by_key(|view| view.appointment.start.instant);
    others.sort_by_key(|view| Reverse(view.appointment.start.instant));
    open.append(&mut others);
    open
}
