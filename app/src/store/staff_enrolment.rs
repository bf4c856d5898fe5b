//! Who enrols: from a code that was given to them to a password and an authenticator. What is
//! shown meanwhile comes from a token in the browser's cookie; here is only its SHA-256.

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, staff_credential::Credential};
use crate::domain::id::StaffId;

/// Begins to enrol with a code, under a token. Who begins again goes on with the new token.
///
/// # Errors
/// Those of the engine.
pub async fn begin(store: &Store, hash: &str, token: &str, now: Timestamp) -> Result<Option<StaffId>, Error> {
    let text = "UPDATE type::record('staff_enrolment', $hash) SET token = $bearer WHERE until > $now RETURN VALUE staff";
    let vars = json!({ "hash": hash, "bearer": token, "now": now });
    let staff: Option<String> = store.transact(text, vars).await?.take(0)?;
    Ok(staff.map(StaffId))
}

/// Who enrols under a token.
///
/// # Errors
/// Those of the engine.
pub async fn under_way(store: &Store, token: &str, now: Timestamp) -> Result<Option<StaffId>, Error> {
    let text = "SELECT VALUE staff FROM staff_enrolment WHERE token = $bearer AND until > $now";
    store.row(text, json!({ "bearer": token, "now": now })).await
}

/// Keeps what they sign on with from now on; the code is used up. `false` where it was before, has
/// ended, or is another's.
///
/// # Errors
/// Those of the engine.
pub async fn finish(
    store: &Store,
    staff: &StaffId,
    token: &str,
    credential: &Credential,
    now: Timestamp,
) -> Result<bool, Error> {
    let vars = json!({ "id": staff, "bearer": token, "now": now, "credential": credential });
    match store.transact(include_str!("enrol_staff.surql"), vars).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(word)) if word == "gone" => Ok(false),
        Err(error) => Err(error),
    }
}

/// Forgets codes that nobody used in time.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE staff_enrolment WHERE until <= $now", json!({ "now": now })).await.map(drop)
}
