//! What members were told whose clinician is away. One transaction each: guard, ledger, what is
//! suggested, event, outbox.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::json;

use super::{
    Error, Store,
    appointment::{event, mail},
    batch, content,
    ledger::{self, change},
};
use crate::domain::{
    absence::Absence,
    actor::Actor,
    appointment::{Appointment, EventKind},
    id::AppointmentId,
    ledger::Entry,
};

/// Keeps what is suggested and tells the member. `false` where the appointment was changed
/// meanwhile: then it does not concern them any more.
///
/// # Errors
/// Those of the engine.
pub async fn tell(
    store: &Store,
    appointment: &Appointment,
    absence: &Absence,
    by: &Actor,
    now: Timestamp,
) -> Result<bool, Error> {
    let entry = Entry::new(EventKind::Away, now, by, appointment);
    let vars = json!({
        "id": appointment.id,
        "member": appointment.member,
        "role": appointment.role,
        "start": appointment.start.instant,
        "absence": content(absence)?,
        "event": event(&entry, appointment, None),
        "mail": mail(&entry, appointment),
    });
    ledger::record_unless("changed", store, change!("absence.surql"), &entry, vars).await
}

/// What was told about an appointment, where something was.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, appointment: &AppointmentId) -> Result<Option<Absence>, Error> {
    Ok(of(store, [appointment]).await?.remove(appointment))
}

/// What was told about appointments.
///
/// # Errors
/// Those of the engine.
pub async fn of(
    store: &Store,
    appointments: impl IntoIterator<Item = &AppointmentId>,
) -> Result<HashMap<AppointmentId, Absence>, Error> {
    let keys: Vec<_> = appointments.into_iter().map(AppointmentId::as_str).collect();
    let absences: Vec<Absence> = batch::find(store, "absence", &keys).await?;
    Ok(absences.into_iter().map(|absence| (absence.appointment.clone(), absence)).collect())
}
