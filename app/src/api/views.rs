//! What pages show: domain values joined for whoever asks.

use std::{cmp::Reverse, collections::HashMap};

use jiff::civil::Date;

use super::{
    absence::{AbsenceView, Suggestion},
    appointment::{AppointmentView, Happening},
    booking,
    caller::Caller,
    clinician::{Place, VisitOffer},
    directory::{Card, Relaxation, Results},
    draft::Check,
    referral::ReferralView,
    times::{Day, Times},
};
use crate::{
    domain::{
        absence::{Absence, Instead},
        actor::Actor,
        appointment::{Appointment, Event, OTHERS},
        directory::Listing,
        draft::Draft,
        eligibility::{ByPhone, Verdict},
        id::AppointmentId,
        on_file::OnFile,
        referral::{Referral, ReferredTo},
        slot::Offer,
        time::LocalTime,
        visit_type::VisitType,
    },
    portal::zone,
    search::{Found, hit::Hit},
};

/// Free times on a card, and of each visit type.
const FIRST: usize = 3;

/// The day on which it is asked, in the place.
pub(super) fn today(caller: &Caller, listing: &Listing) -> Date {
    caller.now.to_zoned_datetime(zone(&listing.location.time_zone)).date()
}

/// A page of what a search found.
pub(super) fn results(found: Found) -> Results {
    let relaxations = found.relaxations.into_iter();
    Results {
        understood: found.understood,
        place: found.place,
        total: found.total,
        first: found.first,
        cards: found.hits.into_iter().map(card).collect(),
        previous: found.previous,
        next: found.next,
        counts: found.counts,
        relaxations: relaxations
            .map(|(condition, query, count)| Relaxation { condition, query, count })
            .collect(),
    }
}

fn card(hit: Hit) -> Card {
    let Hit { listing, verdict, visit_type, next, miles, clinicians } = hit;
    Card { listing, verdict, visit_type, next, miles, clinicians }
}

/// A role with everything that it offers, in the plan's order.
pub(super) fn place(caller: &Caller, on_file: &OnFile, listing: Listing) -> Place {
    let (plan, date) = (&caller.portal.plan, today(caller, &listing));
    let offers = visit_types(caller, &listing).map(|visit_type| {
        let verdict = on_file.verdict(&listing, visit_type, plan, date);
        let first = if verdict == Verdict::Online {
            first(caller, on_file, &listing, visit_type)
        } else {
            Vec::new()
        };
        VisitOffer { visit_type: visit_type.id.clone(), verdict, first }
    });
    let offers = offers.collect();
    Place { verdict: on_file.verdict_of_role(&listing, plan, date), offers, listing }
}

/// The first free times on days on which the visit can be booked online.
fn first(caller: &Caller, on_file: &OnFile, listing: &Listing, visit_type: &VisitType) -> Vec<LocalTime> {
    let Caller { portal, now, .. } = caller;
    portal.availability().ask(&listing.role.id, visit_type, *now, |offer| {
        let starts = offer.first(offer.now, FIRST).into_iter().map(|start| offer.local(start));
        let online = |date| on_file.verdict(listing, visit_type, &portal.plan, date) == Verdict::Online;
        starts.filter(|start| online(start.date())).collect()
    })
}

fn visit_types<'a>(caller: &'a Caller, listing: &'a Listing) -> impl Iterator<Item = &'a VisitType> {
    let all = caller.portal.plan.visit_types.iter();
    all.filter(|visit_type| listing.role.visit_types.contains(&visit_type.id))
}

