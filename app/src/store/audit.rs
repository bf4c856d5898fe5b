//! The audit: rows in chains as the ledger's, each sealed with the SHA-256 of the seal before it and
//! its text. Rows are added, by themselves or in the transaction of a change; none is changed, and
//! those that were kept long enough go from the beginning of their chain.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use surrealdb::IndexedResults;

use super::{
    Error, Store, decoded,
    ledger::{self, BEGIN, COMMIT, Head},
};
use crate::domain::{
    actor::Actor,
    audit::{Access, Action, Kind},
    id::MemberId,
};

/// Begins the names of its chains.
pub(super) const CHAINS: &str = "audit-";

/// Hexadecimal digits that tell the chains apart: there are 256 of them.
const DIGITS: usize = 2;

/// What a transaction does that adds rows.
const ADD: &str = include_str!("audit.surql");

/// Rows of a chain that are looked at together for what was kept long enough.
const PAGE: usize = 1_000;

/// A row as it is written.
#[derive(Serialize)]
struct Row {
    chain: String,
    text: String,
    #[serde(flatten)]
    sought: Sought,
}

/// What a row is looked up by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sought {
    /// Whose record.
    pub member: Option<MemberId>,
    /// Who, in a word.
    pub who: String,
    /// When, in microseconds since the epoch.
    pub at: i64,
}

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

/// A store in whose next changes stands who makes them to whose record: what is kept about members
/// and is no appointment is only changed through one.
#[derive(Clone)]
pub struct Audited {
    store: Store,
    accesses: Vec<Access>,
}

/// A store in somebody's hand: whatever of members it changes bears their name.
#[derive(Clone)]
pub struct Hand {
    store: Store,
    by: Actor,
    at: Timestamp,
}

impl Store {
    /// The store in somebody's hand, at one moment.
    pub fn by(&self, by: Actor, at: Timestamp) -> Hand {
        Hand { store: self.clone(), by, at }
    }

    /// The store for a change that somebody makes.
    pub fn audited(&self, access: Access) -> Audited {
        Audited { store: self.clone(), accesses: vec![access] }
    }

}

impl std::ops::Deref for Hand {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Hand {
    /// What is done with it to a member's record.
    pub(super) fn does(&self, member: &MemberId, what: (Action, Kind)) -> Access {
        Access::new(self.at, self.by.clone(), member.clone(), what)
    }

    /// The store for several changes at once.
    pub(super) fn audited(&self, accesses: Vec<Access>) -> Audited {
        Audited { store: self.store.clone(), accesses }
    }
}

impl std::ops::Deref for Audited {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Audited {
    /// As [`Store::transact`], with the rows in the same transaction: its statements have the numbers
    /// that they have without, where the text begins a transaction.
    pub(super) async fn transact(&self, text: &str, mut vars: Value) -> Result<IndexedResults, Error> {
        let body = text.trim().trim_start_matches(BEGIN).trim_end_matches(COMMIT).trim_end_matches(';');
        add(&mut vars, &self.accesses)?;
        let mut answer = self.store.transact(&format!("{BEGIN} {body}; {ADD} {COMMIT}"), vars).await?;
        note_ends(&self.store, &mut answer)?;
        Ok(answer)
    }
}

/// Adds rows by themselves.
///
/// # Errors
/// Those of the engine.
pub async fn write(store: &Store, accesses: &[Access]) -> Result<(), Error> {
    if accesses.is_empty() {
        return Ok(());
    }
    let mut vars = json!({});
    add(&mut vars, accesses)?;
    note_ends(store, &mut store.transact(&format!("{BEGIN} {ADD} {COMMIT}"), vars).await?)
}

/// The chain that holds what is done to a member's record.
pub fn chain(member: Option<&MemberId>) -> String {
    let digest = format!("{:x}", Sha256::digest(member.map_or("", MemberId::as_str)));
    format!("{CHAINS}{}", &digest[..DIGITS])
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

/// Takes out what was written before `before`: from the beginning of each chain, and never its end,
/// so that the rest is still known to be whole. Says how many rows that were.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, before: Timestamp) -> Result<usize, Error> {
    let text = "SELECT number, seal, record::id(id) AS chain FROM audit_head";
    let heads: Vec<Head> = store.rows(text, json!({})).await?;
    let mut gone = 0;
    for head in heads {
        loop {
            let old = oldest(store, &head, before).await?;
            let Some(last) = old.last() else { break };
            store.transact(include_str!("audit_prune.surql"), json!(last)).await?;
            gone += old.len();
        }
    }
    Ok(gone)
}

/// The first rows of a chain, as far as they were written before `before` and are not its end.
async fn oldest(store: &Store, head: &Head, before: Timestamp) -> Result<Vec<Head>, Error> {
    #[derive(Deserialize)]
    struct Old {
        #[serde(flatten)]
        head: Head,
        at: i64,
    }
    let text = format!(
        "SELECT record::id(id)[0] AS chain, record::id(id)[1] AS number, seal, at \
         FROM audit:[$chain, NONE]..[$chain, $number] LIMIT {PAGE}"
    );
    let first: Vec<Old> = store.rows(&text, json!({ "chain": head.chain, "number": head.number })).await?;
    let before = before.as_microsecond();
    Ok(first.into_iter().take_while(|old| old.at < before).map(|old| old.head).collect())
}

/// Gives a transaction the rows that it adds.
fn add(vars: &mut Value, accesses: &[Access]) -> Result<(), Error> {
    let rows = accesses.iter().map(Row::of).collect::<Result<Vec<_>, _>>()?;
    let chains: BTreeSet<_> = rows.iter().map(|row| row.chain.clone()).collect();
    vars["chains"] = json!(chains);
    vars["accesses"] = json!(rows);
    Ok(())
}

/// Notes where the chains end: the last statement before the transaction's end says it.
fn note_ends(store: &Store, answer: &mut IndexedResults) -> Result<(), Error> {
    let statement = answer.num_statements().saturating_sub(2);
    let heads: Vec<Head> = decoded(answer, statement)?;
    ledger::note_again(store, heads);
    Ok(())
}

impl Row {
    fn of(access: &Access) -> Result<Self, Error> {
        let (chain, text) = (chain(access.member.as_ref()), serde_json::to_string(access)?);
        Ok(Self { chain, text, sought: Sought::of(access) })
    }
}

impl Sought {
    /// What a row is looked up by that says this.
    pub fn of(access: &Access) -> Self {
        let Access { at, by, member, .. } = access;
        Self { member: member.clone(), who: word(by.as_ref()), at: at.as_microsecond() }
    }
}

/// Who, in a word.
fn word(by: Option<&Actor>) -> String {
    match by {
        None => "nobody".to_owned(),
        Some(Actor::Member) => "member".to_owned(),
        Some(Actor::Plan) => "plan".to_owned(),
        Some(Actor::Proxy(id)) => format!("proxy {id}"),
        Some(Actor::Staff(id)) => format!("staff {id}"),
        Some(Actor::Operator(name)) => format!("operator {name}"),
    }
}
