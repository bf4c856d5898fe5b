//! What members were told whose clinician is away. One transaction each: guard, ledger, what is
//! suggested, event, outbox.

use std::{collections::HashMap, slice::from_ref};

use jiff::Timestamp;
use serde_json::json;

use super::{
    Error, Store, batch, content, decoded,
    hold::{self, Released},
    ledger::{self, change},
    written::{event, mails},
};
use crate::domain::{
    absence::Absence,
    actor::Actor,
    appointment::{Appointment, EventKind},
    hold::Hold,
    id::AppointmentId,
    ledger::Entry,
};

/// Which statement says what has made way.
const GONE: usize = 10;

/// How telling a member has ended.
#[derive(Debug)]
pub enum Told {
    /// They are told. What made way for the suggestion is free: an earlier one, and what had ended.
    New(Vec<Released>),
    /// Somebody else has the suggested time.
    Taken,
    /// The appointment was changed meanwhile: then it does not concern them any more.
    Changed,
}

/// Tells the member, and keeps what is suggested for them where `hold` says so. Who did it, and why
/// in words for the member, stand in the history.
///
/// # Errors
/// Those of the engine.
pub async fn tell(
    store: &Store,
    appointment: &Appointment,
    absence: &Absence,
    hold: Option<&Hold>,
    (by, reason): (&Actor, Option<&str>),
    now: Timestamp,
) -> Result<Told, Error> {
    let entry = Entry::new(EventKind::Away, now, by, appointment);
    let mut vars = hold.map_or_else(|| Ok(json!({ "claims": [], "taken": [], "hold": null })), hold::vars)?;
    vars["held"] = vars["content"].take();
    vars["own"] = json!([]);
    vars["id"] = json!(appointment.id);
    vars["member"] = json!(appointment.member);
    vars["agreed_role"] = json!(appointment.role);
    vars["start"] = json!(appointment.start.instant);
    vars["now"] = json!(now);
    vars["absence"] = content(absence)?;
    vars["event"] = event(&entry, appointment, reason);
    vars["mails"] = json!(mails(&entry, appointment));
    let text = change!("gone.surql", "unkept.surql", "let_go.surql", "absence.surql");
    match ledger::record(store, text, &entry, vars).await {
        Ok(mut answer) => Ok(Told::New(decoded(&mut answer, GONE)?)),
        Err(Error::Exists(table)) if table == "claim" => Ok(Told::Taken),
        Err(Error::Refused(word)) if word == "changed" => Ok(Told::Changed),
        Err(error) => Err(error),
    }
}

/// The appointments whose start is to come, and whose member has no suggestion: they are called.
///
/// # Errors
/// Those of the engine.
pub async fn without_suggestion(store: &Store, now: Timestamp) -> Result<Vec<AppointmentId>, Error> {
    let text =
        "SELECT VALUE record::id(id) FROM absence WHERE start.instant > $now AND instead IN [NONE, NULL]";
    store.rows(text, json!({ "now": now })).await
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
