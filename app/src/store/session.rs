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

/// Whom a session acts for; `None` where that is its own member.
pub type ActsFor = Option<MemberId>;

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

/// The member of a session that has not ended, and whom they act for.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, hash: &str, now: Timestamp) -> Result<Option<(Member, ActsFor)>, Error> {
    #[derive(Deserialize)]
    struct Row {
        member: MemberId,
        acts_for: ActsFor,
    }
    let text =
        "SELECT member, acts_for ?? NULL AS acts_for FROM type::record('session', $hash) WHERE until > $now";
    let row: Option<Row> = store.row(text, json!({ "hash": hash, "now": now })).await?;
    let Some(Row { member, acts_for }) = row else { return Ok(None) };
    Ok(super::member::find(store, &member).await?.map(|member| (member, acts_for)))
}

/// When a session began.
///
/// # Errors
/// Those of the engine.
pub async fn started(store: &Store, hash: &str) -> Result<Option<Timestamp>, Error> {
    store.row("SELECT VALUE started FROM type::record('session', $hash)", json!({ "hash": hash })).await
}

/// From now on the session acts for somebody else, or for nobody but its member.
///
/// # Errors
/// Those of the engine.
pub async fn act_for(store: &Store, hash: &str, member: Option<&MemberId>) -> Result<(), Error> {
    let text = "UPDATE type::record('session', $hash) SET acts_for = $member RETURN NONE";
    store.transact(text, json!({ "hash": hash, "member": member })).await.map(drop)
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
