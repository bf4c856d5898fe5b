//! What is claimed and what becomes free, by whatever process: for several that share a database
//! server. The engine keeps changes of claims for a while there (a change feed); in a database that
//! belongs to one process it keeps none.
//!
//! Commits are told apart by the engine's numbers for them alone: it takes the moments of what it
//! keeps in folders and in memory (3.3.5) for others than those by which it has numbered them.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use serde_json::{Value, json};
use surrealdb::types::{Object, RecordIdKey, SurrealValue, Value as Typed};

use super::{Error, Store};
use crate::domain::id::RoleId;

/// So long changes are kept, as the engine writes it.
const KEPT: &str = "10m";

/// Who has not asked for so long has missed some, or will soon.
const LONGEST: Duration = Duration::from_secs(5 * 60);

/// What so many readings have found is read once more: a commit may be seen later than one with a
/// greater number.
const AGAIN: usize = 3;

/// Commits that are read at a time: one of another system's bookings may have thousands of claims.
const PAGE: usize = 100;

/// The steps of roles' grids that somebody has claimed or made free.
pub type Changed = BTreeMap<RoleId, BTreeSet<Timestamp>>;

/// How far somebody has read the changes.
#[derive(Debug)]
pub struct Changes {
    /// The last commits that the last readings have found, the oldest reading first.
    last: [u64; AGAIN],
    /// The commits from the first of those on that were read already.
    read: BTreeSet<u64>,
    /// When it was last read.
    at: Instant,
    /// Some of what it has told is not noted, or was not told at all.
    missed: bool,
}

impl Changes {
    /// Those from now on. Where the engine keeps none yet it begins to.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn follow(store: &Store) -> Result<Self, Error> {
        let mut answer = store.run("RETURN (INFO FOR DB).tables.claim", json!({})).await?;
        let definition: Option<String> = answer.take(0)?;
        // Written once: it would be in the way of those who book.
        if !definition.is_some_and(|definition| definition.contains("CHANGEFEED")) {
            store.transact(&format!("ALTER TABLE claim CHANGEFEED {KEPT}"), json!({})).await?;
        }
        let at = Instant::now();
        let read = commits(store, 0, |_, _| Ok(())).await?;
        Ok(Self { last: [read.last().copied().unwrap_or(0); AGAIN], read, at, missed: false })
    }

    /// What was changed since it was last asked, by this process too; `None` where some of it is not
    /// known: that is too long ago, or what was told before is not [noted](Self::noted).
    ///
    /// # Errors
    /// Those of the engine: then the next answer has it.
    pub async fn next(&mut self, store: &Store) -> Result<Option<Changed>, Error> {
        let (missed, at) = (self.missed || self.at.elapsed() > LONGEST, Instant::now());
        let mut changed = Changed::new();
        let [first, second, third] = self.last;
        let read = commits(store, first, |number, commit| match self.read.contains(&number) {
            true => Ok(()),
            false => note(commit, &mut changed),
        });
        let read = read.await?;
        *self = Self { last: [second, third, read.last().copied().unwrap_or(third)], read, at, missed };
        Ok((!missed).then_some(changed))
    }

    /// Whether what was told is noted, all of it; or everything was read anew.
    pub fn noted(&mut self, all: bool) {
        self.missed = !all;
    }
}

/// Hands the commits from one on to `each`; which they are.
async fn commits(
    store: &Store,
    mut from: u64,
    mut each: impl FnMut(u64, Typed) -> Result<(), Error>,
) -> Result<BTreeSet<u64>, Error> {
    let mut read = BTreeSet::new();
    loop {
        let commits = page(store, from).await?;
        let count = commits.len();
        for commit in commits {
            let number = number(&commit)?;
            read.insert(number);
            each(number, commit)?;
        }
        match read.last() {
            Some(last) if count == PAGE => from = last + 1,
            _ => return Ok(read),
        }
    }
}

/// The commits from a number on.
async fn page(store: &Store, from: u64) -> Result<Vec<Typed>, Error> {
    let text = format!("SHOW CHANGES FOR TABLE claim SINCE {from} LIMIT {PAGE}");
    Ok(store.run(&text, json!({})).await?.take(0)?)
}

/// The number of a commit.
fn number(commit: &Typed) -> Result<u64, Error> {
    let number = match commit {
        Typed::Object(fields) => fields.get("versionstamp").cloned(),
        _ => None,
    };
    Ok(serde_json::from_value(Value::from_value(number.unwrap_or(Typed::None))?)?)
}

/// Notes which claims a commit has written or removed.
fn note(commit: Typed, changed: &mut Changed) -> Result<(), Error> {
    for change in objects(commit, "changes") {
        for claim in ["update", "delete"].into_iter().flat_map(|kind| change.get(kind)) {
            let Typed::Object(claim) = claim else { continue };
            let Some(Typed::RecordId(id)) = claim.get("id") else { continue };
            let key = Value::from_value(RecordIdKey::into_value(id.key.clone()))?;
            let (role, step): (RoleId, Timestamp) = serde_json::from_value(key)?;
            changed.entry(role).or_default().insert(step);
        }
    }
    Ok(())
}

fn objects(of: Typed, name: &str) -> Vec<Object> {
    let Typed::Object(mut fields) = of else { return Vec::new() };
    let Some(Typed::Array(items)) = fields.remove(name) else { return Vec::new() };
    let object = |item| match item {
        Typed::Object(object) => Some(object),
        _ => None,
    };
    items.into_iter().filter_map(object).collect()
}
