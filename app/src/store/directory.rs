//! The Provider Directory as it was imported.

use std::collections::HashMap;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{Error, Store};
use crate::domain::{
    directory::{Clinician, Location, Role},
    schedule::Schedule,
};

/// Records in one statement: large enough to be quick, small enough for memory.
const BATCH: usize = 500;

/// The directory as a whole.
pub struct Everything {
    /// People.
    pub clinicians: Vec<Clinician>,
    /// Places.
    pub locations: Vec<Location>,
    /// People in places.
    pub roles: Vec<Role>,
    /// When they see people.
    pub schedules: Vec<Schedule>,
}

/// Reads the directory.
///
/// # Errors
/// Those of the engine.
pub async fn all(store: &Store) -> Result<Everything, Error> {
    Ok(Everything {
        clinicians: records(store, "clinician").await?,
        locations: records(store, "location").await?,
        roles: records(store, "role").await?,
        schedules: records(store, "schedule").await?,
    })
}

/// Whether nothing was imported yet.
///
/// # Errors
/// Those of the engine.
pub async fn is_empty(store: &Store) -> Result<bool, Error> {
    let first: Option<Value> = store.row("SELECT VALUE record::id(id) FROM role LIMIT 1", json!({})).await?;
    Ok(first.is_none())
}

/// Writes clinicians; returns how many differ from what was there.
///
/// # Errors
/// Those of the engine.
pub async fn save_clinicians(store: &Store, clinicians: &[Clinician]) -> Result<usize, Error> {
    save(store, "clinician", clinicians, |clinician| clinician.id.as_str()).await
}

/// Writes locations; returns how many differ from what was there.
///
/// # Errors
/// Those of the engine.
pub async fn save_locations(store: &Store, locations: &[Location]) -> Result<usize, Error> {
    save(store, "location", locations, |location| location.id.as_str()).await
}

/// Writes roles; returns how many differ from what was there.
///
/// # Errors
/// Those of the engine.
pub async fn save_roles(store: &Store, roles: &[Role]) -> Result<usize, Error> {
    save(store, "role", roles, |role| role.id.as_str()).await
}

/// Writes schedules; returns how many differ from what was there.
///
/// # Errors
/// Those of the engine.
pub async fn save_schedules(store: &Store, schedules: &[Schedule]) -> Result<usize, Error> {
    save(store, "schedule", schedules, |schedule| schedule.role.as_str()).await
}

async fn records<T: DeserializeOwned>(store: &Store, table: &str) -> Result<Vec<T>, Error> {
    store.rows(&format!("SELECT *, record::id(id) AS id FROM {table}"), json!({})).await
}

/// Upserts what differs from what is there, by id, and counts it: a second import says "0".
async fn save<T: Serialize>(
    store: &Store,
    table: &str,
    values: &[T],
    id: impl Fn(&T) -> &str,
) -> Result<usize, Error> {
    let text =
        format!("FOR $row IN $rows {{ UPSERT type::record('{table}', $row.key) CONTENT $row.content }}");
    let mut changed = 0;
    for batch in values.chunks(BATCH) {
        let keys: Vec<&str> = batch.iter().map(&id).collect();
        let there = contents(store, table, &keys).await?;
        let rows: Vec<Value> = batch.iter().map(|value| row(value, id(value))).collect::<Result<_, _>>()?;
        let different =
            |row: &Value| row["key"].as_str().and_then(|key| there.get(key)) != Some(&row["content"]);
        let rows: Vec<_> = rows.into_iter().filter(different).collect();
        changed += rows.len();
        store.run(&text, json!({ "rows": rows })).await?;
    }
    Ok(changed)
}

/// What the records with those keys hold now.
async fn contents(store: &Store, table: &str, keys: &[&str]) -> Result<HashMap<String, Value>, Error> {
    let text =
        format!("SELECT * , record::id(id) AS id FROM $keys.map(|$key| type::record('{table}', $key))");
    let rows: Vec<Map<String, Value>> = store.rows(&text, json!({ "keys": keys })).await?;
    let keyed = rows.into_iter().filter_map(|mut fields| match fields.remove("id") {
        Some(Value::String(key)) => Some((key, Value::Object(fields))),
        _ => None,
    });
    Ok(keyed.collect())
}

fn row(value: &impl Serialize, key: &str) -> Result<Value, Error> {
    Ok(json!({ "key": key, "content": super::content(value)? }))
}
