//! Forms with which members book: each has a key and books once, however often it is sent.

use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    Error, Store,
    appointment::{Booked, by_key},
};
use crate::domain::{
    appointment::Appointment,
    draft::Draft,
    id::{IdempotencyKey, MemberId, RoleId, VisitTypeId},
};

/// What the draft's form has booked: [`Booked::Before`], or [`Booked::Otherwise`] where its answers
/// were others; `None` where it has booked nothing.
///
/// # Errors
/// Those of the engine.
pub async fn booked_before(store: &Store, draft: &Draft) -> Result<Option<Booked>, Error> {
    let Draft { id, member, role, visit_type, start, reason, contact, .. } = draft;
    booked(store, member, id, &digest(role, visit_type, *start, reason, contact)).await
}

/// What was booked with a key, compared with the answers of the form that is sent now.
pub(super) async fn booked(
    store: &Store,
    member: &MemberId,
    key: &IdempotencyKey,
    answers: &str,
) -> Result<Option<Booked>, Error> {
    let Some(earlier) = by_key(store, member, key).await? else { return Ok(None) };
    let text = "SELECT VALUE form ?? NULL FROM ONLY type::record('idempotency', $key)";
    let before: Option<Value> = store.row(text, json!({ "key": self::key(member, key) })).await?;
    // Who booked before answers were kept has sent the same form.
    let same = before.as_ref().and_then(Value::as_str).is_none_or(|before| before == answers);
    Ok(Some(if same { Booked::Before(Box::new(earlier)) } else { Booked::Otherwise(earlier.id) }))
}

/// A key is the member's own: nobody can take another's by guessing it.
pub(super) fn key(member: &MemberId, key: &IdempotencyKey) -> String {
    format!("{member}/{key}")
}

/// The answers of the form that an appointment is booked with.
pub(super) fn of_appointment(appointment: &Appointment) -> String {
    let Appointment { role, visit_type, start, reason, contact, .. } = appointment;
    digest(role, visit_type, start.instant, reason, contact)
}

fn digest(role: &RoleId, visit_type: &VisitTypeId, start: Timestamp, reason: &str, contact: &str) -> String {
    format!("{:x}", Sha256::digest(json!([role, visit_type, start, reason, contact]).to_string()))
}
