//! The ways to see several people one right after the other.

use jiff::{Span, Timestamp, civil::Date};

use super::{
    booking::new_id,
    caller::Caller,
    gathering::{Person, booked, check, find},
    together::{GuestVisit, Ways},
};
use crate::{
    domain::{
        appointment::{self, Appointment, Grounds, State},
        directory::{Listing, Location},
        draft::Draft,
        id::IdempotencyKey,
        need::Need,
        slot::Offer,
        time::LocalTime,
        together::{self, Choice, Seen},
    },
    error::AppError,
    portal::zone,
};

/// So many ways are told.
const WAYS: usize = 4;

/// The first ways to see them all, and the one that was chosen.
pub(super) async fn ways(caller: &Caller, id: &IdempotencyKey) -> Result<Ways, AppError> {
    let (gathering, people) = find(caller, id).await?;
    check(caller, &gathering)?;
    let listings = caller.portal.directory().at(gathering.office.as_ref().ok_or(AppError::NotFound)?);
    let office = listings.first().ok_or(AppError::NotFound)?.location.clone();
    let day = gathering.wanted_day().map_err(|_| AppError::NotFound)?;
    let view = |way: Vec<Seen>| views(caller, &people, &way);
    if let Some(visits) = booked(&gathering, &people) {
        // One that was cancelled since is not told as booked.
        let stand = visits.iter().all(|visit| visit.state == State::Booked);
        let seen = |visit: &&Appointment| Seen { role: visit.role.clone(), start: visit.start.instant };
        let chosen = if stand { view(visits.iter().map(seen).collect()).ok() } else { None };
        let gone = AppError::BookedTogether { form: gathering.id.clone() };
        return Ok(Ways { office, ways: Vec::new(), booked: true, chosen: Some(chosen.ok_or(gone)?) });
    }
    let mut ways: Vec<Vec<Choice>> = Vec::new();
    for day in days(caller, &office, &people, day) {
        let choices: Vec<_> = people.iter().map(|person| choices(caller, person, &listings, day)).collect();
        ways.extend(together::ways(&choices, caller.portal.plan.together, WAYS - ways.len()));
        if ways.len() >= WAYS {
            break;
        }
    }
    let seen = |way: Vec<Choice>| way.into_iter().map(|Choice { role, start, .. }| Seen { role, start });
    let ways = ways.into_iter().map(|way| view(seen(way).collect())).collect::<Result<_, _>>()?;
    let chosen = gathering.chosen.map(view).transpose()?;
    Ok(Ways { office, ways, booked: false, chosen })
}

/// The days on which all of them can be seen at all: the one that was asked for, or each of them.
fn days(caller: &Caller, office: &Location, people: &[Person], day: Option<Date>) -> Vec<Date> {
    let today = caller.now.to_zoned_datetime(zone(&office.time_zone)).date();
    let horizon = people.iter().map(|person| person.visit_type.horizon_days).min().unwrap_or(0);
    let all = (0..=i32::from(horizon)).filter_map(|n| today.checked_add(Span::new().days(n)).ok());
    match day {
        Some(day) => vec![day],
        None => all.collect(),
    }
}

/// The visits that somebody could have at the office on a day: each as its booking would be decided.
fn choices(caller: &Caller, person: &Person, listings: &[Listing], day: Date) -> Vec<Choice> {
    let Caller { portal, now, .. } = caller;
    let Person { who, visit_type, on_file, own } = person;
    let seen = listings.iter().filter(|listing| {
        listing.role.visit_types.contains(&visit_type.id)
            && who.sees_visits(portal, &listing.role, &visit_type.id)
    });
    let mut all = Vec::new();
    for listing in seen {
        let ask = |offer: &Offer| -> Vec<Choice> {
            let grounds = Grounds { listing, on_file, own, offer, plan: &portal.plan };
            let starts = offer.starts_on(day).into_iter();
            starts.filter_map(|start| choice(person, grounds, start)).collect()
        };
        all.extend(portal.availability().ask(&listing.role.id, visit_type, *now, ask));
    }
    all
}

/// The visit that somebody has at a start, where it can be booked.
pub(super) fn choice(person: &Person, grounds: Grounds, start: Timestamp) -> Option<Choice> {
    let (role, clinician) = (grounds.listing.role.id.clone(), grounds.listing.role.clinician.clone());
    let seen = Seen { role: role.clone(), start };
    let draft = draft(person, "".into(), &seen, String::new(), grounds.offer.now).ok()?;
    let visit = appointment::book(&draft, grounds, new_id()).ok()?;
    let step = visit.claims.len().checked_sub(1).and_then(|last| visit.claims.get(last)).copied()?;
    let length = match visit.claims.get(1) {
        Some(second) => second.duration_since(*visit.claims.first()?),
        None => visit.end().duration_since(step),
    };
    Some(Choice { start, end: visit.end(), role, clinician, busy_until: visit.end().max(step + length) })
}

/// What somebody of them books.
pub(super) fn draft(
    person: &Person,
    id: IdempotencyKey,
    Seen { role, start }: &Seen,
    contact: String,
    at: Timestamp,
) -> Result<Draft, AppError> {
    Ok(Draft {
        id,
        member: person.who.subject()?.id.clone(),
        role: role.clone(),
        visit_type: person.visit_type.id.clone(),
        start: *start,
        need: Need::Routine,
        reason: String::new(),
        contact,
        at,
    })
}

/// A way as pages show it.
fn views(caller: &Caller, people: &[Person], way: &[Seen]) -> Result<Vec<GuestVisit>, AppError> {
    let view = |(person, seen): (&Person, &Seen)| {
        let listing = caller.listing(&seen.role)?;
        Ok(GuestVisit {
            name: person.who.subject()?.name(),
            visit_type: person.visit_type.id.clone(),
            start: LocalTime::at(seen.start, &zone(&listing.location.time_zone)),
            minutes: person.visit_type.minutes,
            copay_cents: person.visit_type.copay_cents,
            listing,
        })
    };
    people.iter().zip(way).map(view).collect()
}
