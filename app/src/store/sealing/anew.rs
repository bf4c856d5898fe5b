//! Sealing with the newest key what was written before it, while others read and write.

use std::ops::AddAssign;

use serde_json::{Map, Value, json};

use super::{Keys, WITH_PHONE, each_field, key};
use crate::store::{Error, Store};

/// Tables with fields that are sealed.
const TABLES: [&str; 11] = [
    "member",
    "appointment",
    "appointment_event",
    "closing",
    "draft",
    "gathering",
    "second_factor",
    "staff_credential",
    "contact_change",
    "emergency_access",
    "outbox",
];
/// Their fields that are sealed, or hold some that are.
const FIELDS: [&str; 7] = ["born", "contact", "email", "reason", "secret", "phone", "roll"];
/// Records in one statement.
const BATCH: usize = 500;

/// What was sealed anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Records that were looked at.
    pub records: usize,
    /// Those in which something was not sealed with the newest key.
    pub changed: usize,
}

impl AddAssign for Resealed {
    fn add_assign(&mut self, more: Self) {
        self.records += more.records;
        self.changed += more.changed;
    }
}

/// Seals with the newest key whatever is not, and tells how much that was.
///
/// # Errors
/// `Sealing` where something was sealed with a key that is not known, and those of the engine.
pub async fn seal_all(store: &Store) -> Result<Resealed, Error> {
    let mut done = Resealed::default();
    let Some(keys) = store.keys() else { return Ok(done) };
    for table in TABLES {
        let mut from = table.to_owned();
        loop {
            let rows = page(store, &from).await?;
            let Some(last) = rows.last().and_then(|row| row["key"].as_str()) else { break };
            from = format!("{last}>..");
            let changed = rows.iter().filter_map(|row| change(keys, row).transpose());
            let changed = changed.collect::<Result<Vec<_>, _>>()?;
            done += Resealed { records: rows.len(), changed: changed.len() };
            if !changed.is_empty() {
                store.raw(&again(), json!({ "rows": changed })).await?;
            }
        }
    }
    Ok(done)
}

/// A page of records as they are on the disk, in the order of their ids; `from` is a table, or what
/// comes after a record of it in the engine's own words.
async fn page(store: &Store, from: &str) -> Result<Vec<Value>, Error> {
    let fields = FIELDS.map(|field| format!("{field} ?? NULL AS {field}")).join(", ");
    let text = format!("SELECT <string> id AS key, {fields} FROM {from} LIMIT {BATCH}");
    Ok(store.raw(&text, json!({})).await?.take(0)?)
}

/// Unless somebody has changed a field in the meantime: it is sealed with the newest key then.
fn again() -> String {
    let same = FIELDS.map(|field| format!("({field} ?? NULL) = $row.before.{field}")).join(" AND ");
    format!("FOR $row IN $rows {{ UPDATE type::record($row.key) MERGE $row.after WHERE {same} RETURN NONE }}")
}

fn change(keys: &Keys, row: &Value) -> Result<Option<Value>, Error> {
    let mut before = row.as_object().cloned().unwrap_or_default();
    let key = before.remove("key");
    let mut after = Value::Object(present(&before));
    let newest = keys.names().into_iter().next();
    let mut stale = false;
    each_field(&mut after, &WITH_PHONE, &mut |field, text| {
        stale |= key::name_in(text) != newest.as_deref();
        keys.seal(field, &keys.open(field, text)?)
    })?;
    Ok(stale.then(|| json!({ "key": key, "before": before, "after": after })))
}

/// The fields that a record has.
fn present(fields: &Map<String, Value>) -> Map<String, Value> {
    let present = fields.iter().filter(|(_, value)| !value.is_null());
    present.map(|(name, value)| (name.clone(), value.clone())).collect()
}
