//! Whether members came to their visits. Each change is one transaction: guard, ledger,
//! appointment, event. No letter: the member was there, or knows.

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, appointment::event, ledger};
use crate::domain::{actor::Actor, appointment::Appointment, attendance::Attendance, ledger::Entry};

/// Writes down whether the member came to the appointment, as it was read. `false` where it was
/// changed meanwhile.
///
/// # Errors
/// Those of the engine.
pub async fn attend(
    store: &Store,
    appointment: &Appointment,
    attendance: Attendance,
    by: &Actor,
    now: Timestamp,
) -> Result<bool, Error> {
    let entry = Entry::new(attendance.kind(), now, by, appointment);
    let vars = json!({
        "id": appointment.id,
        "member": appointment.member,
        "start": appointment.start.instant,
        "before": appointment.attendance,
        "attendance": attendance,
        "event": event(&entry, appointment),
    });
    let text = concat!(include_str!("record.surql"), include_str!("attend.surql"));
    match ledger::record(store, text, &entry, vars).await {
        Ok(()) => Ok(true),
        Err(Error::Refused(word)) if word == "changed" => Ok(false),
        Err(error) => Err(error),
    }
}
