//! Many records of one table in few statements.

use std::{
    collections::{BTreeSet, HashMap},
    ops::AddAssign,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{Error, Store, audit::Hand, content};
use crate::domain::{
    audit::{Action, Kind},
    id::MemberId,
};

/// Records in one statement: large enough to be quick, small enough for memory.
const BATCH: usize = 1_000;

/// What was decided on what these members had is not booked any more.
const GUARD: &str =
    "FOR $member IN $members { UPSERT type::record('member_guard', $member) SET changes += 1 RETURN NONE }";

/// What writing a record has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// There before, and the same: nothing was written.
    Unchanged,
    /// There before, and different.
    Changed,
    /// Not there before.
    New,
}

/// What writing records has done, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Not there before.
    pub new: usize,
    /// There before, and different.
    pub changed: usize,
    /// There before, and the same.
    pub unchanged: usize,
}

impl AddAssign for Saved {
    fn add_assign(&mut self, more: Self) {
        self.new += more.new;
        self.changed += more.changed;
        self.unchanged += more.unchanged;
    }
}

impl FromIterator<Outcome> for Saved {
    fn from_iter<I: IntoIterator<Item = Outcome>>(outcomes: I) -> Self {
        let mut saved = Self::default();
        for outcome in outcomes {
            match outcome {
                Outcome::Unchanged => saved.unchanged += 1,
                Outcome::Changed => saved.changed += 1,
                Outcome::New => saved.new += 1,
            }
        }
        saved
    }
}

/// Writes what differs from what is there, by id: a second time writes nothing. Says for each
/// value what was done.
pub(super) async fn save<T: Serialize>(
    store: &Store,
    table: &str,
    values: &[T],
    id: fn(&T) -> &str,
) -> Result<Vec<Outcome>, Error> {
    let mut outcomes = Vec::with_capacity(values.len());
    for batch in values.chunks(BATCH) {
        if insert(store, table, batch, id).await? {
            outcomes.resize(outcomes.len() + batch.len(), Outcome::New);
        } else {
            let rows = batch.iter().map(|value| row(value, id(value))).collect::<Result<Vec<_>, _>>()?;
            outcomes.extend(save_rows(store, table, &rows).await?);
        }
    }
    Ok(outcomes)
}

