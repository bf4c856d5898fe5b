//! What people of offices sign on with.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store};
use crate::domain::id::StaffId;

/// What somebody signs on with.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credential {
    /// Of the password.
    pub hash: String,
    /// Of the authenticator, in base 32: codes can only be checked by whoever has it.
    pub secret: String,
    /// The last of its steps whose code was used.
    pub step: u64,
    /// The SHA-256 of recovery codes that were not used yet.
    pub recovery: Vec<String>,
}

/// Keeps it, over an earlier one.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Store, staff: &StaffId, credential: &Credential) -> Result<(), Error> {
    let text = "UPSERT type::record('staff_credential', $id) CONTENT $credential RETURN NONE";
    store.transact(text, json!({ "id": staff, "credential": credential })).await.map(drop)
}

/// What they sign on with; `None` before they have enrolled.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, staff: &StaffId) -> Result<Option<Credential>, Error> {
    store.row("SELECT * FROM type::record('staff_credential', $id)", json!({ "id": staff })).await
}

/// Uses the code of a step; `false` where that or a later one was used.
///
/// # Errors
/// Those of the engine.
pub async fn use_step(store: &Store, staff: &StaffId, step: u64) -> Result<bool, Error> {
    let text =
        "UPDATE type::record('staff_credential', $id) SET step = $step WHERE step < $step RETURN VALUE step";
    let used: Option<u64> = store.transact(text, json!({ "id": staff, "step": step })).await?.take(0)?;
    Ok(used.is_some())
}

/// Uses a recovery code up; `false` where it is none, or was used.
///
/// # Errors
/// Those of the engine.
pub async fn use_recovery(store: &Store, staff: &StaffId, hash: &str) -> Result<bool, Error> {
    let text = "UPDATE type::record('staff_credential', $id) SET recovery -= $hash \
        WHERE recovery CONTAINS $hash RETURN VALUE step";
    let used: Option<u64> = store.transact(text, json!({ "id": staff, "hash": hash })).await?.take(0)?;
    Ok(used.is_some())
}
