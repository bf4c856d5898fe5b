//! Emergency accesses. Each is opened by one transaction: the record, the row of the audit and the
//! letter to the member.

use std::collections::{BTreeSet, HashMap};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{Error, Store, audit::Audited, batch, content, outbox::Kind};
use crate::domain::{
    emergency::EmergencyAccess,
    id::{EmergencyId, StaffId},
};

/// Within this time one person opens no more than the plan allows.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How opening has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is open, and the member is told.
    New,
    /// They have opened as many as are allowed.
    TooMany,
    /// Their account has ended.
    Ended,
}

/// Opens one, unless whoever asks has opened `most` within a day. The reason stands in no letter: it is
/// looked up when that is sent.
///
/// # Errors
/// Those of the engine.
pub async fn open(store: &Audited, access: &EmergencyAccess, most: u16) -> Result<Opened, Error> {
    let EmergencyAccess { id, staff, member, since, .. } = access;
    let letter =
        json!({ "kind": Kind::Emergency, "member": member, "emergency": id, "at": since, "sent": null });
    let vars = json!({ "id": id, "staff": staff, "from": *since - DAY, "most": most,
        "content": content(access)?, "letter": letter });
    match store.transact(include_str!("open_emergency.surql"), vars).await {
        Ok(_) => Ok(Opened::New),
        Err(Error::Refused(word)) if word == "too-many" => Ok(Opened::TooMany),
        Err(Error::Refused(word)) if word == "ended" => Ok(Opened::Ended),
        Err(error) => Err(error),
    }
}

/// Ends one before its time. `false` where it has ended already.
///
/// # Errors
/// Those of the engine.
pub async fn end(store: &Audited, id: &EmergencyId, now: Timestamp) -> Result<bool, Error> {
    match store.transact(include_str!("end_emergency.surql"), json!({ "id": id, "now": now })).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(word)) if word == "ended" => Ok(false),
        Err(error) => Err(error),
    }
}

/// The one with that id, also after its end.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &EmergencyId) -> Result<Option<EmergencyAccess>, Error> {
    Ok(batch::find(store, TABLE, &[id.as_str()]).await?.pop())
}

/// Those that somebody has open, the first one first.
///
/// # Errors
/// Those of the engine.
pub async fn open_of(store: &Store, staff: &StaffId, now: Timestamp) -> Result<Vec<EmergencyAccess>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM emergency_access \
        WHERE staff = $staff AND until > $now ORDER BY since";
    store.rows(text, json!({ "staff": staff, "now": now })).await
}

/// The reasons that were given, as far as they are kept.
///
/// # Errors
/// Those of the engine.
pub async fn reasons<'a>(
    store: &Store,
    ids: impl Iterator<Item = &'a EmergencyId>,
) -> Result<HashMap<EmergencyId, String>, Error> {
    let keys: BTreeSet<_> = ids.map(EmergencyId::as_str).collect();
    let found: Vec<EmergencyAccess> = batch::find(store, TABLE, &Vec::from_iter(keys)).await?;
    Ok(found.into_iter().map(|access| (access.id, access.reason)).collect())
}

/// Forgets those that were over before `before`: as the audit does.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, before: Timestamp) -> Result<(), Error> {
    store.run("DELETE emergency_access WHERE until < $before", json!({ "before": before })).await.map(drop)
}

const TABLE: &str = "emergency_access";
