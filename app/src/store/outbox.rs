//! Letters that wait to be sent. Each was written by the transaction that caused it, and is
//! sent at least once: a process that dies in between leaves it to the next.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store};
use crate::domain::{
    id::{AppointmentId, MemberId},
    time::LocalTime,
};

/// While one process sends a letter the others leave it alone for this long.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// A letter to a member. No `Debug`: it may hold a code.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The record's id: the same for every attempt.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// To whom.
    pub member: MemberId,
    /// About which appointment.
    pub appointment: Option<AppointmentId>,
    /// The start that was agreed, or given up, when it was written.
    pub start: Option<LocalTime>,
    /// The one-time code, until it is sent.
    pub code: Option<String>,
    /// When it was written.
    pub at: Timestamp,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An appointment was booked.
    Booked,
    /// It got another time.
    Moved,
    /// It was cancelled.
    Cancelled,
    /// Its clinician is away.
    Away,
    /// A one-time code for registering.
    Code,
}

/// Takes at most `limit` letters that are due, the oldest first. Whoever takes them has two
/// minutes to say how it went; then they are due again.
///
/// # Errors
/// Those of the engine.
pub async fn due(store: &Store, now: Timestamp, limit: usize) -> Result<Vec<Record>, Error> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
    }
    let text = "SELECT record::id(id) AS id, at FROM outbox WHERE sent = NULL \
        AND (not_before = NONE OR not_before <= $now) ORDER BY at LIMIT $limit";
    let rows: Vec<Row> = store.rows(text, json!({ "now": now, "limit": limit })).await?;
    let mut taken = Vec::with_capacity(rows.len());
    for row in rows {
        taken.extend(take(store, &row.id, now).await?);
    }
    Ok(taken)
}

/// It is on its way: never again, and its code is forgotten.
///
/// # Errors
/// Those of the engine.
pub async fn sent(store: &Store, id: &str, now: Timestamp) -> Result<(), Error> {
    let text = "UPDATE type::record('outbox', $id) SET sent = $now, code = NONE RETURN NONE";
    store.run(text, json!({ "id": id, "now": now })).await.map(drop)
}

/// It could not be sent: again at `not_before`.
///
/// # Errors
/// Those of the engine.
pub async fn failed(store: &Store, id: &str, not_before: Timestamp) -> Result<(), Error> {
    let text = "UPDATE type::record('outbox', $id) SET not_before = $at RETURN NONE";
    store.run(text, json!({ "id": id, "at": not_before })).await.map(drop)
}

/// It cannot be sent: no more attempts, and its code is forgotten.
///
/// # Errors
/// Those of the engine.
pub async fn give_up(store: &Store, id: &str) -> Result<(), Error> {
    let text = "UPDATE type::record('outbox', $id) SET sent = false, code = NONE RETURN NONE";
    store.run(text, json!({ "id": id })).await.map(drop)
}

/// Writes the letter with a one-time code for registering.
///
/// # Errors
/// Those of the engine.
pub async fn write_code(store: &Store, member: &MemberId, code: &str, now: Timestamp) -> Result<(), Error> {
    let text = "CREATE outbox CONTENT $mail RETURN NONE";
    let mail = json!({ "kind": Kind::Code, "member": member, "code": code, "at": now, "sent": null });
    store.run(text, json!({ "mail": mail })).await.map(drop)
}

/// Takes one letter, unless another process was quicker.
async fn take(store: &Store, id: &str, now: Timestamp) -> Result<Option<Record>, Error> {
    let text = "UPDATE type::record('outbox', $id) SET not_before = $lease, attempts += 1 \
        WHERE sent = NULL AND (not_before = NONE OR not_before <= $now) \
        RETURN *, record::id(id) AS id";
    let vars = json!({ "id": id, "now": now, "lease": now + LEASE });
    match store.row(text, vars).await {
        Err(Error::Conflict) => Ok(None),
        outcome => outcome,
    }
}
