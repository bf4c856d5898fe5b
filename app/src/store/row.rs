//! Records for a statement that writes those of several tables at once: each bears its id.

use serde_json::Value;
use surrealdb::types::{Object, RecordId, RecordIdKey, SurrealValue, Value as Typed};

use super::{Error, Store};

/// A record as it is written.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Its table and its key.
    pub id: Id,
    /// Its fields.
    pub content: Value,
}

/// A table, and what tells its records apart.
pub(super) type Id = (&'static str, Value);

impl Row {
    pub fn new(table: &'static str, key: impl Into<Value>, content: Value) -> Self {
        Self { id: (table, key.into()), content }
    }
}

/// Variables of a query.
#[derive(Debug, Default)]
pub(super) struct Vars(Object);

impl Vars {
    /// A value.
    pub fn value(mut self, name: &str, value: Value) -> Self {
        self.0.insert(name, value);
        self
    }

    /// Ids of records.
    pub fn ids(mut self, name: &str, ids: Vec<Id>) -> Result<Self, Error> {
        let ids = ids.into_iter().map(record_id).collect::<Result<Vec<_>, _>>()?;
        self.0.insert(name, ids);
        Ok(self)
    }

    /// Records, sealed where that is due.
    pub fn rows(mut self, store: &Store, name: &str, rows: Vec<Row>) -> Result<Self, Error> {
        let row = |Row { id, mut content }: Row| {
            store.seal(&mut content)?;
            let mut row = content.into_value();
            if let Typed::Object(fields) = &mut row {
                fields.insert("id", record_id(id)?);
            }
            Ok(row)
        };
        let rows = rows.into_iter().map(row).collect::<Result<Vec<_>, Error>>()?;
        self.0.insert(name, rows);
        Ok(self)
    }

    /// All of them.
    pub fn all(self) -> Typed {
        Typed::Object(self.0)
    }
}

fn record_id((table, key): Id) -> Result<Typed, Error> {
    let key = RecordIdKey::from_value(key.into_value())?;
    Ok(Typed::RecordId(RecordId::new(table, key)))
}
