//! Who is signed on: a session's record id is the SHA-256 of the token in the cookie, so a
//! copy of the database lets nobody in.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{Error, Store};
use crate::domain::{id::MemberId, member::Member};

/// Where a member is signed on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Session {
    /// The SHA-256 of its token.
    pub hash: String,
    /// Since when.
    pub started: Timestamp,
}

/// Starts a session that ends at `until` at the latest.
///
/// # Errors
/// Those of the engine.
pub async fn start(
    store: &Store,
    hash: &str,
    member: &MemberId,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), Error> {
    let text = "CREATE type::record('session', $hash) SET member = $member, started = $now, until = $until";
    store.run(text, json!({ "hash": hash, "member": member, "now": now, "until": until })).await.map(drop)
}

/// The member of a session that has not ended.
///
/// # Errors
/// Those of the engine.
pub async fn member(store: &Store, hash: &str, now: Timestamp) -> Result<Option<Member>, Error> {
    let text = "SELECT VALUE member FROM type::record('session', $hash) WHERE until > $now";
    let id: Option<MemberId> = store.row(text, json!({ "hash": hash, "now": now })).await?;
    match id {
        Some(id) => super::member::find(store, &id).await,
        None => Ok(None),
    }
}

/// Where the member is signed on at `now`, the newest first.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &MemberId, now: Timestamp) -> Result<Vec<Session>, Error> {
    let text = "SELECT record::id(id) AS hash, started FROM session \
        WHERE member = $member AND until > $now ORDER BY started DESC";
    store.rows(text, json!({ "member": member, "now": now })).await
}

/// Ends one session.
///
/// # Errors
/// Those of the engine.
pub async fn end(store: &Store, hash: &str) -> Result<(), Error> {
    store.transact("DELETE type::record('session', $hash)", json!({ "hash": hash })).await.map(drop)
}

/// Ends all sessions of a member but the one with the hash `keep`; with an empty `keep` all.
///
/// # Errors
/// Those of the engine.
pub async fn end_others(store: &Store, member: &MemberId, keep: &str) -> Result<(), Error> {
    let text = "DELETE session WHERE member = $member AND record::id(id) != $keep";
    store.transact(text, json!({ "member": member, "keep": keep })).await.map(drop)
}

/// Forgets what has ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE session WHERE until <= $now", json!({ "now": now })).await.map(drop)
}
