//! Ceremonies with passkeys that are under way. The record's id is the SHA-256 of the token in the
//! cookie; what the browser answers is checked by what stands here, once.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store};
use crate::domain::id::MemberId;

/// A ceremony.
#[derive(Clone, Serialize, Deserialize)]
pub struct Ceremony {
    /// Who adds a passkey, and what they call it; `None` where somebody signs on with one.
    pub adding: Option<Adding>,
    /// What `webauthn-rs` wants to know again, as it writes it.
    pub state: String,
    /// When it ends.
    pub until: Timestamp,
}

/// A passkey that is being added.
#[derive(Clone, Serialize, Deserialize)]
pub struct Adding {
    /// Whose.
    pub member: MemberId,
    /// What it is called.
    pub name: String,
}

/// Starts one.
///
/// # Errors
/// Those of the engine.
pub async fn start(store: &Store, hash: &str, ceremony: &Ceremony) -> Result<(), Error> {
    let text = "CREATE type::record('ceremony', $hash) CONTENT $content RETURN NONE";
    store.transact(text, json!({ "hash": hash, "content": ceremony })).await.map(drop)
}

/// Takes one, as long as it has not ended: nobody has it after that.
///
/// # Errors
/// Those of the engine.
pub async fn take(store: &Store, hash: &str, now: Timestamp) -> Result<Option<Ceremony>, Error> {
    let text = "DELETE type::record('ceremony', $hash) WHERE until > $now RETURN BEFORE";
    let vars = json!({ "hash": hash, "now": now });
    Ok(super::decoded(&mut store.transact(text, vars).await?, 0)?.into_iter().next())
}

/// Forgets what has ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE ceremony WHERE until <= $now", json!({ "now": now })).await.map(drop)
}
