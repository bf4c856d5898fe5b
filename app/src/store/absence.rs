//! What members were told whose clinician is away. One transaction each: guard, ledger, what is
//! suggested, event, outbox.

use std::{
    collections::{HashMap, HashSet},
    slice::from_ref,
};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{
    Error, Store, batch, content, decoded,
    hold::{self, Released},
    ledger::{self, change},
    written::{event, mails},
};
use crate::domain::{
    absence::{Absence, Instead},
    actor::Actor,
    appointment::{Appointment, EventKind},
    hold::Hold,
    id::AppointmentId,
    ledger::Entry,
};

/// Which statement says what has made way.
const GONE: usize = 10;

/// Letters about absences that were sent, or wait, by the index on appointments.
const LETTERS: &str =
    "SELECT appointment, at FROM outbox WHERE appointment IN $ids AND kind = 'away' AND sent != false";

/// Beyond 32 the engine would not look into the index, but at all letters.
const MOST: usize = 16;

/// A letter about an absence.
#[derive(Deserialize)]
struct Letter {
    appointment: AppointmentId,
    /// When it was written.
    at: Timestamp,
}

/// How telling a member has ended.
#[derive(Debug)]
pub enum Told {
    /// They are told. What made way for the suggestion is free: an earlier one, and what had ended.
    New(Vec<Released>),
    /// Somebody else has the suggested time.
    Taken,
    /// The appointment was changed meanwhile, and it does not concern them any more; or they were told
    /// by somebody else.
    Changed,
}

/// Tells the member, who was told `before` of the appointment what was read of it, and keeps what is
/// suggested for them where `hold` says so. Who did it, and why in words for the member, stand in the
/// history.
///
/// # Errors
/// Those of the engine.
pub async fn tell(
    store: &Store,
    appointment: &Appointment,
    (absence, before): (&Absence, Option<&Absence>),
    hold: Option<&Hold>,
    (by, reason): (&Actor, Option<&str>),
) -> Result<Told, Error> {
    let now = absence.at;
    let entry = Entry::new(EventKind::Away, now, by, appointment);
    let mut vars = match hold {
        Some(hold) => hold::vars(store, hold, now).await?,
        None => json!({ "claims": [], "taken": [], "hold": null, "own": [], "beside": [] }),
    };
    vars["held"] = vars["content"].take();
    vars["before"] = json!(before.map(|before| before.at));
    vars["id"] = json!(appointment.id);
    vars["member"] = json!(appointment.member);
    vars["agreed_role"] = json!(appointment.role);
    vars["start"] = json!(appointment.start.instant);
    vars["now"] = json!(now);
    // The member was promised that time, and can take it.
    vars["earlier_stays"] = json!(true);
    vars["absence"] = content(absence)?;
    vars["event"] = event(&entry, appointment, reason);
    vars["mails"] = json!(mails(&entry, appointment));
    let text = change!("gone.surql", "unkept.surql", "let_go.surql", "absence.surql", "beside.surql");
    match ledger::record(store, text, &entry, vars).await {
        Ok(mut answer) => Ok(Told::New(decoded(&mut answer, GONE)?)),
        Err(Error::Exists(table)) if table == "claim" => Ok(Told::Taken),
        Err(Error::Refused(word)) if word == "changed" => Ok(Told::Changed),
        Err(error) => Err(error),
    }
}

/// The appointments about which something was told, and whose start at that time is to come.
///
/// # Errors
/// Those of the engine.
pub async fn to_come(store: &Store, now: Timestamp) -> Result<Vec<AppointmentId>, Error> {
    let text = "SELECT VALUE record::id(id) FROM absence WHERE start.instant > $now";
    store.rows(text, json!({ "now": now })).await
}

/// Those of the appointments whose members can answer at `now`: what is suggested is kept for them
/// still, and the letter about it was sent, or waits. One that was given up nobody has read.
///
/// # Errors
/// Those of the engine.
pub async fn can_answer(
    store: &Store,
    told: &[(&Appointment, &Absence)],
    now: Timestamp,
) -> Result<HashSet<AppointmentId>, Error> {
    let kept = kept(store, told, now).await?;
    let mut letters = HashSet::new();
    for ids in kept.iter().map(|(id, _)| id).collect::<Vec<_>>().chunks(MOST) {
        let found: Vec<Letter> = store.rows(LETTERS, json!({ "ids": ids })).await?;
        letters.extend(found.into_iter().map(|Letter { appointment, at }| (appointment, at)));
    }
    Ok(kept.into_iter().filter(|kept| letters.contains(kept)).map(|(id, _)| id).collect())
}

/// Those for whose members the suggestion is kept, and when they were told.
async fn kept(
    store: &Store,
    told: &[(&Appointment, &Absence)],
    now: Timestamp,
) -> Result<Vec<(AppointmentId, Timestamp)>, Error> {
    let told = told.iter().copied();
    let suggested: Vec<_> =
        told.filter_map(|(it, absence)| Some((it, absence.instead.as_ref()?, absence.at))).collect();
    if suggested.is_empty() {
        return Ok(Vec::new());
    }
    let ids = suggested.iter().map(|(it, instead, _)| json!([it.member, instead.role, it.id]));
    let text = "SELECT * OMIT id FROM $ids.map(|$id| type::record('hold', $id)) WHERE until > $now";
    let vars = json!({ "ids": Vec::from_iter(ids), "now": now });
    let holds: Vec<Hold> = store.rows(text, vars).await?;
    let is_kept = |it: &Appointment, instead: &Instead| {
        let mut holds = holds.iter().filter(|hold| hold.appointment.as_ref() == Some(&it.id));
        holds.any(|hold| hold.start == instead.start.instant)
    };
    let kept = suggested.into_iter().filter(|(it, instead, _)| is_kept(it, instead));
    Ok(kept.map(|(it, _, at)| (it.id.clone(), at)).collect())
}

/// What was told about an appointment, where something was.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, appointment: &Appointment) -> Result<Option<Absence>, Error> {
    Ok(of(store, from_ref(appointment)).await?.remove(&appointment.id))
}

/// What was told about appointments.
///
/// # Errors
/// Those of the engine.
pub async fn of(
    store: &Store,
    appointments: &[Appointment],
) -> Result<HashMap<AppointmentId, Absence>, Error> {
    let keys: Vec<_> = appointments.iter().map(|appointment| appointment.id.as_str()).collect();
    let absences: Vec<Absence> = batch::find(store, "absence", &keys).await?;
    Ok(absences.into_iter().map(|absence| (absence.appointment.clone(), absence)).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[tokio::test]
    async fn letters_about_absences_are_found_by_the_index() -> Result<(), Error> {
        let store = Store::open("mem://", None).await?;
        let ids: Vec<_> = (0..MOST).map(|n| format!("a{n}")).collect();
        let mut answer = store.run(&format!("EXPLAIN {LETTERS}"), json!({ "ids": ids })).await?;
        let plan = answer.take::<Option<Value>>(0)?.unwrap_or_default().to_string();
        assert!(plan.contains("outbox_appointment") && !plan.contains("TableScan"), "{plan}");
        Ok(())
    }
}
