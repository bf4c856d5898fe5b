//! Who is signed on: a session's record id is the SHA-256 of the token in the cookie, so a
//! copy of the database lets nobody in.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{Error, Store, outbox};
use crate::domain::{
    right::{Personal, Readable},
    session::Session,
};

/// A session by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Hashed {
    /// The SHA-256 of its token.
    pub hash: String,
    /// The session.
    #[serde(flatten)]
    pub session: Session,
}

/// The device on which a session begins.
#[derive(Clone, Copy, Debug)]
pub struct Device<'a> {
    /// The SHA-256 of its token and the member: no other member's device is the same.
    pub hash: &'a str,
    /// It is known from now on.
    pub remembered: bool,
}

/// Starts a session. Where the member has not been signed on with the device before they get a letter,
/// in the same transaction.
///
/// # Errors
/// Those of the engine.
pub async fn start(
    store: &Store,
    hash: &str,
    session: &Session,
    device: Option<Device<'_>>,
) -> Result<(), Error> {
    let Session { member, browser, started, .. } = session;
    let letter = json!({ "kind": outbox::Kind::Device, "member": member, "browser": browser, "at": started,
        "sent": null });
    let vars = json!({ "hash": hash, "content": session, "member": member, "now": started, "letter": letter,
        "device": device.map(|device| device.hash),
        "remembered": device.is_some_and(|device| device.remembered) });
    store.transact(include_str!("start_session.surql"), vars).await.map(drop)
}

/// The session with that hash, also one that has ended by itself and is not forgotten yet.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, hash: &str) -> Result<Option<Session>, Error> {
    store.record("session", hash).await
}

/// It is used. One that was ended meanwhile stays so, and no later use is undone.
///
/// # Errors
/// Those of the engine.
pub async fn touch(store: &Store, hash: &str, now: Timestamp) -> Result<(), Error> {
    let text = "UPDATE type::record('session', $hash) SET seen = $now WHERE seen < $now RETURN NONE";
    store.transact(text, json!({ "hash": hash, "now": now })).await.map(drop)
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
pub async fn act_for(store: &Store, hash: &str, member: Option<&Readable>) -> Result<(), Error> {
    let text = "UPDATE type::record('session', $hash) SET acts_for = $member RETURN NONE";
    store.transact(text, json!({ "hash": hash, "member": member.map(|member| &member.id) })).await.map(drop)
}

/// Sessions of a member whose longest time is not over at `now`, the newest first.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Personal, now: Timestamp) -> Result<Vec<Hashed>, Error> {
    let text = "SELECT *, record::id(id) AS hash OMIT id FROM session \
        WHERE member = $member AND until > $now ORDER BY started DESC";
    store.rows(text, json!({ "member": member.id, "now": now })).await
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
pub async fn end_others(store: &Store, member: &Personal, keep: &str) -> Result<(), Error> {
    let text = "DELETE session WHERE member = $member AND record::id(id) != $keep";
    store.transact(text, json!({ "member": member.id, "keep": keep })).await.map(drop)
}

/// Forgets what has ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE session WHERE until <= $now", json!({ "now": now })).await.map(drop)
}

/// Forgets devices that were not seen since `before`.
///
/// # Errors
/// Those of the engine.
pub async fn prune_devices(store: &Store, before: Timestamp) -> Result<(), Error> {
    store.run("DELETE device WHERE seen < $before", json!({ "before": before })).await.map(drop)
}
