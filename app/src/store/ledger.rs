//! The ledger: entries in chains, each sealed with the SHA-256 of the seal before it and its
//! text. All of a member's are in one chain; there are many chains, so that bookings of
//! different members seldom wait for each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use surrealdb::IndexedResults;

use super::{Error, Store, audit};
use crate::domain::{id::MemberId, ledger::Entry};

/// Hexadecimal digits that name a chain: there are 4,096 of them.
const DIGITS: usize = 3;

/// Reads [`Head`]s, by the name of their chains: also those of the audit.
pub(super) const HEADS: &str =
    "SELECT number, seal, record::id(id) AS chain FROM ledger_head, audit_head ORDER BY chain";

/// Which statement of `record.surql` yields the new end of the chain.
const ENDED: usize = 5;

/// Where a chain ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Head {
    /// Which chain.
    pub chain: String,
    /// The number of its last entry, counted from 1.
    pub number: u64,
    /// That entry's seal.
    pub seal: String,
}

/// An entry at the end of its chain.
#[derive(Debug)]
pub(super) struct Link {
    /// Where the chain ends with it.
    pub head: Head,
    /// The entry as it is sealed.
    pub text: String,
}

/// The ends of chains.
#[derive(Debug, Default)]
pub(super) struct Noted(Mutex<Ends>);

#[derive(Debug, Default)]
struct Ends {
    /// Those that this process has written, until somebody takes them.
    untaken: BTreeMap<String, Head>,
    /// As far as this process knows: another one may have gone on.
    known: BTreeMap<String, Head>,
}

impl Noted {
    fn ends(&self) -> MutexGuard<'_, Ends> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note(&self, head: Head) {
        let Ends { untaken, known } = &mut *self.ends();
        later(untaken, head.clone());
        later(known, head);
    }

    /// What was known of these chains is not so.
    pub fn forget(&self, links: &[Link]) {
        let known = &mut self.ends().known;
        for Link { head, .. } in links {
            known.remove(&head.chain);
        }
    }
}

/// Two commits may tell in another order than that in which they were.
fn later(heads: &mut BTreeMap<String, Head>, head: Head) {
    if heads.get(&head.chain).is_none_or(|noted| noted.number < head.number) {
        heads.insert(head.chain.clone(), head);
    }
}

/// The entries at the ends of their chains, as far as those are known.
pub(super) async fn links(store: &Store, entries: &[&Entry]) -> Result<Vec<Link>, Error> {
    let chains: BTreeSet<_> = entries.iter().map(|entry| chain(&entry.member)).collect();
    let mut ends = known(store, &chains).await?;
    let link = |entry: &&Entry| {
        let (chain, text) = (chain(&entry.member), serde_json::to_string(entry)?);
        let (number, seal) = match ends.get(&chain) {
            Some(end) => (end.number + 1, seal(&end.seal, &text)),
            None => (1, seal("", &text)),
        };
        let head = Head { chain: chain.clone(), number, seal };
        ends.insert(chain, head.clone());
        Ok(Link { head, text })
    };
    entries.iter().map(link).collect()
}

/// Where chains end: from the database where it is not known.
async fn known(store: &Store, chains: &BTreeSet<String>) -> Result<BTreeMap<String, Head>, Error> {
    let known = |chain: &String| store.noted.ends().known.get(chain).cloned();
    let mut ends: BTreeMap<_, _> =
        chains.iter().filter_map(|chain| Some((chain.clone(), known(chain)?))).collect();
    let others: Vec<_> = chains.iter().filter(|chain| !ends.contains_key(*chain)).collect();
    if !others.is_empty() {
        let text = "SELECT number, seal, record::id(id) AS chain \
            FROM $chains.map(|$chain| type::record('ledger_head', $chain))";
        let read: Vec<Head> = store.rows(text, json!({ "chains": others })).await?;
        ends.extend(read.into_iter().map(|head| (head.chain.clone(), head)));
    }
    Ok(ends)
}

