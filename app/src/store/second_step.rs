//! Sign-ons that wait for their second step: the password was right. The record's id is the SHA-256 of
//! the token in the cookie.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store, credential::Password, outbox};
use crate::domain::{id::MemberId, news::News};

/// A sign-on that waits.
#[derive(Clone, Serialize, Deserialize)]
pub struct Waiting {
    /// Who signs on.
    pub member: MemberId,
    /// A new password, where it waits for the second step: who forgot theirs registers again.
    pub password: Option<Password>,
    /// Others use the computer too.
    #[serde(default)]
    pub shared: bool,
    /// The SHA-256 of the token and a code by e-mail, once one was asked for.
    pub code: Option<String>,
    /// When it ends.
    pub until: Timestamp,
}

/// A sign-on begins to wait.
///
/// # Errors
/// Those of the engine.
pub async fn start(store: &Store, hash: &str, waiting: &Waiting) -> Result<(), Error> {
    let text = "CREATE type::record('second_step', $hash) CONTENT $content RETURN NONE";
    store.transact(text, json!({ "hash": hash, "content": waiting })).await.map(drop)
}

/// The one with that token, as long as it waits.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, hash: &str, now: Timestamp) -> Result<Option<Waiting>, Error> {
    let text = "SELECT * FROM type::record('second_step', $hash) WHERE until > $now";
    store.row(text, json!({ "hash": hash, "now": now })).await
}

/// Writes the letter with a code that stands in for the authenticator. An earlier one ends to hold.
///
/// # Errors
/// Those of the engine.
pub async fn mail(
    store: &Store,
    hash: &str,
    waiting: &Waiting,
    code: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let text = "BEGIN; UPDATE type::record('second_step', $hash) SET code = $code, until = $until RETURN NONE; \
        CREATE outbox CONTENT $mail RETURN NONE; COMMIT;";
    let mail = outbox::code(outbox::Kind::Step, &waiting.member, code, now);
    let vars = json!({ "hash": hash, "code": waiting.code, "until": waiting.until, "mail": mail });
    store.transact(text, vars).await.map(drop)
}

/// It waits no more: whoever ends it goes on, once. `false` where somebody was quicker.
///
/// # Errors
/// Those of the engine.
pub async fn end(store: &Store, hash: &str) -> Result<bool, Error> {
    let text = "DELETE type::record('second_step', $hash) RETURN BEFORE";
    let mut answer = store.transact(text, json!({ "hash": hash })).await?;
    Ok(!super::decoded::<Waiting>(&mut answer, 0)?.is_empty())
}

/// Ends it by the code that came by e-mail, and tells the member; `false` for any other code.
///
/// # Errors
/// Those of the engine.
pub async fn end_by_mail(
    store: &Store,
    hash: &str,
    member: &MemberId,
    code: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let mail = outbox::news(member, News::MailUsed, now);
    let vars = json!({ "hash": hash, "code": code, "mail": mail });
    match store.transact(include_str!("end_by_mail.surql"), vars).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(word)) if word == "wrong" => Ok(false),
        Err(error) => Err(error),
    }
}

/// Forgets what has ended.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, now: Timestamp) -> Result<(), Error> {
    store.run("DELETE second_step WHERE until <= $now", json!({ "now": now })).await.map(drop)
}
