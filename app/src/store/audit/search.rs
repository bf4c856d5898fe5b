//! Looking the audit up, and the ledger with it.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::{
    super::{Error, Store, ledger},
    word,
};
use crate::domain::{
    actor::Actor,
    audit::{Access, Kind},
    id::MemberId,
};

/// What is looked for in the audit.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// What was done to the record of this member.
    pub member: Option<MemberId>,
    /// What one of these has done.
    pub by: Option<Vec<Actor>>,
    /// Not what members have done themselves.
    pub by_others: bool,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// To this of a record.
    pub kind: Option<Kind>,
}

/// Rows that are wanted, the newest first, at most `limit`.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, wanted: &Wanted, limit: usize) -> Result<Vec<Access>, Error> {
    let text = format!(
        "SELECT text, at, record::id(id)[1] AS number FROM audit {} ORDER BY at DESC, number DESC LIMIT $limit",
        conditions(wanted)
    );
    let by = wanted.by.as_ref().map(|by| by.iter().map(|by| word(Some(by))).collect::<Vec<_>>());
    let micros = |at: &Timestamp| at.as_microsecond();
    let vars = json!({
        "member": wanted.member,
        "by": by,
        "from": wanted.from.as_ref().map(micros),
        "until": wanted.until.as_ref().map(micros),
        "kind": wanted.kind.map(|kind| format!("\"kind\":\"{}\"", kind.as_str())),
        "limit": limit,
    });
    #[derive(Deserialize)]
    struct Found {
        text: String,
    }
    let found: Vec<Found> = store.rows(&text, vars).await?;
    found.iter().map(|Found { text }| Ok(serde_json::from_str(text)?)).collect()
}

/// What was done to members' records: the rows that are wanted, and what the ledger says of their
/// appointments, the newest first, at most `limit`.
///
/// # Errors
/// Those of the engine.
pub async fn search(store: &Store, wanted: &Wanted, limit: usize) -> Result<Vec<Access>, Error> {
    let mut found = find(store, wanted, limit).await?;
    if wanted.kind.is_none_or(|kind| kind == Kind::Appointment) {
        for chain in ledger_chains(store, wanted).await? {
            let entries = ledger::entries(store, &chain).await?.into_iter().map(Access::from);
            found.extend(entries.filter(|access| wanted.includes(access)));
            found.sort_by_key(|access| std::cmp::Reverse(access.at));
            found.truncate(limit);
        }
    }
    Ok(found)
}

async fn ledger_chains(store: &Store, wanted: &Wanted) -> Result<Vec<String>, Error> {
    match &wanted.member {
        Some(member) => Ok(vec![ledger::chain(member)]),
        None => store.rows("SELECT VALUE record::id(id) FROM ledger_head", json!({})).await,
    }
}

impl Wanted {
    /// Whether something that was done is wanted, whatever of it is said of the kind.
    fn includes(&self, access: &Access) -> bool {
        let Self { member, by, by_others, from, until, kind: _ } = self;
        let by_one_of = |by: &Vec<Actor>| access.by.as_ref().is_some_and(|it| by.contains(it));
        member.as_ref().is_none_or(|member| access.member.as_ref() == Some(member))
            && by.as_ref().is_none_or(by_one_of)
            && !(*by_others && access.is_own())
            && from.is_none_or(|from| from <= access.at)
            && until.is_none_or(|until| access.at < until)
    }
}

fn conditions(wanted: &Wanted) -> String {
    let conditions = [
        (wanted.member.is_some(), "member = $member"),
        (wanted.by.is_some(), "who IN $by"),
        (wanted.by_others, "who != 'member'"),
        (wanted.from.is_some(), "at >= $from"),
        (wanted.until.is_some(), "at < $until"),
        (wanted.kind.is_some(), "string::contains(text, $kind)"),
    ];
    let wanted: Vec<_> = conditions.into_iter().filter_map(|(holds, text)| holds.then_some(text)).collect();
    if wanted.is_empty() { String::new() } else { format!("WHERE {}", wanted.join(" AND ")) }
}
