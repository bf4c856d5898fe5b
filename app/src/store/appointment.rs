//! Appointments. Each change is one transaction: guard, ledger, claims, appointment, event, outbox.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Error, Store, content, ledger, taken};
use crate::domain::{
    actor::Actor,
    appointment::{Appointment, Event, EventKind},
    id::{AppointmentId, IdempotencyKey, MemberId, RoleId},
    ledger::Entry,
    slot::Claims,
};

/// Begins and ends the transaction of each change around what is particular to it.
macro_rules! change {
    ($file:literal) => {
        concat!(include_str!("record.surql"), include_str!($file), include_str!("recorded.surql"))
    };
}

/// How a booking ended.
#[derive(Debug)]
pub enum Booked {
    /// It is on disk now.
    New,
    /// The same form was sent before: this is what it booked.
    Before(Box<Appointment>),
    /// Another form with the same key was sent before: this is what that one booked.
    Otherwise(AppointmentId),
    /// Somebody else has the time.
    Taken,
    /// The member has another appointment at that time.
    Overlap,
    /// What should be moved is not booked any more, or was moved already.
    NotOpen,
}

/// Books: all of it or nothing.
///
/// # Errors
/// Those of the engine; what a member can do about is in [`Booked`].
pub async fn book(store: &Store, appointment: &Appointment, by: &Actor) -> Result<Booked, Error> {
    let entry = Entry::new(EventKind::Booked, appointment.booked_at, by, appointment);
    let vars = json!({
        "id": appointment.id,
        "member": appointment.member,
        "key": form_key(&appointment.member, &appointment.key),
        "form": form(appointment),
        "claims": claims(&appointment.role, &appointment.claims, &appointment.id),
        "taken": taken::weeks(&appointment.role, &appointment.claims),
        "content": stored(appointment)?,
        "start": appointment.start.instant,
        "end": appointment.end(),
        "event": event(&entry, appointment),
        "mail": mail(&entry, appointment),
    });
    match ledger::record(store, change!("book.surql"), &entry, vars).await {
        Err(Error::Exists(table)) if table == "idempotency" => booked_before(store, appointment).await,
        other => refusal(other),
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
    by: &Actor,
    now: Timestamp,
) -> Result<Booked, Error> {
    let entry = Entry::new(EventKind::Moved, now, by, moved);
    let vars = json!({
        "id": moved.id,
        "member": moved.member,
        "old": claim_ids(&old.role, &old.claims),
        "old_start": old.start.instant,
        "released": taken::weeks(&old.role, &old.claims),
        "claims": claims(&moved.role, &moved.claims, &moved.id),
        "taken": taken::weeks(&moved.role, &moved.claims),
        "content": stored(moved)?,
        "start": moved.start.instant,
        "end": moved.end(),
        "event": event(&entry, moved),
        "mail": mail(&entry, moved),
    });
    refusal(ledger::record(store, change!("move_to.surql"), &entry, vars).await)
}

/// Cancels; `reason` is an office's. `false` when it was not open any more.
///
/// # Errors
/// Those of the engine.
pub async fn cancel(
    store: &Store,
    appointment: &Appointment,
    by: &Actor,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<bool, Error> {
    let entry = Entry::new(EventKind::Cancelled, now, by, appointment);
    let vars = json!({
        "id": appointment.id,
        "member": appointment.member,
        "old": claim_ids(&appointment.role, &appointment.claims),
        "released": taken::weeks(&appointment.role, &appointment.claims),
        "old_start": appointment.start.instant,
        "now": now,
        "event": with_reason(event(&entry, appointment), reason),
        "mail": mail(&entry, appointment),
    });
    match ledger::record(store, change!("cancel.surql"), &entry, vars).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(word)) if word == "not-open" => Ok(false),
        Err(error) => Err(error),
    }
}

/// The member's appointment with that id. Another member's is `None`, like one that does not exist.
///
/// # Errors
/// Those of the engine.
pub async fn find(
    store: &Store,
    member: &MemberId,
    id: &AppointmentId,
) -> Result<Option<Appointment>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM type::record('appointment', $id) WHERE member = $member";
    store.row(text, json!({ "id": id, "member": member })).await
}

/// All appointments of a member, by start.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &MemberId) -> Result<Vec<Appointment>, Error> {
    let text = "SELECT *, record::id(id) AS id, start.instant AS at FROM appointment \
        WHERE member = $member ORDER BY at";
    store.rows(text, json!({ "member": member })).await
}

/// All appointments of members.
///
/// # Errors
/// Those of the engine.
pub async fn of_members(store: &Store, members: &BTreeSet<MemberId>) -> Result<Vec<Appointment>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM appointment WHERE member IN $members";
    store.rows(text, json!({ "members": members })).await
}

/// How many appointments there are, and how many steps of grids are claimed for one.
///
/// # Errors
/// Those of the engine.
pub async fn count(store: &Store) -> Result<(u64, u64), Error> {
    let text = "RETURN [[(SELECT count() FROM appointment GROUP ALL)[0].count ?? 0, \
        (SELECT count() FROM claim WHERE appointment != NONE GROUP ALL)[0].count ?? 0]]";
    Ok(store.row(text, json!({})).await?.unwrap_or_default())
}

