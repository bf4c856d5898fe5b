//! What members were told whose clinician is away. One transaction each: guard, ledger, what is
//! suggested, event, outbox.

use jiff::Timestamp;
use serde_json::json;

use super::{
    Error, Store,
    appointment::{event, mail},
    batch, content, ledger,
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
        "start": appointment.start.instant,
        "absence": content(absence)?,
        "event": event(&entry, appointment),
        "mail": mail(&entry, appointment),
    });
    let text =
        concat!(include_str!("record.surql"), include_str!("absence.surql"), include_str!("recorded.surql"));
    match ledger::record(store, text, &entry, vars).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(word)) if word == "changed" => Ok(false),
        Err(error) => Err(error),
    }
}

/// What was told about an appointment, where something was.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, appointment: &AppointmentId) -> Result<Option<Absence>, Error> {
    Ok(of(store, std::slice::from_ref(appointment)).await?.pop())
}

/// What was told about appointments.
///
/// # Errors
/// Those of the engine.
pub async fn of(store: &Store, appointments: &[AppointmentId]) -> Result<Vec<Absence>, Error> {
    let keys: Vec<_> = appointments.iter().map(AppointmentId::as_str).collect();
    batch::find(store, "absence", &keys).await
}