/// The free times of a role. `moving` is an appointment that gives its own time up.
pub(super) fn times(
    caller: &Caller,
    on_file: &OnFile,
    listing: Listing,
    visit_type: &VisitType,
    date: Option<Date>,
    moving: Option<&Appointment>,
) -> Times {
    let Caller { portal, now, .. } = caller;
    let own = moving.map(|moving| moving.start.instant);
    let given_back = moving.map(|moving| on_file.without(moving));
    let on_file = given_back.as_ref().unwrap_or(on_file);
    let allowed = |date| match on_file.verdict(&listing, visit_type, &portal.plan, date) {
        Verdict::ByPhone(ByPhone::NotAccepting) if own.is_some() => Verdict::Online,
        verdict => verdict,
    };
    let by_day = |offer: &Offer| -> Vec<(Date, Vec<LocalTime>)> {
        let days = offer.days(*now).filter(|date| allowed(*date) == Verdict::Online);
        let days = days.map(|date| {
            let starts = offer.starts_on(date).into_iter().filter(|start| Some(*start) != own);
            (date, starts.map(|start| offer.local(start)).collect::<Vec<_>>())
        });
        days.filter(|(_, times)| !times.is_empty()).collect()
    };
    let mut all = match moving {
        Some(moving) => portal.availability().ask_moving(moving, visit_type, *now, by_day),
        None => portal.availability().ask(&listing.role.id, visit_type, *now, by_day),
    };
    let days: Vec<_> = all.iter().map(|(date, times)| Day { date: *date, count: times.len() }).collect();
    let first = all.first().and_then(|(_, times)| times.first().cloned());
    let date = date.or(days.first().map(|day| day.date));
    let shown = all.iter_mut().find(|(day, _)| Some(*day) == date);
    let times = shown.map(|(_, times)| std::mem::take(times)).unwrap_or_default();
    let verdict = allowed(today(caller, &listing));
    Times { visit_type: visit_type.id.clone(), verdict, days, date, times, first, listing }
}

/// What the member checks before booking.
pub(super) fn check(caller: &Caller, draft: Draft, listing: Listing, visit_type: &VisitType) -> Check {
    let ask = |offer: &Offer| {
        let free = offer.claims_for(draft.start).is_some();
        let others = if free { Vec::new() } else { offer.nearest(draft.start, OTHERS) };
        (free, others.into_iter().map(|other| offer.local(other)).collect())
    };
    let (free, others) = caller.portal.availability().ask(&listing.role.id, visit_type, caller.now, ask);
    Check {
        start: LocalTime::at(draft.start, &zone(&listing.location.time_zone)),
        minutes: visit_type.minutes,
        modality: visit_type.modality,
        copay_cents: visit_type.copay_cents,
        free,
        others,
        draft,
        listing,
    }
}

/// An appointment as its member sees it, without its history.
pub(super) fn appointment(caller: &Caller, appointment: Appointment) -> AppointmentView {
    let refusal = booking::why_not_change(caller, &appointment);
    let visit_type = caller.portal.plan.visit_type(&appointment.visit_type).filter(|_| refusal.is_none());
    let zone = zone(&appointment.start.zone);
    AppointmentView {
        listing: caller.listing(&appointment.role).ok(),
        until: visit_type.map(|visit_type| LocalTime::at(appointment.latest_change(visit_type), &zone)),
        refusal,
        open: appointment.is_open(caller.now),
        absence: None,
        history: Vec::new(),
        appointment,
    }
}

/// What was said because the clinician is away, while the member has not answered.
pub(super) fn absence(
    caller: &Caller,
    appointment: &Appointment,
    absence: Option<Absence>,
) -> Option<AbsenceView> {
    let absence = absence.filter(|absence| absence.is_open(appointment, caller.now))?;
    let suggestion = absence.instead.and_then(|Instead { role, start, .. }| {
        caller.listing(&role).ok().map(|listing| Suggestion { listing, start })
    });
    Some(AbsenceView { suggestion })
}

/// What happened to an appointment, on the clock of its place.
pub(super) fn history(events: Vec<Event>) -> Vec<Happening> {
    let happening = |event: Event| Happening {
        has_receipt: event.has_receipt(),
        number: event.number,
        kind: event.kind,
        at: LocalTime::at(event.at, &zone(&event.start.zone)),
        start: event.start,
        by_office: matches!(event.by, Actor::Staff(_) | Actor::Plan),
        reason: event.reason,
    };
    events.into_iter().map(happening).collect()
}

/// Referrals that have not ended, by their last day. The plan's clock says what today is: a
/// referral is for any place.
pub(super) fn referrals(caller: &Caller, on_file: OnFile) -> Vec<ReferralView> {
    let Caller { portal, now, .. } = caller;
    let today = now.to_zoned_datetime(zone(&portal.plan.time_zone)).date();
    let mut referrals = on_file.referrals;
    referrals.retain(|referral| referral.valid_until >= today);
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
) -> Vec<AppointmentView> {
    let views = own.into_iter().map(|own| {
        let away = absences.remove(&own.id);
        AppointmentView { absence: absence(caller, &own, away), ..appointment(caller, own) }
    });
    let (mut open, mut others): (Vec<_>, Vec<_>) = views.partition(|view| view.open);
    open.sort_by_key(|view| view.appointment.start.instant);
    others.sort_by_key(|view| Reverse(view.appointment.start.instant));
    open.append(&mut others);
    open
}
