//! From several people who want to be seen together to their appointments.

use super::{
    booking::{field_error, typed},
    caller::Caller,
    identity::all_right,
    together::{Guest, Guests, Wanted},
};
use crate::{
    domain::{
        appointment::{Appointment, Refusal},
        audit::{Access, Action, Kind},
        directory::Location,
        draft::contact_flaw,
        grant::Scope,
        id::{IdempotencyKey, LocationId},
        need::Need,
        on_file::OnFile,
        together::{self, Gathering, Seen},
        visit_type::VisitType,
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    session::SignedOn,
    store,
};

/// What a form says.
pub(super) struct Asked {
    pub people: Vec<Wanted>,
    pub office: Option<LocationId>,
    pub day: String,
    pub need: Option<Need>,
    pub contact: String,
}

/// Somebody who wants to be seen, and what is on file of them.
pub(super) struct Person {
    pub who: SignedOn,
    pub visit_type: VisitType,
    pub on_file: OnFile,
    pub own: Vec<Appointment>,
}

/// The member who is signed on, then those for whom they may book.
async fn household(caller: &Caller) -> Result<Vec<SignedOn>, AppError> {
    caller.own(Kind::Together).await?;
    let signed_on = caller.signed_on(Kind::Together).await?;
    let others = signed_on.may_act_for(&caller.portal).await?.into_iter();
    let others = others.filter(|(_, power)| power.scope >= Scope::Book);
    let others = others.map(|(member, power)| signed_on.acting_for(member, power));
    Ok(std::iter::once(signed_on.acting_for_nobody()).chain(others).collect())
}

/// Who can be seen, and where; with what was entered before and not booked.
pub(super) async fn guests(caller: &Caller) -> Result<Guests, AppError> {
    let Portal { plan, store, .. } = &caller.portal;
    let household = household(caller).await?;
    let member = &caller.signed_on(Kind::Together).await?.member;
    let before = match store::together::latest(store, member).await? {
        Some(before) if !store::together::is_booked(store, &before).await? => Some(before),
        _ => None,
    };
    let mut people = Vec::with_capacity(household.len());
    for who in household {
        let reached = |visit_type: &&VisitType| visit_type.online && who.sees_type(plan, &visit_type.id);
        let visit_types = plan.visit_types.iter().filter(reached).map(|it| it.id.clone()).collect();
        let subject = who.subject()?;
        let wanted = before.iter().flat_map(|before| &before.guests).find(|it| it.member == subject.id);
        let wanted = wanted.map(|guest| guest.visit_type.clone());
        people.push(Guest { name: subject.name(), whom: who.whom(), visit_types, wanted });
    }
    let offices = offices(caller);
    let Some(Gathering { office, day, need, contact, .. }) = before else {
        let contact = member.phone.clone();
        return Ok(Guests { people, offices, office: None, day: String::new(), need: None, contact });
    };
    Ok(Guests { people, offices, office, day, need, contact })
}

/// The plan's own offices, by city and name.
fn offices(caller: &Caller) -> Vec<Location> {
    let directory = caller.portal.directory();
    let mut offices: Vec<_> = directory.locations().filter(|place| place.plan_office).collect();
    offices.sort_by_key(|place| (&place.city, &place.name));
    offices.into_iter().cloned().collect()
}

/// Keeps what was entered, then says what must be corrected.
pub(super) async fn start(caller: &Caller, asked: Asked) -> Result<IdempotencyKey, AppError> {
    let gathering = keep(caller, asked).await?;
    check(caller, &gathering)?;
    Ok(gathering.id)
}

/// Keeps what was entered.
pub(super) async fn keep(caller: &Caller, asked: Asked) -> Result<Gathering, AppError> {
    let Asked { people, office, day, need, contact } = asked;
    only_routine(need)?;
    let member = caller.own(Kind::Together).await?;
    let household = household(caller).await?;
    let mut guests = Vec::new();
    for Wanted { whom, visit } in people.into_iter().filter(|wanted| !wanted.visit.is_empty()) {
        let whom = |who: &&SignedOn| who.whom().map(|whom| whom.0).unwrap_or_default() == whom;
        let who = household.iter().find(whom).ok_or(AppError::NotFound)?;
        let visit_type = caller.visit_type(&visit.as_str().into())?.id.clone();
        guests.push(together::Guest { member: who.subject()?.id.clone(), visit_type });
    }
    let gathering = Gathering {
        id: IdempotencyKey(uuid::Uuid::now_v7().to_string()),
        member: member.id.clone(),
        office,
        day: typed(&day),
        need,
        contact: typed(&contact),
        guests,
        chosen: None,
        at: caller.now,
    };
    let store = caller.writes(&member, (Action::Create, Kind::Together)).await?;
    store::together::save(&store, &gathering).await?;
    Ok(gathering)
}

/// Only what can wait is booked (Brief B6).
fn only_routine(need: Option<Need>) -> Result<(), AppError> {
    match need {
        None | Some(Need::Routine) => Ok(()),
        Some(need) => Err(Refusal::NotRoutine(need).into()),
    }
}

/// Says all at once what must be corrected.
pub(super) fn check(caller: &Caller, gathering: &Gathering) -> Result<(), AppError> {
    let Gathering { office, need, contact, guests, .. } = gathering;
    let most = usize::from(caller.portal.plan.together.most);
    let has_office = office.as_ref().is_some_and(|id| offices(caller).iter().any(|place| place.id == *id));
    all_right([
        (Field::Need, need.is_none().then_some(Fault::Missing)),
        (Field::People, (!(2..=most).contains(&guests.len())).then_some(Fault::Wrong)),
        (Field::Office, (!has_office).then_some(Fault::Missing)),
        (Field::Day, gathering.wanted_day().is_err().then_some(Fault::Unreadable)),
        (Field::Contact, contact_flaw(contact).map(|flaw| field_error(flaw).fault)),
    ])
}

/// The gathering of the member who is signed on, with its people as they are now.
pub(super) async fn find(caller: &Caller, id: &IdempotencyKey) -> Result<(Gathering, Vec<Person>), AppError> {
    let Portal { store, .. } = &caller.portal;
    let member = caller.own(Kind::Together).await?;
    let gathering = store::together::find(store, &member, id).await?.ok_or(AppError::NotFound)?;
    let mut household = household(caller).await?;
    let mut people = Vec::with_capacity(gathering.guests.len());
    for guest in &gathering.guests {
        let own = |who: &SignedOn| who.subject().is_ok_and(|member| member.id == guest.member);
        let who = household.remove(household.iter().position(own).ok_or(AppError::NotFound)?);
        let subject = who.subject()?.clone();
        let access = Access::read(caller.now, who.actor(), subject.id.clone(), Kind::Appointments);
        caller.portal.store.note_access(access).await?;
        people.push(Person {
            on_file: caller.on_file_of(&subject).await?,
            own: store::appointment::of_member(store, &subject).await?,
            visit_type: caller.visit_type(&guest.visit_type)?.clone(),
            who,
        });
    }
    Ok((gathering, people))
}

/// The visits that the form has booked, as they are now; `None` where it has booked nothing.
pub(super) fn booked<'a>(gathering: &Gathering, people: &'a [Person]) -> Option<Vec<&'a Appointment>> {
    let visit = |person: &'a Person| person.own.iter().find(|visit| visit.key == gathering.id);
    let visits: Option<Vec<_>> = people.iter().map(visit).collect();
    visits.filter(|visits| !visits.is_empty())
}

/// Keeps the way that was chosen: one that is at the office, and together. What is booked stays as it is.
pub(super) async fn choose(caller: &Caller, id: &IdempotencyKey, visits: Vec<Seen>) -> Result<(), AppError> {
    let (gathering, people) = find(caller, id).await?;
    check(caller, &gathering)?;
    if booked(&gathering, &people).is_some() {
        return Err(AppError::BookedTogether { form: gathering.id });
    }
    if visits.is_empty() {
        return Err(AppError::field(Field::Start, Fault::Missing));
    }
    if visits.len() != people.len() {
        return Err(AppError::Malformed);
    }
    for Seen { role, .. } in &visits {
        if Some(caller.listing(role)?.location.id) != gathering.office {
            return Err(AppError::NotFound);
        }
    }
    let chosen = Gathering { chosen: Some(visits), at: caller.now, ..gathering };
    let member = caller.own(Kind::Together).await?;
    let store = caller.writes(&member, (Action::Update, Kind::Together)).await?;
    Ok(store::together::save(&store, &chosen).await?)
}
