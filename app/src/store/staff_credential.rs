//! What people of offices sign on with.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store, second_factor::Factor};
use crate::domain::id::StaffId;

/// What somebody signs on with.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credential {
    /// Of the password.
    pub hash: String,
    /// What is asked for beside it, without exception.
    #[serde(flatten)]
    pub factor: Factor,
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
    store.record("staff_credential", staff.as_str()).await
}