/// Writes records that are all new, without looking each of them up. `false` where one of them is
/// there already: nothing is written then.
async fn insert<T: Serialize>(
    store: &Store,
    table: &str,
    values: &[T],
    id: fn(&T) -> &str,
) -> Result<bool, Error> {
    let Some(first) = values.first() else { return Ok(true) };
    if !contents(store, table, &[id(first)]).await?.is_empty() {
        return Ok(false);
    }
    let with_id = |value: &T| {
        let mut content = content(value)?;
        content["id"] = Value::from(id(value));
        Ok::<_, Error>(content)
    };
    let rows = values.iter().map(with_id).collect::<Result<Vec<_>, _>>()?;
    let vars = Map::from_iter([("rows".to_owned(), Value::Array(rows))]);
    match store.run(&format!("INSERT INTO {table} $rows RETURN NONE"), Value::Object(vars)).await {
        Ok(_) => Ok(true),
        Err(Error::Exists(_) | Error::Conflict) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn save_rows(store: &Store, table: &str, rows: &[Row]) -> Result<Vec<Outcome>, Error> {
    let outcomes = compare(store, table, rows).await?;
    let different = different(rows, &outcomes);
    if !different.is_empty() {
        store.transact(&upsert(table), json!({ "rows": different })).await?;
    }
    Ok(outcomes)
}

/// What would be done to each.
async fn compare(store: &Store, table: &str, rows: &[Row]) -> Result<Vec<Outcome>, Error> {
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let there = contents(store, table, &keys).await?;
    let outcome = |row: &Row| match there.get(&row.key) {
        None => Outcome::New,
        Some(old) if *old == row.content => Outcome::Unchanged,
        Some(_) => Outcome::Changed,
    };
    Ok(rows.iter().map(outcome).collect())
}

/// As [`save`], of what is kept about members: what is changed stands in the audit with it.
pub(super) async fn save_of_members<T: Serialize>(
    hand: &Hand,
    table: &str,
    kind: Kind,
    values: &[T],
    id: fn(&T) -> &str,
    whose: fn(&T) -> &MemberId,
) -> Result<Vec<Outcome>, Error> {
    let mut outcomes = Vec::with_capacity(values.len());
    for batch in values.chunks(BATCH) {
        let rows = batch.iter().map(|value| row(value, id(value))).collect::<Result<Vec<_>, _>>()?;
        let found = compare(hand, table, &rows).await?;
        let access = |(value, outcome): (&T, &Outcome)| match outcome {
            Outcome::Unchanged => None,
            Outcome::Changed => Some(hand.does(whose(value), (Action::Update, kind))),
            Outcome::New => Some(hand.does(whose(value), (Action::Create, kind))),
        };
        let accesses: Vec<_> = batch.iter().zip(&found).filter_map(access).collect();
        if !accesses.is_empty() {
            let members: BTreeSet<_> = accesses.iter().filter_map(|access| access.member.clone()).collect();
            let vars = json!({ "rows": different(&rows, &found), "members": members });
            hand.audited(accesses).transact(&format!("{}; {GUARD}", upsert(table)), vars).await?;
        }
        outcomes.extend(found);
    }
    Ok(outcomes)
}

/// Removes what is kept about members; what is not there is no error. Says how many were there.
pub(super) async fn remove_of_members(
    hand: &Hand,
    table: &str,
    kind: Kind,
    keys: &[&str],
) -> Result<usize, Error> {
    #[derive(Deserialize)]
    struct There {
        id: String,
        member: MemberId,
    }
    let there: Vec<There> = find(hand, table, keys).await?;
    for batch in there.chunks(BATCH) {
        let accesses = batch.iter().map(|there| hand.does(&there.member, (Action::Delete, kind))).collect();
        let text =
            format!("FOR $key IN $keys {{ DELETE type::record('{table}', $key) RETURN NONE }}; {GUARD}");
        let keys: Vec<_> = batch.iter().map(|there| &there.id).collect();
        let members: BTreeSet<_> = batch.iter().map(|there| &there.member).collect();
        hand.audited(accesses).transact(&text, json!({ "keys": keys, "members": members })).await?;
    }
    Ok(there.len())
}

fn upsert(table: &str) -> String {
    format!(
        "FOR $row IN $rows {{ UPSERT type::record('{table}', $row.key) CONTENT $row.content RETURN NONE }}"
    )
}

fn different(rows: &[Row], outcomes: &[Outcome]) -> Vec<Row> {
    let differs = |(row, outcome): (&Row, &Outcome)| (*outcome != Outcome::Unchanged).then(|| row.clone());
    rows.iter().zip(outcomes).filter_map(differs).collect()
}

/// The records with those ids that are there.
pub(super) async fn find<T: DeserializeOwned>(
    store: &Store,
    table: &str,
    keys: &[&str],
) -> Result<Vec<T>, Error> {
    let mut found = Vec::with_capacity(keys.len());
    let text = format!("SELECT *, record::id(id) AS id FROM $keys.map(|$key| type::record('{table}', $key))");
    // The engine takes an empty key for a fault.
    let keys: Vec<_> = keys.iter().filter(|key| !key.is_empty()).collect();
    for batch in keys.chunks(BATCH) {
        found.extend(store.rows::<T>(&text, json!({ "keys": batch })).await?);
    }
    Ok(found)
}

/// The member's own record with that id. The engine takes an empty id for a fault.
pub(super) async fn own<T: DeserializeOwned>(
    store: &Store,
    table: &str,
    id: &str,
    member: &MemberId,
) -> Result<Option<T>, Error> {
    if id.is_empty() {
        return Ok(None);
    }
    let text =
        format!("SELECT *, record::id(id) AS id FROM type::record('{table}', $id) WHERE member = $member");
    store.row(&text, json!({ "id": id, "member": member })).await
}

/// Removes records; those that are not there are no error.
pub(super) async fn remove(store: &Store, table: &str, keys: &[String]) -> Result<(), Error> {
    let text = format!("FOR $key IN $keys {{ DELETE type::record('{table}', $key) }}");
    for batch in keys.chunks(BATCH) {
        store.transact(&text, json!({ "keys": batch })).await?;
    }
    Ok(())
}

/// What is written of a value.
#[derive(Clone, Serialize)]
struct Row {
    key: String,
    content: Value,
}

fn row(value: &impl Serialize, key: &str) -> Result<Row, Error> {
    Ok(Row { key: key.to_owned(), content: content(value)? })
}

/// What the records with those keys hold now.
async fn contents(store: &Store, table: &str, keys: &[&str]) -> Result<HashMap<String, Value>, Error> {
    let rows: Vec<Map<String, Value>> = find(store, table, keys).await?;
    let keyed = rows.into_iter().filter_map(|mut fields| match fields.remove("id") {
        Some(Value::String(key)) => Some((key, Value::Object(fields))),
        _ => None,
    });
    Ok(keyed.collect())
}
