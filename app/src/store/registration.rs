//! Registrations that wait for their code. The record's id is the SHA-256 of the token in the
//! cookie, and the code is hashed with the token: the database alone lets nobody in.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use super::{Error, Store};
use crate::domain::id::MemberId;

/// How often a code may be tried.
const TRIES: u32 = 5;

/// A registration. There is one for who is not on the roll, too: nothing shows the difference.
#[derive(Serialize)]
pub struct Registration {
    /// The SHA-256 of the token and the code.
    pub code: String,
    /// Who it is, where what was typed is right.
    pub member: Option<MemberId>,
    /// When the code ends to hold.
    pub until: Timestamp,
}

/// Starts a registration.
///
/// # Errors
/// Those of the engine.
pub async fn start(store: &Store, hash: &str, registration: &Registration) -> Result<(), Error> {
    let text = "CREATE type::record('registration', $hash) CONTENT $content RETURN NONE";
    store.transact(text, json!({ "hash": hash, "content": registration })).await.map(drop)
}

/// Whose registration a code would end; counts no try.
///
/// # Errors
/// Those of the engine.
pub async fn holder(
    store: &Store,
    hash: &str,
    code: &str,
    now: Timestamp,
) -> Result<Option<MemberId>, Error> {
    let text = "SELECT VALUE member FROM type::record('registration', $hash) \
        WHERE until > $now AND (tries ?? 0) < $most AND code = $code";
    let member: Option<Option<MemberId>> =
        store.row(text, json!({ "hash": hash, "code": code, "now": now, "most": TRIES })).await?;
    Ok(member.flatten())
}

/// Tries a code: the member, once, when it is the right one in time. Every try counts.
///
/// # Errors
/// Those of the engine.
pub async fn redeem(
    store: &Store,
    hash: &str,
    code: &str,
    now: Timestamp,
) -> Result<Option<MemberId>, Error> {
    let vars = json!({ "hash": hash, "code": code, "now": now, "most": TRIES });
    let mut answer = store.transact(include_str!("redeem.surql"), vars).await?;
    let member: Option<String> = answer.take(REDEEMED)?;
    Ok(member.map(MemberId))
}

/// Which statement of `redeem.surql` yields the member.
const REDEEMED: usize = 3;

/// Forgets registrations that have ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE registration WHERE until <= $now", json!({ "now": now })).await.map(drop)
}
