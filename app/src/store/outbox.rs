//! Letters that wait to be sent. Each was written by the transaction that caused it, and is
//! sent at least once: a process that dies in between leaves it to the next.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Error, Store};
use crate::domain::{
    browser::Browser,
    id::{AppointmentId, EmergencyId, GrantId, MemberId},
    news::News,
    right::Personal,
    time::LocalTime,
};

/// While one process sends a letter the others leave it alone for this long.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// What is due, by the index on it.
const DUE: &str = "SELECT record::id(id) AS id, due FROM outbox \
    WHERE due > '' AND due <= $now ORDER BY due LIMIT $limit";

/// A letter to a member. No `Debug`: it may hold a code.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The record's id: the same for every attempt.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// Whose; the letter is to them, where it is not to who acts for them.
    pub member: MemberId,
    /// Who acts for them in it.
    pub proxy: Option<MemberId>,
    /// It is to who acts.
    #[serde(default)]
    pub to_proxy: bool,
    /// About which grant.
    pub grant: Option<GrantId>,
    /// About which appointment.
    pub appointment: Option<AppointmentId>,
    /// The start that was agreed, or given up, when it was written.
    pub start: Option<LocalTime>,
    /// With which browser somebody signed on.
    #[serde(default)]
    pub browser: Browser,
    /// To which address, where that is not the member's by now; until it is sent.
    #[serde(default)]
    pub email: Option<String>,
    /// The one-time code, until it is sent.
    pub code: Option<String>,
    /// What has changed about signing on.
    #[serde(default)]
    pub news: Option<News>,
    /// In which emergency their record was opened: its reason is looked up when it is sent.
    #[serde(default)]
    pub emergency: Option<EmergencyId>,
    /// When it was written; of a reminder when it was to be sent.
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
    /// A one-time code in place of an authenticator's.
    Step,
    /// Something has changed about how the member signs on.
    News,
    /// An appointment is near.
    Reminder,
    /// An earlier time is proposed.
    Earlier,
    /// A member has ended what let somebody act for them.
    Ended,
    /// Somebody signed on with a device that was not seen before.
    Device,
    /// A one-time code to a new e-mail.
    Verify,
    /// The member has another e-mail: to the one of before.
    Email,
    /// The member has another phone.
    Phone,
    /// A member has closed their account.
    Closed,
    /// Somebody of an office has opened their record in an emergency.
    Emergency,
}

/// The letters about something: one to the member, and one to who acts for them. When one is sent it
/// is known who of both may read it then.
pub(super) fn letters(letter: &Value, proxy: Option<&MemberId>) -> Vec<Value> {
    let to = |proxy: &MemberId, to_proxy: bool| {
        let mut letter = letter.clone();
        letter["proxy"] = json!(proxy);
        letter["to_proxy"] = json!(to_proxy);
        letter
    };
    match proxy {
        Some(proxy) => vec![to(proxy, true), to(proxy, false)],
        None => vec![letter.clone()],
    }
}

/// An id for a letter.
pub(super) fn new_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

/// Takes at most `limit` letters that are due, those first that are so the longest. Whoever takes
/// them has two minutes to say how it went; then they are due again.
///
/// The `due` of letters is empty once they are sent, so that the index which is walked here ends
/// with what is due: what was sent lies before its beginning, what is to come after its end.
///
/// # Errors
/// Those of the engine.
pub async fn due(store: &Store, now: Timestamp, limit: usize) -> Result<Vec<Record>, Error> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
    }
    let due: Vec<Row> = store.rows(DUE, json!({ "now": now, "limit": limit })).await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = due.into_iter().map(|row| row.id).collect();
    // Those that another process was quicker to take are not due any more.
    let text = "UPDATE $ids.map(|$id| type::record('outbox', $id)) SET due = $lease, attempts += 1 \
        WHERE sent = NULL AND due <= $now RETURN *, record::id(id) AS id";
    let vars = json!({ "ids": ids, "now": now, "lease": now + LEASE });
    store.opened(&mut store.transact(text, vars).await?, 0)
}

