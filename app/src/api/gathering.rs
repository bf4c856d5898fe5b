//! From several people who want to be seen together to their appointments.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    booking::{DECISIONS, new_id, typed},
    caller::Caller,
    desk::Desk,
    grants,
    together::{Guest, GuestVisit, Guests, Wanted, Ways},
};
use crate::{
    domain::{
        appointment::{self, Appointment, Grounds, Refusal, Terms},
        directory::{Listing, Location},
        draft::Draft,
        grant::Scope,
        id::{IdempotencyKey, LocationId},
        need::Need,
        on_file::OnFile,
        slot::Offer,
        time::LocalTime,
        together::{self, Choice, Gathering, Seen},
        visit_type::VisitType,
    },
    error::{AppError, Fault, Field},
    portal::{Portal, zone},
    session::SignedOn,
    store::{self, together::BookedAll},
};

/// So many ways are told.
const WAYS: usize = 4;

/// What a form says.
pub(super) struct Asked {
    pub people: Vec<Wanted>,
    pub office: Option<LocationId>,
    pub day: String,
    pub need: Option<Need>,
    pub contact: String,
}

/// Somebody who wants to be seen, and what is on file of them.
struct Person {
    who: SignedOn,
    visit_type: VisitType,
    on_file: OnFile,
    own: Vec<Appointment>,
}

/// The member who is signed on, then those for whom they may book.
async fn household(caller: &Caller) -> Result<Vec<SignedOn>, AppError> {
    caller.own().await?;
    let signed_on = caller.signed_on().await?;
    let others = grants::may_act_for(caller, signed_on).await?.into_iter();
    let others = others.filter(|(_, power)| power.scope >= Scope::Book);
    let others = others.map(|(member, power)| signed_on.acting_for(member, power));
    Ok(std::iter::once(signed_on.acting_for_nobody()).chain(others).collect())
}

/// Who can be seen, and where.
pub(super) async fn guests(caller: &Caller) -> Result<Guests, AppError> {
    let Portal { plan, .. } = &caller.portal;
    let mut people = Vec::new();
    for who in household(caller).await? {
        let reached = |visit_type: &&VisitType| visit_type.online && who.sees_type(plan, &visit_type.id);
        let visit_types = plan.visit_types.iter().filter(reached).map(|it| it.id.clone()).collect();
        people.push(Guest { name: who.subject()?.name(), whom: who.whom(), visit_types });
    }
    let phone = caller.signed_on().await?.member.phone.clone();
    Ok(Guests { people, offices: offices(caller), phone })
}

/// The plan's own offices, by city and name.
fn offices(caller: &Caller) -> Vec<Location> {
    let directory = caller.portal.directory();
    let places = directory.entries().iter().map(|entry| &entry.location).filter(|place| place.plan_office);
    let named: BTreeMap<_, _> =
        places.map(|place| ((place.city.clone(), place.name.clone()), Location::clone(place))).collect();
    named.into_values().collect()
}

/// Keeps what was entered, once it can be read.
pub(super) async fn start(caller: &Caller, asked: Asked) -> Result<IdempotencyKey, AppError> {
    let Asked { people, office, day, need, contact } = asked;
    let household = household(caller).await?;
    let need = need.ok_or_else(|| AppError::field(Field::Need, Fault::Missing))?;
    if need != Need::Routine {
        return Err(Refusal::NotRoutine(need).into());
    }
    let mut guests = Vec::new();
    for Wanted { whom, visit } in people.into_iter().filter(|wanted| !wanted.visit.is_empty()) {
        let whom = |who: &&SignedOn| who.whom().map(|whom| whom.0).unwrap_or_default() == whom;
        let who = household.iter().find(whom).ok_or(AppError::NotFound)?;
        let visit_type = caller.visit_type(&visit.as_str().into())?.id.clone();
        guests.push(together::Guest { member: who.subject()?.id.clone(), visit_type });
    }
    let most = usize::from(caller.portal.plan.together.most);
    if !(2..=most).contains(&guests.len()) {
        return Err(AppError::field(Field::People, Fault::Wrong));
    }
    let office = office.filter(|office| offices(caller).iter().any(|place| place.id == *office));
    let contact = typed(&contact);
    if contact.is_empty() {
        return Err(AppError::field(Field::Contact, Fault::Missing));
    }
    let gathering = Gathering {
        id: IdempotencyKey(uuid::Uuid::now_v7().to_string()),
        member: caller.own().await?.id,
        office: office.ok_or_else(|| AppError::field(Field::Office, Fault::Missing))?,
        day: read_day(&day)?,
        contact,
        guests,
        chosen: None,
        at: caller.now,
    };
    store::together::save(&caller.portal.store, &gathering).await?;
    Ok(gathering.id)
}

