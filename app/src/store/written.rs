//! What the transactions that change appointments write of them.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Error, content, outbox};
use crate::domain::{
    actor::Actor,
    appointment::Appointment,
    id::{AppointmentId, RoleId},
    ledger::Entry,
};

/// The appointment with its end, by which overlaps are found.
pub(super) fn stored(appointment: &Appointment) -> Result<Value, Error> {
    let mut content = content(appointment)?;
    if let Some(fields) = content.as_object_mut() {
        fields.insert("end".to_owned(), json!(appointment.end()));
    }
    Ok(content)
}

/// The ids of the claims of steps.
pub(super) fn claim_ids(role: &RoleId, starts: &[Timestamp]) -> Vec<Value> {
    starts.iter().map(|start| json!([role, start])).collect()
}

/// Claims as they are written.
pub(super) fn claims(role: &RoleId, starts: &[Timestamp], appointment: &AppointmentId) -> Vec<Value> {
    let claim =
        |start| json!({ "id": [role, start], "role": role, "start": start, "appointment": appointment });
    starts.iter().map(claim).collect()
}

/// An entry of the history; `reason` is an office's.
pub(super) fn event(entry: &Entry, appointment: &Appointment, reason: Option<&str>) -> Value {
    json!({ "kind": entry.kind, "at": entry.at, "by": entry.by, "role": entry.role, "start": appointment.start,
        "reason": reason })
}

/// The letters about it for the outbox. What an office does is told to who has arranged the visit.
pub(super) fn mails(entry: &Entry, appointment: &Appointment) -> Vec<Value> {
    let letter = json!({ "kind": entry.kind, "member": appointment.member, "appointment": appointment.id,
        "start": appointment.start, "at": entry.at, "sent": null });
    let proxy = match &entry.by {
        Actor::Member => None,
        Actor::Proxy(proxy) => Some(proxy),
        Actor::Staff(_) | Actor::Operator(_) | Actor::Plan => appointment.proxy.as_ref(),
    };
    outbox::letters(&letter, proxy)
}

/// The letters that are due at those moments: as far as their readers can tell they are written then.
pub(super) fn reminders(appointment: &Appointment, moments: &[Timestamp]) -> Vec<Value> {
    let letters = |at: &Timestamp| {
        let letter = json!({ "kind": outbox::Kind::Reminder, "member": appointment.member,
            "appointment": appointment.id, "start": appointment.start, "at": at, "sent": null });
        outbox::letters(&letter, appointment.proxy.as_ref())
    };
    moments.iter().flat_map(letters).collect()
}