/// Those of the appointments' steps that are claimed for them.
///
/// # Errors
/// Those of the engine.
pub async fn claims_of(
    store: &Store,
    appointments: &[Appointment],
) -> Result<HashSet<(AppointmentId, RoleId, Timestamp)>, Error> {
    let ids: Vec<_> = appointments.iter().flat_map(|one| claim_ids(&one.role, &one.claims)).collect();
    let text = "SELECT VALUE [appointment, record::id(id)[0], start] \
        FROM $ids.map(|$id| type::record('claim', $id)) WHERE appointment != NONE";
    Ok(store.rows(text, json!({ "ids": ids })).await?.into_iter().collect())
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
pub async fn history(store: &Store, id: &AppointmentId) -> Result<Vec<Event>, Error> {
    let text = "SELECT * FROM appointment_event:[$id, NONE]..[$id, 1000000]";
    store.rows(text, json!({ "id": id })).await
}

/// The appointment that the member's form with that key has booked.
///
/// # Errors
/// Those of the engine.
pub async fn find_by_key(
    store: &Store,
    member: &MemberId,
    key: &IdempotencyKey,
) -> Result<Option<Appointment>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM type::record('appointment', \
        (SELECT VALUE appointment FROM ONLY type::record('idempotency', $key)))";
    store.row(text, json!({ "key": form_key(member, key) })).await
}

/// Those of a role's steps that are claimed.
///
/// # Errors
/// Those of the engine.
pub async fn claimed(store: &Store, role: &RoleId, steps: &[Timestamp]) -> Result<Claims, Error> {
    let text = "SELECT VALUE start FROM $ids.map(|$id| type::record('claim', $id))";
    Ok(store.rows(text, json!({ "ids": claim_ids(role, steps) })).await?.into_iter().collect())
}

/// A key is the member's own: nobody can take another's by guessing it.
fn form_key(member: &MemberId, key: &IdempotencyKey) -> String {
    format!("{member}/{key}")
}

/// What was asked for with a key, so that the same key with something else is told apart.
fn form(appointment: &Appointment) -> String {
    let Appointment { role, visit_type, start, reason, contact, .. } = appointment;
    let answers = json!([role, visit_type, start.instant, reason, contact]);
    format!("{:x}", Sha256::digest(answers.to_string()))
}

/// The key was used before: for the same form, or for another one.
async fn booked_before(store: &Store, appointment: &Appointment) -> Result<Booked, Error> {
    let (member, key) = (&appointment.member, &appointment.key);
    let text = "SELECT VALUE form FROM ONLY type::record('idempotency', $key)";
    let before: Option<String> = store.row(text, json!({ "key": form_key(member, key) })).await?;
    let earlier = find_by_key(store, member, key).await?.ok_or(Error::Conflict)?;
    Ok(match before {
        Some(before) if before != form(appointment) => Booked::Otherwise(earlier.id),
        Some(_) | None => Booked::Before(Box::new(earlier)),
    })
}

fn refusal(outcome: Result<(), Error>) -> Result<Booked, Error> {
    match outcome {
        Ok(()) => Ok(Booked::New),
        Err(Error::Exists(table)) if table == "claim" => Ok(Booked::Taken),
        Err(Error::Refused(word)) if word == "overlap" => Ok(Booked::Overlap),
        Err(Error::Refused(word)) if word == "not-open" => Ok(Booked::NotOpen),
        Err(error) => Err(error),
    }
}

/// The appointment with its end, by which overlaps are found.
fn stored(appointment: &Appointment) -> Result<Value, Error> {
    let mut content = content(appointment)?;
    if let Some(fields) = content.as_object_mut() {
        fields.insert("end".to_owned(), json!(appointment.end()));
    }
    Ok(content)
}

fn claim_ids(role: &RoleId, starts: &[Timestamp]) -> Vec<Value> {
    starts.iter().map(|start| json!([role, start])).collect()
}

fn claims(role: &RoleId, starts: &[Timestamp], appointment: &AppointmentId) -> Vec<Value> {
    let claim =
        |start| json!({ "id": [role, start], "role": role, "start": start, "appointment": appointment });
    starts.iter().map(claim).collect()
}

pub(super) fn event(entry: &Entry, appointment: &Appointment) -> Value {
    json!({ "kind": entry.kind, "at": entry.at, "by": entry.by, "start": appointment.start })
}

fn with_reason(mut event: Value, reason: Option<&str>) -> Value {
    if let Some(reason) = reason {
        event["reason"] = json!(reason);
    }
    event
}

pub(super) fn mail(entry: &Entry, appointment: &Appointment) -> Value {
    json!({ "kind": entry.kind, "member": appointment.member, "appointment": appointment.id,
        "start": appointment.start, "at": entry.at, "sent": null })
}
