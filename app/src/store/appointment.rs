//! Appointments. Each change is one transaction: guard, ledger, claims, appointment, event, outbox.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{
    Decided, Error, Store, booking, decoded, form,
    hold::Released,
    ledger::{self, change},
    own::Own,
    several, taken,
    written::{claim_ids, claims, event, mails, reminders, stored},
};
use crate::domain::{
    actor::Actor,
    appointment::{Appointment, Event, EventKind},
    id::{AppointmentId, IdempotencyKey, MemberId, RoleId},
    ledger::Entry,
    right::Readable,
    slot::Claims,
};

/// Which statements of the transactions say what has become free.
const GONE_OF_MOVING: usize = 10;
const GONE_OF_CANCELLING: usize = 8;

/// How a booking ended.
#[derive(Debug)]
pub enum Booked {
    /// It is on disk now. What the member kept has made way for it, and what had ended.
    New(Vec<Released>),
    /// The same form was sent before: this is what it booked.
    Before(Box<Appointment>),
    /// Another form with the same key was sent before: this is what that one booked.
    Otherwise(AppointmentId),
    /// Somebody else has the time.
    Taken,
    /// Something else of the member's has come in between: what is on file now decides anew.
    Changed,
    /// What should be moved is not booked any more, or was moved already.
    NotOpen,
}

/// Books: all of it or nothing.
///
/// # Errors
/// Those of the engine; what a member can do about is in [`Booked`].
pub async fn book(store: &Store, appointment: &Appointment, decided: Decided<'_>) -> Result<Booked, Error> {
    match booking::book(store, &[(appointment, decided)]).await {
        Err(Error::Exists(table)) if table == "idempotency" => {
            let Appointment { member, key, .. } = appointment;
            form::booked(store, member, key, &form::of_appointment(appointment)).await?.ok_or(Error::Conflict)
        }
        other => outcome(other),
    }
}

/// Moves to the start that `moved` has; `moved.claims` are the new ones. Until the commit the
/// old time is kept.
///
/// # Errors
/// Those of the engine.
pub async fn move_to(
    store: &Store,
    old: &Appointment,
    moved: &Appointment,
    decided: Decided<'_>,
    now: Timestamp,
) -> Result<Booked, Error> {
    let entry = Entry::new(EventKind::Moved, now, decided.by, moved);
    let beside = several::beside(&*several::known(store).await?, &moved.role, &moved.claims);
    let vars = json!({
        "id": moved.id,
        "member": moved.member,
        "changes": decided.own.changes + 1,
        "own": [[moved.member, moved.role]],
        "old": claim_ids(&old.role, &old.claims),
        "old_role": old.role,
        "old_start": old.start.instant,
        "released": taken::weeks(&old.role, &old.claims),
        "claims": claims(&moved.role, &moved.claims, &moved.id),
        "taken": taken::weeks(&moved.role, &moved.claims),
        "content": stored(moved)?,
        "beside": Vec::from_iter(beside),
        "now": now,
        "event": event(&entry, moved, None),
        "mails": mails(&entry, moved),
        "reminders": reminders(moved, decided.reminders),
    });
    let text = change!("gone.surql", "unkept.surql", "let_go.surql", "move_to.surql", "beside.surql");
    let answer = ledger::record(store, text, &entry, vars).await;
    outcome(answer.and_then(|mut answer| decoded(&mut answer, GONE_OF_MOVING)))
}

/// Cancels; `reason` is an office's. What was kept for the appointment is free again; `None` when
/// it was not open any more, or when that which it was decided on, where it was on something of the
/// member's, is not so any more.
///
/// # Errors
/// Those of the engine.
pub async fn cancel(
    store: &Store,
    appointment: &Appointment,
    by: &Actor,
    reason: Option<&str>,
    own: Option<&Own>,
    now: Timestamp,
) -> Result<Option<Vec<Released>>, Error> {
    let entry = Entry::new(EventKind::Cancelled, now, by, appointment);
    let vars = json!({
        "id": appointment.id,
        "member": appointment.member,
        "changes": own.map(|own| own.changes + 1),
        "old": claim_ids(&appointment.role, &appointment.claims),
        "released": taken::weeks(&appointment.role, &appointment.claims),
        "old_role": appointment.role,
        "old_start": appointment.start.instant,
        "now": now,
        "event": event(&entry, appointment, reason),
        "mails": mails(&entry, appointment),
    });
    let text = change!("unkept.surql", "let_go.surql", "cancel.surql");
    let answer = ledger::record_unless("not-open", store, text, &entry, vars).await?;
    answer.map(|mut answer| decoded(&mut answer, GONE_OF_CANCELLING)).transpose()
}

