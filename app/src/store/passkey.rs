//! Passkeys of members: public keys, whose private halves never leave the members' devices.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store, audit::Audited, content, outbox};
use crate::domain::{id::MemberId, news::News, right::Personal};

/// A passkey.
#[derive(Clone, Serialize, Deserialize)]
pub struct Passkey {
    /// The id of the credential, in base 64 for addresses.
    pub id: String,
    /// Whose.
    pub member: MemberId,
    /// What they call it.
    pub name: String,
    /// The public key, the counter and the rest, as `webauthn-rs` writes them.
    pub credential: String,
    /// Since when.
    pub added: Timestamp,
    /// When it was last used; `None` before it was.
    pub used: Option<Timestamp>,
}

/// So many of one member.
pub const MOST: usize = 10;

/// Adds one, and tells the member; `false` where they have as many as there may be.
///
/// # Errors
/// `Exists` where it is there already; those of the engine.
pub async fn add(store: &Audited, passkey: &Passkey) -> Result<bool, Error> {
    let Passkey { id, member, added, .. } = passkey;
    let mail = outbox::news(member, News::PasskeyAdded, *added);
    let vars =
        json!({ "id": id, "member": member, "content": content(passkey)?, "mail": mail, "most": MOST });
    match store.transact(include_str!("add_passkey.surql"), vars).await {
        Err(Error::Refused(word)) if word == "many" => Ok(false),
        outcome => outcome.map(|_| true),
    }
}

/// The one with that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &str) -> Result<Option<Passkey>, Error> {
    store.record("passkey", id).await
}

/// A member's, the oldest first.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Personal) -> Result<Vec<Passkey>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM passkey WHERE member = $member ORDER BY added";
    store.rows(text, json!({ "member": member.id })).await
}

/// Whether a member has any.
///
/// # Errors
/// Those of the engine.
pub async fn is_used(store: &Store, member: &MemberId) -> Result<bool, Error> {
    let text = "SELECT VALUE true FROM passkey WHERE member = $member LIMIT 1";
    Ok(store.row(text, json!({ "member": member })).await?.unwrap_or_default())
}

/// It was used: its counter has gone on. `false` where it was removed meanwhile.
///
/// # Errors
/// Those of the engine.
pub async fn note_use(store: &Store, id: &str, credential: &str, now: Timestamp) -> Result<bool, Error> {
    let text =
        "UPDATE type::record('passkey', $id) SET credential = $credential, used = $now RETURN VALUE added";
    let vars = json!({ "id": id, "credential": credential, "now": now });
    let added: Option<String> = store.transact(text, vars).await?.take(0)?;
    Ok(added.is_some())
}

/// Removes a member's, and tells them; `false` where it is not theirs.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Audited, member: &Personal, id: &str, now: Timestamp) -> Result<bool, Error> {
    if id.is_empty() {
        return Ok(false);
    }
    let mail = |news| outbox::news(&member.id, news, now);
    let vars = json!({ "id": id, "member": member.id, "one": mail(News::PasskeyRemoved), "last": mail(News::PasskeysGone) });
    match store.transact(include_str!("remove_passkey.surql"), vars).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(word)) if word == "gone" => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes all of a member's, ends all their sessions, and tells them; `false` where there is none.
///
/// # Errors
/// Those of the engine.
pub async fn remove_all(store: &Audited, member: &Personal, now: Timestamp) -> Result<bool, Error> {
    let vars = json!({ "member": member.id, "mail": outbox::news(&member.id, News::PasskeysGone, now) });
    match store.transact(include_str!("remove_passkeys.surql"), vars).await {
        Err(Error::Refused(word)) if word == "none" => Ok(false),
        outcome => outcome.map(|_| true),
    }
}
