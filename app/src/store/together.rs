//! Gatherings: what is entered on the way to visits of several people, and booking them all at once.

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, Visit, audit::Audited, booking, content, form, hold::Released};
use crate::domain::{id::IdempotencyKey, right::Readable, together::Gathering};

/// How booking several visits has ended.
#[derive(Debug)]
pub enum BookedAll {
    /// All are on disk now.
    New(Vec<Released>),
    /// One of them could not be booked, and so none was: somebody else has its time, or something
    /// else of its member's has come in between, or the same form.
    Nothing,
}

/// Books all of them or none, in one transaction.
///
/// # Errors
/// Those of the engine; what a member can do about is in [`BookedAll`].
pub async fn book(store: &Store, visits: &[Visit<'_>]) -> Result<BookedAll, Error> {
    match booking::book(store, visits).await {
        Ok(released) => Ok(BookedAll::New(released)),
        Err(Error::Exists(table)) if table == "idempotency" || table == "claim" => Ok(BookedAll::Nothing),
        Err(Error::Refused(_)) => Ok(BookedAll::Nothing),
        Err(error) => Err(error),
    }
}

/// Whether all who are in it have their visits.
///
/// # Errors
/// Those of the engine.
pub async fn is_booked(store: &Store, gathering: &Gathering) -> Result<bool, Error> {
    let keys: Vec<_> = gathering.guests.iter().map(|guest| form::key(&guest.member, &gathering.id)).collect();
    let text = "RETURN [$keys.all(|$key| record::exists(type::record('idempotency', $key)))]";
    Ok(store.row(text, json!({ "keys": keys })).await?.unwrap_or_default())
}

/// Writes what was entered, over an earlier state of it.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Audited, gathering: &Gathering) -> Result<(), Error> {
    let text = "UPSERT type::record('gathering', $id) CONTENT $content";
    store.transact(text, json!({ "id": gathering.id, "content": content(gathering)? })).await.map(drop)
}

/// What the member has entered under that id.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, member: &Readable, id: &IdempotencyKey) -> Result<Option<Gathering>, Error> {
    store.record_of("gathering", id.as_str(), &member.id).await
}

/// All that the member has entered, the newest first.
///
/// # Errors
/// Those of the engine.
pub async fn of_member(store: &Store, member: &Readable) -> Result<Vec<Gathering>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM gathering WHERE member = $member ORDER BY at DESC";
    store.rows(text, json!({ "member": member.id })).await
}

/// What the member has entered last.
///
/// # Errors
/// Those of the engine.
pub async fn latest(store: &Store, member: &Readable) -> Result<Option<Gathering>, Error> {
    let text =
        "SELECT *, record::id(id) AS id FROM gathering WHERE member = $member ORDER BY at DESC LIMIT 1";
    store.row(text, json!({ "member": member.id })).await
}

/// Forgets what was last written before `before`.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, before: Timestamp) -> Result<(), Error> {
    store.run("DELETE gathering WHERE at < $before", json!({ "before": before })).await.map(drop)
}
