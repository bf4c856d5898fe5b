//! Changes of a member's e-mail and phone. A new e-mail waits for the code that was sent to it. What a
//! member has changed themselves stays until the roll says something new: see `save_members.surql`.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store, audit::Audited, outbox::Kind};
use crate::domain::right::Personal;

/// How often a code may be tried.
const TRIES: u32 = 5;

/// A new e-mail that waits for its code. One of a member.
#[derive(Serialize, Deserialize)]
pub struct Change {
    /// The new e-mail.
    pub email: String,
    /// The SHA-256 of the session and the code: it holds where it was asked for.
    pub code: String,
    /// When the code ends to hold.
    pub until: Timestamp,
}

/// Keeps a new e-mail until its code comes, in the place of another one, and has the code sent to it.
///
/// # Errors
/// Those of the engine.
pub async fn ask(
    store: &Audited,
    member: &Personal,
    change: &Change,
    code: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let letter = json!({ "kind": Kind::Verify, "member": member.id, "email": change.email, "code": code, "at": now,
        "sent": null });
    let vars = json!({ "member": member.id, "change": change, "letter": letter });
    let text = "BEGIN; UPSERT type::record('contact_change', $member) CONTENT $change RETURN NONE; \
        CREATE outbox CONTENT $letter RETURN NONE; COMMIT;";
    store.transact(text, vars).await.map(drop)
}

/// The new e-mail that waits for its code.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &Personal, now: Timestamp) -> Result<Option<Change>, Error> {
    let text = "SELECT email, code, until FROM type::record('contact_change', $member) \
        WHERE until > $now AND (tries ?? 0) < $most";
    store.row(text, json!({ "member": member.id, "now": now, "most": TRIES })).await
}

/// Tries a code: with the right one in time the new e-mail is the member's, and a letter to the old one
/// says so. Every try counts. Codes to register that went to the old one hold no more.
///
/// # Errors
/// Those of the engine.
pub async fn confirm(store: &Audited, member: &Personal, code: &str, now: Timestamp) -> Result<bool, Error> {
    let letter =
        json!({ "kind": Kind::Email, "member": member.id, "email": member.email, "at": now, "sent": null });
    let vars = json!({ "member": member.id, "code": code, "now": now, "most": TRIES, "letter": letter });
    let mut answer = store.transact(include_str!("confirm_email.surql"), vars).await?;
    Ok(answer.take::<Option<bool>>(CONFIRMED)?.unwrap_or(false))
}

/// Which statement of `confirm_email.surql` says whether it was the right one.
const CONFIRMED: usize = 4;

/// Another phone from now on, with a letter that says so.
///
/// # Errors
/// Those of the engine.
pub async fn change_phone(
    store: &Audited,
    member: &Personal,
    phone: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let letter = json!({ "kind": Kind::Phone, "member": member.id, "at": now, "sent": null });
    let mut changed = json!({ "phone": phone });
    store.seal_phone(&mut changed)?;
    let vars = json!({ "member": member.id, "changed": changed, "letter": letter });
    store.transact(include_str!("change_phone.surql"), vars).await.map(drop)
}

/// Forgets changes whose code has ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE contact_change WHERE until <= $now", json!({ "now": now })).await.map(drop)
}
