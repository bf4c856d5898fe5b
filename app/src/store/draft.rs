//! What a member has entered on the way to a booking. Kept here and not in the address: the
//! reason for a visit belongs in no URL.

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, audit::Audited, content};
use crate::domain::{
    draft::Draft,
    id::{IdempotencyKey, RoleId, VisitTypeId},
    right::Readable,
};

/// Writes the draft, over an earlier state of it.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Audited, draft: &Draft) -> Result<(), Error> {
    let text = "UPSERT type::record('draft', $id) CONTENT $content";
    store.transact(text, json!({ "id": draft.id, "content": content(draft)? })).await.map(drop)
}

/// The member's draft with that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &Readable, id: &IdempotencyKey) -> Result<Option<Draft>, Error> {
    store.record_of("draft", id.as_str(), &member.id).await
}

/// All that the member has entered and not booked, the newest first.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Readable) -> Result<Vec<Draft>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM draft WHERE member = $member ORDER BY at DESC";
    store.rows(text, json!({ "member": member.id })).await
}

/// What the member wrote last for a role and a visit type, at `since` or later.
///
/// # Errors
/// Those of the engine.
pub async fn latest(
    store: &Store,
    member: &Readable,
    role: &RoleId,
    visit_type: &VisitTypeId,
    since: Timestamp,
) -> Result<Option<Draft>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM draft WHERE member = $member \
        AND role = $role AND visit_type = $visit_type AND at >= $since ORDER BY at DESC LIMIT 1";
    let vars = json!({ "member": member.id, "role": role, "visit_type": visit_type, "since": since });
    store.row(text, vars).await
}

/// Forgets drafts that were last written before `before`.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, before: Timestamp) -> Result<(), Error> {
    store.run("DELETE draft WHERE at < $before", json!({ "before": before })).await.map(drop)
}
