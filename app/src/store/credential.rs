//! What members sign on with: the hash of a password.

use serde_json::json;

use super::{Error, Store};
use crate::domain::id::MemberId;

/// Keeps the hash, over an earlier one.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Store, member: &MemberId, hash: &str) -> Result<(), Error> {
    let text = "UPSERT type::record('credential', $member) SET hash = $hash RETURN NONE";
    store.transact(text, json!({ "member": member, "hash": hash })).await.map(drop)
}

/// The hash of the member's password; `None` before they have registered.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &MemberId) -> Result<Option<String>, Error> {
    let text = "SELECT VALUE hash FROM type::record('credential', $member)";
    store.row(text, json!({ "member": member })).await
}
