//! What is asked for beside a password: codes of an authenticator, and recovery codes. Of members, who
//! turn it on themselves, and of people of offices, who have it from the first.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Error, Store, audit::Audited, outbox};
use crate::domain::{
    id::{MemberId, StaffId},
    news::News,
    right::Personal,
};

/// What codes are checked by.
#[derive(Clone, Serialize, Deserialize)]
pub struct Factor {
    /// Of the authenticator, in base 32: codes can only be checked by whoever has it.
    pub secret: String,
    /// The last of its steps whose code was used.
    pub step: u64,
    /// The SHA-256 of recovery codes that were not used yet.
    pub recovery: Vec<String>,
}

/// Whose it is.
#[derive(Clone, Copy, Debug)]
pub enum Holder<'a> {
    /// A member's.
    Member(&'a MemberId),
    /// Of somebody of an office.
    Staff(&'a StaffId),
}

impl Holder<'_> {
    /// The table and the record in it.
    fn record(&self) -> (&'static str, &str) {
        match self {
            Self::Member(id) => ("second_factor", id.as_str()),
            Self::Staff(id) => ("staff_credential", id.as_str()),
        }
    }

    /// The letters about it: people of offices have no e-mail here.
    fn mails(&self, news: News, now: Timestamp) -> Vec<Value> {
        match self {
            Self::Member(member) => vec![outbox::news(member, news, now)],
            Self::Staff(_) => Vec::new(),
        }
    }
}

/// What codes are checked by; `None` where none is asked for.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, holder: Holder<'_>) -> Result<Option<Factor>, Error> {
    let (table, id) = holder.record();
    store.row("SELECT * FROM type::record($table, $id)", json!({ "table": table, "id": id })).await
}

/// From now on a member's second step is asked for, in place of an earlier one. Whoever has come in
/// without it goes: all sessions end but the one with the hash `keep`.
///
/// # Errors
/// Those of the engine.
pub async fn save(
    store: &Audited,
    member: &Personal,
    factor: &Factor,
    keep: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let mail = outbox::news(&member.id, News::AuthenticatorOn, now);
    let vars = json!({ "id": member.id, "factor": factor, "keep": keep, "mail": mail });
    store.transact(include_str!("save_second_factor.surql"), vars).await.map(drop)
}

/// The code of a step is used; `false` where that or a later one was.
///
/// # Errors
/// Those of the engine.
pub async fn use_step(store: &Store, holder: Holder<'_>, step: u64) -> Result<bool, Error> {
    let text = "UPDATE type::record($table, $id) SET step = $step WHERE step < $step RETURN VALUE step";
    let (table, id) = holder.record();
    let vars = json!({ "table": table, "id": id, "step": step });
    let used: Option<u64> = store.transact(text, vars).await?.take(0)?;
    Ok(used.is_some())
}

/// A recovery code is used up; `false` where it is none, or was used.
///
/// # Errors
/// Those of the engine.
pub async fn use_recovery(
    store: &Store,
    holder: Holder<'_>,
    hash: &str,
    now: Timestamp,
) -> Result<bool, Error> {
    let (table, id) = holder.record();
    let mails = holder.mails(News::RecoveryUsed, now);
    let vars = json!({ "table": table, "id": id, "hash": hash, "mails": mails });
    let mut answer = store.transact(include_str!("use_recovery.surql"), vars).await?;
    Ok(answer.take::<Option<bool>>(USED)?.unwrap_or_default())
}

/// Which statement of `use_recovery.surql` says whether it was used.
const USED: usize = 3;

/// Puts new recovery codes in the place of a member's; `false` where no second step is on.
///
/// # Errors
/// Those of the engine.
pub async fn replace_recovery(
    store: &Audited,
    member: &Personal,
    recovery: &[String],
    now: Timestamp,
) -> Result<bool, Error> {
    let mail = outbox::news(&member.id, News::NewRecoveryCodes, now);
    let vars = json!({ "id": member.id, "recovery": recovery, "mail": mail });
    changed(store.transact(include_str!("replace_recovery.surql"), vars).await)
}

/// No second step is asked for any more; `false` where none was. A password that was only good enough
/// beside it goes too.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Audited, member: &Personal, now: Timestamp) -> Result<bool, Error> {
    let mail = outbox::news(&member.id, News::AuthenticatorOff, now);
    let vars = json!({ "id": member.id, "mail": mail });
    changed(store.transact(include_str!("remove_second_factor.surql"), vars).await)
}

fn changed<T>(outcome: Result<T, Error>) -> Result<bool, Error> {
    match outcome {
        Ok(_) => Ok(true),
        Err(Error::Refused(word)) if word == "off" => Ok(false),
        Err(error) => Err(error),
    }
}