fn read_day(day: &str) -> Result<Option<Date>, AppError> {
    match day.trim() {
        "" => Ok(None),
        day => day.parse().map(Some).map_err(|_| AppError::field(Field::Day, Fault::Unreadable)),
    }
}

/// The gathering of the member who is signed on, with its people as they are now.
async fn find(caller: &Caller, id: &IdempotencyKey) -> Result<(Gathering, Vec<Person>), AppError> {
    let Portal { store, .. } = &caller.portal;
    let member = caller.own().await?;
    let gathering = store::together::find(store, &member.id, id).await?.ok_or(AppError::NotFound)?;
    let mut household = household(caller).await?;
    let mut people = Vec::with_capacity(gathering.guests.len());
    for guest in &gathering.guests {
        let own = |who: &SignedOn| who.subject().is_ok_and(|member| member.id == guest.member);
        let who = household.remove(household.iter().position(own).ok_or(AppError::NotFound)?);
        let subject = who.subject()?.clone();
        people.push(Person {
            on_file: caller.on_file_of(&subject).await?,
            own: store::appointment::of_member(store, &subject.id).await?,
            visit_type: caller.visit_type(&guest.visit_type)?.clone(),
            who,
        });
    }
    Ok((gathering, people))
}

/// The first ways to see them all, and the one that was chosen.
pub(super) async fn ways(caller: &Caller, id: &IdempotencyKey) -> Result<Ways, AppError> {
    let (gathering, people) = find(caller, id).await?;
    let listings = listings(caller, &gathering.office);
    let office = listings.first().ok_or(AppError::NotFound)?.location.clone();
    let mut ways: Vec<Vec<Choice>> = Vec::new();
    for day in days(caller, &office, &people, gathering.day) {
        let choices: Vec<_> = people.iter().map(|person| choices(caller, person, &listings, day)).collect();
        ways.extend(together::ways(&choices, caller.portal.plan.together, WAYS - ways.len()));
        if ways.len() >= WAYS {
            break;
        }
    }
    let seen = |way: Vec<Choice>| way.into_iter().map(|Choice { role, start, .. }| Seen { role, start });
    let view = |way: Vec<Seen>| views(caller, &people, &way);
    let ways = ways.into_iter().map(|way| view(seen(way).collect())).collect::<Result<_, _>>()?;
    let chosen = gathering.chosen.map(view).transpose()?;
    Ok(Ways { office, ways, chosen, day: gathering.day, contact: gathering.contact })
}

fn listings(caller: &Caller, office: &LocationId) -> Vec<Listing> {
    let directory = caller.portal.directory();
    let here = directory.entries().iter().filter(|entry| entry.location.id == *office);
    here.map(|entry| entry.listing()).collect()
}

