//! What members sign on with: the hash of a password.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store, audit::Audited, outbox};
use crate::domain::{id::MemberId, news::News, right::Personal};

/// A password that a member has chosen.
#[derive(Clone, Serialize, Deserialize)]
pub struct Password {
    /// Its hash.
    pub hash: String,
    /// It is good enough beside a second step only.
    #[serde(default)]
    pub short: bool,
}

/// Keeps the hash, over an earlier one.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Store, member: &MemberId, hash: &str) -> Result<(), Error> {
    let text = "UPSERT type::record('credential', $member) CONTENT { hash: $hash } RETURN NONE";
    store.transact(text, json!({ "member": member, "hash": hash })).await.map(drop)
}

/// Keeps a new password, and ends all sessions and all sign-ons that wait. Where there was another one
/// the member is told.
///
/// # Errors
/// Those of the engine.
pub async fn change(
    store: &Audited,
    member: &MemberId,
    password: &Password,
    now: Timestamp,
) -> Result<(), Error> {
    let mail = outbox::news(member, News::PasswordChanged, now);
    let vars = json!({ "member": member, "password": password, "mail": mail });
    store.transact(include_str!("change_password.surql"), vars).await.map(drop)
}

/// The hash of the member's password; `None` before they have registered.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &MemberId) -> Result<Option<String>, Error> {
    let text = "SELECT VALUE hash FROM type::record('credential', $member)";
    store.row(text, json!({ "member": member })).await
}

/// Whether the member's password is good enough beside a second step only.
///
/// # Errors
/// Those of the engine.
pub async fn is_short(store: &Store, member: &Personal) -> Result<bool, Error> {
    let text = "SELECT VALUE short ?? false FROM type::record('credential', $member)";
    Ok(store.row(text, json!({ "member": member.id })).await?.unwrap_or_default())
}