/// The member's appointment with that id. Another member's is `None`, like one that does not exist.
///
/// # Errors
/// Those of the engine.
pub async fn find(
    store: &Store,
    member: &Readable,
    id: &AppointmentId,
) -> Result<Option<Appointment>, Error> {
    store.record_of("appointment", id.as_str(), &member.id).await
}

/// All appointments of a member, by start.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Readable) -> Result<Vec<Appointment>, Error> {
    let text = "SELECT *, record::id(id) AS id, start.instant AS at FROM appointment \
        WHERE member = $member ORDER BY at";
    store.rows(text, json!({ "member": member.id })).await
}

/// An appointment whose role the directory does not list any more.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Orphan {
    /// The appointment.
    pub id: AppointmentId,
    /// The role that it is with.
    pub role: RoleId,
    /// When it begins.
    pub start: Timestamp,
}

/// The appointments that are not over and whose role is gone, by start: somebody must call the
/// members.
///
/// # Errors
/// Those of the engine.
pub async fn without_role(store: &Store, now: Timestamp) -> Result<Vec<Orphan>, Error> {
    let text = "SELECT record::id(id) AS id, role, start.instant AS start FROM appointment \
        WHERE state = 'booked' AND end > $now AND !record::exists(type::record('role', role)) ORDER BY start";
    store.rows(text, json!({ "now": now })).await
}

/// What happened to an appointment, first things first.
///
/// # Errors
/// Those of the engine.
pub async fn history(store: &Store, appointment: &Appointment) -> Result<Vec<Event>, Error> {
    let text = "SELECT * FROM appointment_event:[$id, NONE]..[$id, 1000000]";
    store.rows(text, json!({ "id": appointment.id })).await
}

/// What happened to each of several appointments, in the same order, first things first.
///
/// # Errors
/// Those of the engine.
pub async fn histories(store: &Store, appointments: &[Appointment]) -> Result<Vec<Vec<Event>>, Error> {
    let ids: Vec<_> = appointments.iter().map(|appointment| &appointment.id).collect();
    let text = "RETURN $ids.map(|$id| (SELECT * FROM appointment_event:[$id, NONE]..[$id, 1000000]))";
    store.rows(text, json!({ "ids": ids })).await
}

/// The appointment that the member's form with that key has booked.
///
/// # Errors
/// Those of the engine.
pub async fn find_by_key(
    store: &Store,
    member: &Readable,
    key: &IdempotencyKey,
) -> Result<Option<Appointment>, Error> {
    by_key(store, &member.id, key).await
}

pub(super) async fn by_key(
    store: &Store,
    member: &MemberId,
    key: &IdempotencyKey,
) -> Result<Option<Appointment>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM type::record('appointment', \
        (SELECT VALUE appointment FROM ONLY type::record('idempotency', $key)))";
    store.row(text, json!({ "key": form::key(member, key) })).await
}

/// Those of a role's steps that are claimed.
///
/// # Errors
/// Those of the engine.
pub async fn claimed(store: &Store, role: &RoleId, steps: &[Timestamp]) -> Result<Claims, Error> {
    let ids = claim_ids(role, steps).into_iter().map(|id| ("claim", id)).collect();
    let found = store.records(ids).await?;
    Ok(steps.iter().zip(found).filter_map(|(step, claim)| claim.map(|_| *step)).collect())
}

fn outcome(outcome: Result<Vec<Released>, Error>) -> Result<Booked, Error> {
    match outcome {
        Ok(released) => Ok(Booked::New(released)),
        Err(Error::Exists(table)) if table == "claim" => Ok(Booked::Taken),
        Err(Error::Refused(word)) if word == "changed" => Ok(Booked::Changed),
        Err(Error::Refused(word)) if word == "not-open" => Ok(Booked::NotOpen),
        Err(error) => Err(error),
    }
}
