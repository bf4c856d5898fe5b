//! Passkeys of members: public keys, whose private halves never leave the members' devices.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store, content, outbox};
use crate::domain::{id::MemberId, news::News};

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

/// Adds one, and tells the member.
///
/// # Errors
/// `Exists` where it is there already; those of the engine.
pub async fn add(store: &Store, passkey: &Passkey) -> Result<(), Error> {
    let text = "BEGIN; CREATE type::record('passkey', $id) CONTENT $content RETURN NONE; \
        CREATE outbox CONTENT $mail RETURN NONE; COMMIT;";
    let mail = outbox::news(&passkey.member, News::PasskeyAdded, passkey.added);
    let vars = json!({ "id": passkey.id, "content": content(passkey)?, "mail": mail });
    store.transact(text, vars).await.map(drop)
}

/// The one with that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &str) -> Result<Option<Passkey>, Error> {
    // To the engine a record without an id is a fault of the query.
    if id.is_empty() {
        return Ok(None);
    }
    let text = "SELECT *, record::id(id) AS id FROM type::record('passkey', $id)";
    store.row(text, json!({ "id": id })).await
}

/// A member's, the oldest first.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &MemberId) -> Result<Vec<Passkey>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM passkey WHERE member = $member ORDER BY added";
    store.rows(text, json!({ "member": member })).await
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
pub async fn remove(store: &Store, member: &MemberId, id: &str, now: Timestamp) -> Result<bool, Error> {
    if id.is_empty() {
        return Ok(false);
    }
    let mail = |news| outbox::news(member, news, now);
    let vars = json!({ "id": id, "member": member, "one": mail(News::PasskeyRemoved), "last": mail(News::PasskeysGone) });
    match store.transact(include_str!("remove_passkey.surql"), vars).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(word)) if word == "gone" => Ok(false),
        Err(error) => Err(error),
    }
}
