//! Which people of offices are signed on. A session's id is the SHA-256 of its token. Nothing of
//! members' sessions is here, and nothing from here is there.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{Error, Store};
use crate::domain::id::StaffId;

/// Where somebody is signed on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Session {
    /// Who.
    pub staff: StaffId,
    /// When they last asked for something, to a minute or so.
    pub seen: Timestamp,
    /// It ends then, whatever happens.
    pub until: Timestamp,
}

/// Starts a session that ends at `until` at the latest.
///
/// # Errors
/// Those of the engine.
pub async fn start(
    store: &Store,
    hash: &str,
    staff: &StaffId,
    now: Timestamp,
    until: Timestamp,
) -> Result<(), Error> {
    let text = "CREATE type::record('staff_session', $hash) SET staff = $staff, started = $now, seen = $now, until = $until";
    store.run(text, json!({ "hash": hash, "staff": staff, "now": now, "until": until })).await.map(drop)
}

/// The session with that hash, also one that has ended by itself and is not forgotten yet.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, hash: &str) -> Result<Option<Session>, Error> {
    store.record("staff_session", hash).await
}

/// It is used. One that was ended meanwhile stays so, and no later use is undone.
///
/// # Errors
/// Those of the engine.
pub async fn touch(store: &Store, hash: &str, now: Timestamp) -> Result<(), Error> {
    let text = "UPDATE type::record('staff_session', $hash) SET seen = $now WHERE seen < $now RETURN NONE";
    store.transact(text, json!({ "hash": hash, "now": now })).await.map(drop)
}

/// Ends one session.
///
/// # Errors
/// Those of the engine.
pub async fn end(store: &Store, hash: &str) -> Result<(), Error> {
    store.transact("DELETE type::record('staff_session', $hash)", json!({ "hash": hash })).await.map(drop)
}

/// Forgets what has ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE staff_session WHERE until <= $now", json!({ "now": now })).await.map(drop)
}