/// The text of a transaction that changes an appointment: what is particular to it stands between
/// its entry in the ledger, and its event and letter.
macro_rules! change {
    ($($file:literal),+) => {
        concat!(include_str!("record.surql"), $(include_str!($file),)+ include_str!("recorded.surql"))
    };
}

pub(super) use change;

/// Runs a transaction that [`change!`] has made, with its entry in the ledger.
pub(super) async fn record(
    store: &Store,
    text: &str,
    entry: &Entry,
    vars: Value,
) -> Result<IndexedResults, Error> {
    let vars = with_entry(entry, vars)?;
    let _turn = store.turns.of(&entry.role).await;
    let mut answer = store.transact(text, vars).await?;
    note_end(store, &mut answer, ENDED)?;
    Ok(answer)
}

/// What the transaction is given, with its entry in the ledger.
fn with_entry(entry: &Entry, mut vars: Value) -> Result<Value, Error> {
    vars["chain"] = json!(chain(&entry.member));
    vars["entry"] = json!(serde_json::to_string(entry)?);
    Ok(vars)
}

/// Notes where the chain ends that a statement has written.
fn note_end(store: &Store, answer: &mut IndexedResults, statement: usize) -> Result<(), Error> {
    if let Some(head) = answer.take::<Option<Value>>(statement)? {
        store.noted.note(serde_json::from_value(head)?);
    }
    Ok(())
}

/// Begin and end a transaction.
pub(super) const BEGIN: &str = "BEGIN;";
pub(super) const COMMIT: &str = "COMMIT;";

/// As [`record`]; `None` where the transaction has refused with that word: something else has
/// happened to the appointment since it was read.
pub(super) async fn record_unless(
    word: &str,
    store: &Store,
    text: &str,
    entry: &Entry,
    vars: Value,
) -> Result<Option<IndexedResults>, Error> {
    match record(store, text, entry, vars).await {
        Err(Error::Refused(refused)) if refused == word => Ok(None),
        outcome => outcome.map(Some),
    }
}

/// The ends of chains that were written since they were last taken.
pub fn take_noted(store: &Store) -> Vec<Head> {
    std::mem::take(&mut store.noted.ends().untaken).into_values().collect()
}

/// Puts back what [`take_noted`] has taken and nobody could keep.
pub fn note_again(store: &Store, heads: Vec<Head>) {
    heads.into_iter().for_each(|head| store.noted.note(head));
}

/// Where the chains end, by name.
///
/// # Errors
/// Those of the engine.
pub async fn heads(store: &Store) -> Result<Vec<Head>, Error> {
    store.rows(HEADS, json!({})).await
}

/// The entries of a chain, in order.
///
/// # Errors
/// Those of the engine.
pub async fn entries(store: &Store, chain: &str) -> Result<Vec<Entry>, Error> {
    let text = format!("SELECT VALUE text FROM ledger:[$chain, NONE]..[$chain, {}]", i64::MAX);
    let texts: Vec<String> = store.rows(&text, json!({ "chain": chain })).await?;
    texts.iter().map(|text| Ok(serde_json::from_str(text)?)).collect()
}

/// The seals of those of the entries that are there: chain, number and seal.
///
/// # Errors
/// Those of the engine.
pub async fn sealed(store: &Store, entries: &[Head]) -> Result<Vec<Head>, Error> {
    let ids: Vec<_> = entries.iter().map(|entry| json!([entry.chain, entry.number])).collect();
    let text = "SELECT record::id(id)[0] AS chain, record::id(id)[1] AS number, seal \
        FROM $ids.map(|$id| type::record(IF string::starts_with($id[0], $audit) { 'audit' } ELSE { 'ledger' }, $id))";
    store.rows(text, json!({ "ids": ids, "audit": audit::CHAINS })).await
}

/// The chain that holds what happens to a member's appointments.
pub fn chain(member: &MemberId) -> String {
    let mut chain = format!("{:x}", Sha256::digest(member.as_str()));
    chain.truncate(DIGITS);
    chain
}

/// As `record.surql` does it.
pub(super) fn seal(before: &str, text: &str) -> String {
    format!("{:x}", Sha256::new().chain_update(before).chain_update(text).finalize())
}