/// Gives back letters that were taken and not tried: they are due as before.
///
/// # Errors
/// Those of the engine.
pub async fn give_back(store: &Store, ids: &[&str], now: Timestamp) -> Result<(), Error> {
    let text = "UPDATE $ids.map(|$id| type::record('outbox', $id)) SET due = $now, attempts -= 1 \
        WHERE sent = NULL RETURN NONE";
    store.transact(text, json!({ "ids": ids, "now": now })).await.map(drop)
}

/// They are on their way: never again, and their codes are forgotten.
///
/// # Errors
/// Those of the engine.
pub async fn sent(store: &Store, ids: &[&str], now: Timestamp) -> Result<(), Error> {
    let text = "UPDATE $ids.map(|$id| type::record('outbox', $id)) \
        SET sent = $now, due = '', code = NONE, email = NONE RETURN NONE";
    store.transact(text, json!({ "ids": ids, "now": now })).await.map(drop)
}

/// It could not be sent: again at `due`.
///
/// # Errors
/// Those of the engine.
pub async fn failed(store: &Store, id: &str, due: Timestamp) -> Result<(), Error> {
    let text = "UPDATE type::record('outbox', $id) SET due = $due WHERE sent = NULL RETURN NONE";
    store.transact(text, json!({ "id": id, "due": due })).await.map(drop)
}

/// It cannot be sent: no more attempts, and its code is forgotten.
///
/// # Errors
/// Those of the engine.
pub async fn give_up(store: &Store, id: &str) -> Result<(), Error> {
    let text = "UPDATE type::record('outbox', $id) SET sent = false, due = '', code = NONE, email = NONE RETURN NONE";
    store.transact(text, json!({ "id": id })).await.map(drop)
}

/// Writes the letter with a one-time code for registering.
///
/// # Errors
/// Those of the engine.
pub async fn write_code(store: &Store, member: &MemberId, code: &str, now: Timestamp) -> Result<(), Error> {
    let text = "CREATE outbox CONTENT $mail RETURN NONE";
    store.run(text, json!({ "mail": self::code(Kind::Code, member, code, now) })).await.map(drop)
}

/// Writes the letter about something that has happened, and has changed nothing.
///
/// # Errors
/// Those of the engine.
pub async fn write_news(store: &Store, member: &MemberId, news: News, now: Timestamp) -> Result<(), Error> {
    let text = "CREATE outbox CONTENT $mail RETURN NONE";
    store.transact(text, json!({ "mail": self::news(member, news, now) })).await.map(drop)
}

/// A letter with a one-time code.
pub(super) fn code(kind: Kind, member: &MemberId, code: &str, now: Timestamp) -> Value {
    json!({ "kind": kind, "member": member, "code": code, "at": now, "sent": null })
}

/// A letter about what has changed about signing on.
pub(super) fn news(member: &MemberId, news: News, now: Timestamp) -> Value {
    json!({ "kind": Kind::News, "member": member, "news": news, "at": now, "sent": null })
}

/// A letter as it is told of: its code is nobody's to read again.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Written {
    /// What it is about.
    pub kind: Kind,
    /// When it was written; of a reminder when it is to be sent.
    pub at: Timestamp,
    /// When it was sent; `None` where it was given up, or waits.
    pub sent: Option<Timestamp>,
    /// About which appointment.
    pub appointment: Option<AppointmentId>,
}

/// The letters to a member about their own things, the newest first. Those to who acts for them are
/// not among them.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Personal) -> Result<Vec<Written>, Error> {
    let text = "SELECT kind, at, IF sent { sent } ELSE { NULL } AS sent, appointment FROM outbox \
        WHERE member = $member AND !to_proxy ORDER BY at DESC";
    store.rows(text, json!({ "member": member.id })).await
}

#[cfg(test)]
mod tests;
