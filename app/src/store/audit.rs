//! The audit: rows in chains as the ledger's, each sealed with the SHA-256 of the seal before it and
//! its text. Rows are added, by themselves or in the transaction of a change; none is changed, and
//! those that were kept long enough go from the beginning of their chain.

mod prune;
mod search;
mod seen;

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
pub use prune::prune;
pub use search::{Wanted, find, search};
pub(super) use seen::Notebook;

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

    /// The store for what nobody in particular changes: the demonstration's roll.
    pub(super) fn unaudited(&self) -> Audited {
        Audited { store: self.clone(), accesses: Vec::new() }
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
