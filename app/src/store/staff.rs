//! People of offices.

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, batch, content};
use crate::domain::{
    id::StaffId,
    staff::{Staff, key},
};

/// A code with which somebody enrols.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Its SHA-256.
    pub hash: String,
    /// Until when it holds.
    pub until: Timestamp,
}

/// Adds somebody who is to enrol with a code. `false` where somebody has that name.
///
/// # Errors
/// Those of the engine.
pub async fn add(store: &Store, staff: &Staff, invitation: &Invitation) -> Result<bool, Error> {
    let vars = json!({ "key": key(&staff.name), "id": staff.id, "content": content(staff)?,
        "hash": invitation.hash, "until": invitation.until });
    match store.transact(include_str!("add_staff.surql"), vars).await {
        Ok(_) => Ok(true),
        Err(Error::Exists(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// All, by name; also those who have left.
///
/// # Errors
/// Those of the engine.
pub async fn all(store: &Store) -> Result<Vec<Staff>, Error> {
    store.rows("SELECT *, record::id(id) AS id FROM staff ORDER BY name, added", json!({})).await
}

/// Those with these ids, as far as there are any.
///
/// # Errors
/// Those of the engine.
pub async fn find_all(store: &Store, ids: &[&StaffId]) -> Result<Vec<Staff>, Error> {
    let keys: Vec<_> = ids.iter().map(|id| id.as_str()).collect();
    batch::find(store, "staff", &keys).await
}

/// Who has that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &StaffId) -> Result<Option<Staff>, Error> {
    store.record("staff", id.as_str()).await
}

/// Who signs on with that name; nobody whose account has ended.
///
/// # Errors
/// Those of the engine.
pub async fn find_by_name(store: &Store, name: &str) -> Result<Option<Staff>, Error> {
    let key = key(name);
    // A name of signs alone is nobody's; the engine takes an empty id for a fault.
    if key.is_empty() {
        return Ok(None);
    }
    let text = "SELECT VALUE staff FROM type::record('staff_name', $key)";
    let id: Option<StaffId> = store.row(text, json!({ "key": key })).await?;
    match id {
        Some(id) => find(store, &id).await,
        None => Ok(None),
    }
}

/// Ends an account, and with it all that signs on: sessions, codes, password. `false` where there is
/// none, or it has ended.
///
/// # Errors
/// Those of the engine.
pub async fn end(store: &Store, id: &StaffId, now: Timestamp) -> Result<bool, Error> {
    let mut answer = store.transact(include_str!("end_staff.surql"), json!({ "id": id, "now": now })).await?;
    Ok(answer.take::<Option<bool>>(ENDED)?.unwrap_or_default())
}

/// Which statement of `end_staff.surql` says whether it has ended by it.
const ENDED: usize = 3;