/// The days on which all of them can be seen at all: the one that was asked for, or each of them.
fn days(caller: &Caller, office: &Location, people: &[Person], day: Option<Date>) -> Vec<Date> {
    let today = caller.now.to_zoned_datetime(zone(&office.time_zone)).date();
    let horizon = people.iter().map(|person| person.visit_type.horizon_days).min().unwrap_or(0);
    let all = (0..=i32::from(horizon)).filter_map(|n| today.checked_add(jiff::Span::new().days(n)).ok());
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

fn choice(person: &Person, grounds: Grounds, start: jiff::Timestamp) -> Option<Choice> {
    let role = grounds.listing.role.id.clone();
    let seen = Seen { role: role.clone(), start };
    let draft = draft(person, "".into(), &seen, String::new(), grounds.offer.now).ok()?;
    let visit = appointment::book(&draft, grounds, new_id()).ok()?;
    let step = visit.claims.len().checked_sub(1).and_then(|last| visit.claims.get(last)).copied()?;
    let length = match visit.claims.get(1) {
        Some(second) => second.duration_since(*visit.claims.first()?),
        None => visit.end().duration_since(step),
    };
    Some(Choice { start, end: visit.end(), role, busy_until: visit.end().max(step + length) })
}

/// What somebody of them books.
fn draft(
    person: &Person,
    id: IdempotencyKey,
    Seen { role, start }: &Seen,
    contact: String,
    at: jiff::Timestamp,
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

/// Keeps the way that was chosen: one that is at the office, and together.
pub(super) async fn choose(caller: &Caller, id: &IdempotencyKey, visits: Vec<Seen>) -> Result<(), AppError> {
    let (gathering, people) = find(caller, id).await?;
    if visits.is_empty() {
        return Err(AppError::field(Field::Start, Fault::Missing));
    }
    if visits.len() != people.len() {
        return Err(AppError::Malformed);
    }
    for Seen { role, .. } in &visits {
        if caller.listing(role)?.location.id != gathering.office {
            return Err(AppError::NotFound);
        }
    }
    let chosen = Gathering { chosen: Some(visits), at: caller.now, ..gathering };
    Ok(store::together::save(&caller.portal.store, &chosen).await?)
}

/// Books all visits of the way that was chosen, or none. What was booked already is not booked again.
pub(super) async fn book(caller: &Caller, id: &IdempotencyKey) -> Result<(), AppError> {
    caller.portal.store.is_well()?;
    for _ in 0..DECISIONS {
        let (gathering, people) = find(caller, id).await?;
        if is_booked(caller, &gathering).await? || decide(caller, &gathering, &people).await? {
            return Ok(());
        }
    }
    Err(Refusal::SlotTaken { others: Vec::new() }.into())
}

async fn is_booked(caller: &Caller, gathering: &Gathering) -> Result<bool, AppError> {
    for guest in &gathering.guests {
        let store = &caller.portal.store;
        if store::appointment::find_by_key(store, &guest.member, &gathering.id).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Decides for each of them, and books. `false` where something has come in between: then it is
/// decided anew, by how it is then.
async fn decide(caller: &Caller, gathering: &Gathering, people: &[Person]) -> Result<bool, AppError> {
    let Portal { store, plan, .. } = &caller.portal;
    let chosen = gathering.chosen.as_ref().ok_or(AppError::NotFound)?;
    let (mut visits, mut choices) = (Vec::new(), Vec::new());
    for (person, seen) in people.iter().zip(chosen) {
        let (visit, choice) = decide_one(caller, gathering, person, seen).await?;
        let (by, terms) = (person.who.actor(), Terms::of_booking(&visit, plan));
        visits.push((visit, by, terms));
        choices.push(choice);
    }
    if !together::are_together(&choices, plan.together) {
        return Err(Refusal::SlotTaken { others: Vec::new() }.into());
    }
    match store::together::book(store, &visits).await? {
        BookedAll::New(released) => {
            caller.portal.note_released(released).await;
            for (visit, ..) in &visits {
                caller.portal.note(&visit.role, &visit.claims, false).await;
            }
            Ok(true)
        }
        BookedAll::Before(_) => Ok(true),
        BookedAll::Nothing => {
            note_taken(caller, &visits).await?;
            Ok(false)
        }
    }
}

/// What others have claimed meanwhile, perhaps through another process.
async fn note_taken(caller: &Caller, visits: &[store::together::Visit]) -> Result<(), AppError> {
    for (visit, ..) in visits {
        caller.portal.look_again(&visit.role, &visit.claims, caller.now).await?;
    }
    Ok(())
}

async fn decide_one(
    caller: &Caller,
    gathering: &Gathering,
    person: &Person,
    seen: &Seen,
) -> Result<(Appointment, Choice), AppError> {
    let Gathering { id, contact, .. } = gathering;
    let draft = draft(person, id.clone(), seen, contact.clone(), caller.now)?;
    let subject = person.who.subject()?;
    let mut desk = Desk::open_for(caller, &person.who, subject, (&seen.role, &person.visit_type.id)).await?;
    let decided = desk.decide(seen.start, None, |grounds| {
        let visit = appointment::book(&draft, grounds, new_id())?;
        let choice = choice(person, grounds, seen.start);
        choice.map(|choice| (visit, choice)).ok_or_else(|| appointment::taken(grounds.offer, seen.start))
    });
    let (visit, choice) = decided.await?;
    Ok((visit.arranged_by(&person.who.actor()), choice))
}
