//! What a member has entered on the way to a booking. Kept here and not in the address: the
//! reason for a visit belongs in no URL.

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, content};
use crate::domain::{
    draft::Draft,
    id::{IdempotencyKey, MemberId},
};

/// Writes the draft, over an earlier state of it.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Store, draft: &Draft) -> Result<(), Error> {
    let text = "UPSERT type::record('draft', $id) CONTENT $content";
    store.run(text, json!({ "id": draft.id, "content": content(draft)? })).await.map(drop)
}

/// The member's draft with that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &MemberId, id: &IdempotencyKey) -> Result<Option<Draft>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM type::record('draft', $id) WHERE member = $member";
    store.row(text, json!({ "id": id, "member": member })).await
}

/// Forgets drafts that were last written before `before`.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, before: Timestamp) -> Result<(), Error> {
    store.run("DELETE draft WHERE at < $before", json!({ "before": before })).await.map(drop)
}
