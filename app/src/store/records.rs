//! Records by their ids, of whatever tables: those that are wanted at one moment are read by one query.

use serde::de::DeserializeOwned;
use serde_json::Value;
use surrealdb::types::{RecordIdKey, SurrealValue, Value as Typed};

use super::{
    Error, Store,
    row::{Id, Vars},
    share::{Question, Waiting},
};
use crate::domain::id::MemberId;

/// What somebody wants.
pub(super) struct Wanted(Vec<Id>);

/// What was found, in the order in which it was wanted.
pub(super) type Found = Vec<Option<Value>>;

impl Question for Wanted {
    type Answer = Found;
    const LANES: usize = 2;
    const MOST: usize = 32;

    fn waiting(store: &Store) -> &Waiting<Self> {
        &store.asked.records
    }

    async fn all(store: &Store, questions: &[Self]) -> Result<Vec<Found>, Error> {
        let ids: Vec<_> = questions.iter().flat_map(|Self(ids)| ids).cloned().collect();
        let vars = Vars::default().ids("ids", ids.clone())?;
        let mut answer = store.raw("RETURN $ids.*.*", vars.all()).await?;
        let mut found = of_ids(&ids, answer.take(0)?)?.into_iter();
        Ok(questions.iter().map(|Self(ids)| found.by_ref().take(ids.len()).collect()).collect())
    }
}

/// What `.*.*` of ids has yielded, one by one.
pub(super) fn of_ids(ids: &[Id], records: Vec<Typed>) -> Result<Found, Error> {
    if records.len() != ids.len() {
        return Err(Error::Mixed);
    }
    ids.iter().zip(records).map(|(id, record)| fields(id, record)).collect()
}

/// The fields of the record with that id, where it is there: its id is its key. Nobody is given what
/// somebody else has asked for.
fn fields((table, key): &Id, record: Typed) -> Result<Option<Value>, Error> {
    let Typed::Object(mut fields) = record else { return Ok(None) };
    let Some(Typed::RecordId(id)) = fields.remove("id") else { return Err(Error::Mixed) };
    let found = Value::from_value(RecordIdKey::into_value(id.key))?;
    if id.table.as_str() != *table || found != *key {
        return Err(Error::Mixed);
    }
    let mut record = Value::from_value(Typed::Object(fields))?;
    record["id"] = found;
    Ok(Some(record))
}

impl Store {
    /// What is there under those ids, in the same order; what is sealed is sealed still.
    ///
    /// # Errors
    /// Those of the engine.
    pub(super) async fn records(&self, ids: Vec<Id>) -> Result<Vec<Option<Value>>, Error> {
        self.ask(Wanted(ids)).await
    }

    /// The record with that id.
    ///
    /// # Errors
    /// Those of the engine.
    pub(super) async fn record<T: DeserializeOwned>(
        &self,
        table: &'static str,
        id: &str,
    ) -> Result<Option<T>, Error> {
        self.record_if(table, id, |_| true).await
    }

    /// The member's own record with that id.
    ///
    /// # Errors
    /// Those of the engine.
    pub(super) async fn record_of<T: DeserializeOwned>(
        &self,
        table: &'static str,
        id: &str,
        member: &MemberId,
    ) -> Result<Option<T>, Error> {
        self.record_if(table, id, |record| record["member"] == member.as_str()).await
    }

    async fn record_if<T: DeserializeOwned>(
        &self,
        table: &'static str,
        id: &str,
        is_wanted: impl FnOnce(&Value) -> bool,
    ) -> Result<Option<T>, Error> {
        let found = self.records(vec![(table, id.into())]).await?.pop().flatten();
        found.filter(is_wanted).map(|record| self.unsealed(record)).transpose()
    }
}

#[cfg(test)]
mod tests;
