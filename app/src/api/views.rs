//! What pages show: domain values joined for whoever asks.

use jiff::civil::Date;

use super::{
    caller::Caller,
    clinician::{Place, VisitOffer},
    directory::{Card, Relaxation, Results},
    draft::Check,
    hold::Held,
    times::{Day, Times},
};
use crate::{
    domain::{
        appointment::{Appointment, OTHERS},
        directory::Listing,
        draft::Draft,
        eligibility::{ByPhone, Verdict},
        hold::{self, Hold},
        on_file::OnFile,
        slot::Offer,
        time::LocalTime,
        visit_type::VisitType,
    },
    portal::zone,
    search::{Found, hit::Hit},
    session::SignedOn,
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

/// A role with everything that it offers to whoever asks, in the plan's order.
pub(super) fn place(
    caller: &Caller,
    signed_on: Option<&SignedOn>,
    on_file: &OnFile,
    listing: Listing,
) -> Place {
    let (plan, today) = (&caller.portal.plan, today(caller, &listing));
    let seen = |visit_type: &&VisitType| {
        signed_on.is_none_or(|it| it.sees_visits(&caller.portal, &listing.role, &visit_type.id))
    };
    let offers = visit_types(caller, &listing).filter(seen).map(|visit_type| {
        let verdict = on_file.verdict_ahead(&listing, visit_type, plan, today);
        let first = if verdict == Verdict::Online {
            first(caller, on_file, &listing, visit_type)
        } else {
            Vec::new()
        };
        VisitOffer { visit_type: visit_type.id.clone(), verdict, first }
    });
    let offers = offers.collect();
    Place { verdict: on_file.verdict_of_role(&listing, plan, today), offers, listing }
}

/// The first free times on days on which the visit can be booked online.
fn first(caller: &Caller, on_file: &OnFile, listing: &Listing, visit_type: &VisitType) -> Vec<LocalTime> {
    let Caller { portal, now, .. } = caller;
    portal.availability().ask(&listing.role.id, visit_type, *now, |offer| {
        let online =
            |date: &Date| on_file.verdict(listing, visit_type, &portal.plan, *date) == Verdict::Online;
        let starts = offer.days(offer.now).filter(online).flat_map(|date| offer.starts_on(date));
        starts.take(FIRST).map(|start| offer.local(start)).collect()
    })
}

fn visit_types<'a>(caller: &'a Caller, listing: &'a Listing) -> impl Iterator<Item = &'a VisitType> {
    let all = caller.portal.plan.visit_types.iter();
    all.filter(|visit_type| listing.role.visit_types.contains(&visit_type.id))
}

/// The free times of a role. `moving` is an appointment that gives its own time up; `holds` are what
/// is kept for whoever asks with the role.
pub(super) fn times(
    caller: &Caller,
    on_file: &OnFile,
    listing: Listing,
    visit_type: &VisitType,
    date: Option<Date>,
    moving: Option<&Appointment>,
    holds: &[Hold],
) -> Times {
    let Caller { portal, now, .. } = caller;
    let agreed = moving.map(|moving| moving.start.instant);
    let given_back = moving.map(|moving| on_file.without(moving));
    let on_file = given_back.as_ref().unwrap_or(on_file);
    let as_moved = |verdict| match verdict {
        Verdict::ByPhone(ByPhone::NotAccepting) if agreed.is_some() => Verdict::Online,
        verdict => verdict,
    };
    let is_allowed =
        |date: &Date| as_moved(on_file.verdict(&listing, visit_type, &portal.plan, *date)) == Verdict::Online;
    let by_day = |offer: &Offer| -> Vec<(Date, Vec<LocalTime>)> {
        let days = offer.days(*now).filter(is_allowed);
        let days = days.map(|date| {
            let starts = offer.starts_on(date).into_iter().filter(|start| Some(*start) != agreed);
            (date, starts.map(|start| offer.local(start)).collect::<Vec<_>>())
        });
        days.filter(|(_, times)| !times.is_empty()).collect()
    };
    let given_up =
        moving.filter(|moving| moving.role == listing.role.id).map(|moving| moving.claims.as_slice());
    let own = [&hold::steps(holds), given_up.unwrap_or_default()].concat();
    let chosen = hold::chosen(holds, moving.map(|moving| &moving.id));
    let availability = portal.availability();
    let mut all = availability.ask_beside((&own, &chosen), &listing.role.id, visit_type, *now, by_day);
    let days: Vec<_> = all.iter().map(|(date, times)| Day { date: *date, count: times.len() }).collect();
    let first = all.first().and_then(|(_, times)| times.first().cloned());
    let date = date.or(days.first().map(|day| day.date));
    let shown = all.iter_mut().find(|(day, _)| Some(*day) == date);
    let times = shown.map(|(_, times)| std::mem::take(times)).unwrap_or_default();
    let today = today(caller, &listing);
    let verdict = as_moved(on_file.verdict_ahead(&listing, visit_type, &portal.plan, today));
    Times { visit_type: visit_type.id.clone(), verdict, days, date, times, first, listing }
}

/// How long a time is kept still.
pub(super) fn held(caller: &Caller, listing: &Listing, hold: &Hold) -> Held {
    let seconds = hold.until.duration_since(caller.now).as_secs();
    let start = LocalTime::at(hold.start, &zone(&listing.location.time_zone));
    Held { start, seconds: u32::try_from(seconds).unwrap_or(0) }
}

/// What the member checks before booking; `holds` are what is kept for them with the role.
pub(super) fn check(
    caller: &Caller,
    signed_on: &SignedOn,
    draft: Draft,
    (listing, visit_type): (Listing, &VisitType),
    holds: &[Hold],
) -> Check {
    let whom = signed_on.whom();
    let for_whom = signed_on.subject().ok().filter(|_| whom.is_some());
    let own = holds.iter().find(|hold| hold.start == draft.start);
    let ask = |offer: &Offer| {
        let free = offer.claims_for(draft.start).is_some();
        let others = if free { Vec::new() } else { offer.nearest(draft.start, OTHERS) };
        (free, others.into_iter().map(|other| offer.local(other)).collect())
    };
    let availability = caller.portal.availability();
    let (kept, chosen) = (hold::steps(holds), hold::chosen(holds, None));
    let (free, others) =
        availability.ask_beside((&kept, &chosen), &listing.role.id, visit_type, caller.now, ask);
    Check {
        start: LocalTime::at(draft.start, &zone(&listing.location.time_zone)),
        minutes: visit_type.minutes,
        modality: visit_type.modality,
        copay_cents: visit_type.copay_cents,
        free,
        others,
        for_whom: for_whom.map(|member| member.name()),
        whom,
        held: own.map(|hold| held(caller, &listing, hold)),
        draft,
        listing,
    }
}
