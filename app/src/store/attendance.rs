//! Whether members came to their visits. Each change is one transaction: guard, ledger,
//! appointment, event. No letter: the member was there, or knows.

use jiff::Timestamp;
use serde_json::json;

use super::{
    Error, Store,
    ledger::{self, change},
    written::event,
};
use crate::domain::{
    actor::Actor,
    appointment::{Appointment, EventKind},
    attendance::Attendance,
    ledger::Entry,
    plan::Tender,
};

/// Writes down whether the member came to the appointment, as it was read, and how they have paid. `false` where it was
/// changed meanwhile.
///
/// # Errors
/// Those of the engine.
pub async fn attend(
    store: &Store,
    appointment: &Appointment,
    attendance: Attendance,
    tender: Option<Tender>,
    by: &Actor,
    now: Timestamp,
) -> Result<bool, Error> {
    let entry = Entry::new(attendance.kind(), now, by, appointment);
    let vars = json!({
        "id": appointment.id,
        "member": appointment.member,
        "role": appointment.role,
        "start": appointment.start.instant,
        "before": appointment.attendance,
        "attendance": attendance,
        "tender": tender,
        "event": event(&entry, appointment, None),
        "mails": [],
    });
    let noted = ledger::record_unless("changed", store, change!("attend.surql"), &entry, vars).await?;
    Ok(noted.is_some())
}

/// Writes down how the member has paid who was checked in before. `false` where it was changed
/// meanwhile.
///
/// # Errors
/// Those of the engine.
pub async fn pay(
    store: &Store,
    appointment: &Appointment,
    tender: Tender,
    by: &Actor,
    now: Timestamp,
) -> Result<bool, Error> {
    let entry = Entry::new(EventKind::Paid, now, by, appointment);
    let vars = json!({
        "id": appointment.id,
        "member": appointment.member,
        "attendance": Attendance::CheckedIn,
        "tender": tender,
        "event": event(&entry, appointment, None),
        "mails": [],
    });
    let noted = ledger::record_unless("changed", store, change!("pay.surql"), &entry, vars).await?;
    Ok(noted.is_some())
}
