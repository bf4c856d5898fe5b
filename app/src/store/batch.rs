//! Many records of one table in few statements.

pub(super) mod of_members;

use std::{collections::HashMap, ops::AddAssign};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{Error, Store, content};

/// Records in one statement: large enough to be quick, small enough for memory.
const BATCH: usize = 1_000;

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
