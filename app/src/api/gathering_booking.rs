//! Booking visits of several people: all of them, or none.

use jiff::Timestamp;

use super::{
    booking::new_id,
    caller::Caller,
    desk::Desk,
    gathering::{Person, booked, find},
    gathering_ways::{choice, draft},
};
use crate::{
    domain::{
        actor::Actor,
        appointment::{self, Appointment, Refusal},
        id::IdempotencyKey,
        together::{self, Choice, Gathering, Seen},
    },
    error::AppError,
    portal::Portal,
    store::{self, Decided, Visit, appointment::Booked, own::Own, together::BookedAll},
};

/// Books all visits of the way that was chosen, or none. What was booked already is not booked again.
pub(super) async fn book(caller: &Caller, id: &IdempotencyKey) -> Result<(), AppError> {
    caller.portal.store.is_well()?;
    for attempt in 0..store::ATTEMPTS {
        let (gathering, people) = find(caller, id).await?;
        if booked(&gathering, &people).is_some() {
            return booked_before(caller, &gathering, &people).await;
        }
        match decide(caller, &gathering, &people).await {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(error) => return quicker(caller, id, error).await,
        }
        store::give_way(attempt).await;
        caller.still_signed_on().await?;
    }
    Err(store::Error::Conflict.into())
}

/// Where the form was sent twice at one moment, the other one may have been quicker: then that was done
/// which is asked for.
async fn quicker(caller: &Caller, id: &IdempotencyKey, error: AppError) -> Result<(), AppError> {
    let (gathering, people) = find(caller, id).await?;
    match booked(&gathering, &people) {
        Some(_) => booked_before(caller, &gathering, &people).await,
        None => Err(error),
    }
}

/// Whether what was booked is what is chosen: somebody may have chosen otherwise meanwhile, in another
/// window.
async fn booked_before(caller: &Caller, gathering: &Gathering, people: &[Person]) -> Result<(), AppError> {
    let chosen = gathering.chosen.as_ref().ok_or(AppError::NotFound)?;
    for (person, seen) in people.iter().zip(chosen) {
        let draft = draft(person, gathering.id.clone(), seen, gathering.contact.clone(), caller.now)?;
        if let Some(Booked::Otherwise(_)) = store::form::booked_before(&caller.portal.store, &draft).await? {
            return Err(AppError::BookedTogetherOtherwise { form: gathering.id.clone() });
        }
    }
    Ok(())
}

/// A visit of one of them as it was decided.
struct Arranged {
    visit: Appointment,
    choice: Choice,
    by: Actor,
    own: Own,
    reminders: Vec<Timestamp>,
}

/// Decides for each of them, and books. `false` where something has come in between: then it is
/// decided anew, by how it is then.
async fn decide(caller: &Caller, gathering: &Gathering, people: &[Person]) -> Result<bool, AppError> {
    let Portal { store, plan, .. } = &caller.portal;
    let chosen = gathering.chosen.as_ref().ok_or(AppError::NotFound)?;
    let mut all = Vec::with_capacity(people.len());
    for (person, seen) in people.iter().zip(chosen) {
        all.push(decide_one(caller, gathering, person, seen).await?);
    }
    let choices: Vec<_> = all.iter().map(|one| one.choice.clone()).collect();
    if !together::are_together(&choices, plan.together) {
        return Err(Refusal::SlotTaken { others: Vec::new() }.into());
    }
    let visits: Vec<_> = all.iter().map(Arranged::decided).collect();
    match store::together::book(store, &visits).await? {
        BookedAll::New(released) => {
            caller.portal.note_released(released).await;
            for Arranged { visit, .. } in &all {
                caller.portal.note(&visit.role, &visit.claims, false).await;
            }
            Ok(true)
        }
        BookedAll::Nothing => {
            note_taken(caller, &all).await?;
            Ok(false)
        }
    }
}

impl Arranged {
    fn decided(&self) -> Visit<'_> {
        (&self.visit, Decided { by: &self.by, own: &self.own, reminders: &self.reminders })
    }
}

/// What others have claimed meanwhile, perhaps through another process.
async fn note_taken(caller: &Caller, all: &[Arranged]) -> Result<(), AppError> {
    for Arranged { visit, .. } in all {
        caller.portal.look_again(&visit.role, &visit.claims, caller.now).await?;
    }
    Ok(())
}

async fn decide_one(
    caller: &Caller,
    gathering: &Gathering,
    person: &Person,
    seen: &Seen,
) -> Result<Arranged, AppError> {
    let Gathering { id, contact, .. } = gathering;
    let draft = draft(person, id.clone(), seen, contact.clone(), caller.now)?;
    let subject = person.who.changes()?;
    let mut desk = Desk::open_for(caller, &person.who, &subject, (&seen.role, &person.visit_type.id)).await?;
    let decided = desk.decide(seen.start, None, |grounds| {
        let visit = appointment::book(&draft, grounds, new_id())?;
        let choice = choice(person, grounds, seen.start);
        choice.map(|choice| (visit, choice)).ok_or_else(|| appointment::taken(grounds.offer, seen.start))
    });
    let (visit, choice) = decided.await?;
    let by = person.who.actor();
    let reminders = appointment::reminders(&visit, &caller.portal.plan, caller.now);
    Ok(Arranged { visit: visit.arranged_by(&by), choice, by, own: desk.into_own(), reminders })
}
