//! What members sign on with: the hash of a password.

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, outbox};
use crate::domain::{id::MemberId, news::News};

/// Keeps the hash, over an earlier one.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Store, member: &MemberId, hash: &str) -> Result<(), Error> {
    let text = "UPSERT type::record('credential', $member) SET hash = $hash RETURN NONE";
    store.transact(text, json!({ "member": member, "hash": hash })).await.map(drop)
}

/// Keeps the hash of a new password, and ends all sessions. Where there was another one the member is
/// told.
///
/// # Errors
/// Those of the engine.
pub async fn change(store: &Store, member: &MemberId, hash: &str, now: Timestamp) -> Result<(), Error> {
    let mail = outbox::news(member, News::PasswordChanged, now);
    let vars = json!({ "member": member, "hash": hash, "mail": mail });
    store.transact(include_str!("change_password.surql"), vars).await.map(drop)
}

/// The hash of the member's password; `None` before they have registered.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &MemberId) -> Result<Option<String>, Error> {
    let text = "SELECT VALUE hash FROM type::record('credential', $member)";
    store.row(text, json!({ "member": member })).await
}
