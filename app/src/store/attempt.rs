//! Attempts at what could be guessed, counted in windows of time.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Error, Store};

/// What is counted, for whom, and in which window.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    /// What is tried, for example `sign-on`.
    pub kind: &'a str,
    /// By or at whom; never what was typed itself.
    pub key: &'a str,
    /// When the window began.
    pub began: Timestamp,
    /// When it ends.
    pub until: Timestamp,
}

/// Counts one more; returns how many there are now.
///
/// # Errors
/// Those of the engine.
pub async fn count(store: &Store, window: Window<'_>) -> Result<u32, Error> {
    let text = "UPSERT type::record('attempt', $id) SET attempts += 1, until = $until RETURN VALUE attempts";
    let vars = json!({ "id": id(window), "until": window.until });
    Ok(store.transact(text, vars).await?.take::<Option<u32>>(0)?.unwrap_or(0))
}

/// How many there are.
///
/// # Errors
/// Those of the engine.
pub async fn counted(store: &Store, window: Window<'_>) -> Result<u32, Error> {
    let text = "SELECT VALUE attempts FROM type::record('attempt', $id)";
    Ok(store.row(text, json!({ "id": id(window) })).await?.unwrap_or(0))
}

/// Forgets those of a window.
///
/// # Errors
/// Those of the engine.
pub async fn forget(store: &Store, window: Window<'_>) -> Result<(), Error> {
    let text = "DELETE type::record('attempt', $id) RETURN NONE";
    store.transact(text, json!({ "id": id(window) })).await.map(drop)
}

/// Forgets windows that have ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE attempt WHERE until <= $now", json!({ "now": now })).await.map(drop)
}

fn id(window: Window) -> Value {
    json!([window.kind, window.key, window.began])
}
