//! The terms of a booking or a move, for `terms.surql`.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::outbox;
use crate::domain::appointment::{Appointment, Terms};

/// Adds to the variables of a transaction what `terms.surql` names besides.
pub(super) fn bind(vars: &mut Value, appointment: &Appointment, terms: &Terms, now: Timestamp) {
    let reminders = |at: &Timestamp| reminders(appointment, *at);
    vars["referral"] = json!(appointment.referral);
    vars["visit_type"] = json!(appointment.visit_type);
    vars["travel"] = json!(terms.travel);
    vars["most_open"] = json!(terms.most_open);
    vars["now"] = json!(now);
    vars["reminders"] = terms.reminders.iter().flat_map(reminders).collect();
}

/// The letters that are due at `at`: as far as their readers can tell they are written then.
fn reminders(appointment: &Appointment, at: Timestamp) -> Vec<Value> {
    let letter = json!({ "kind": outbox::Kind::Reminder, "member": appointment.member,
        "appointment": appointment.id, "start": appointment.start, "at": at, "sent": null });
    outbox::letters(&letter, appointment.proxy.as_ref())
}
