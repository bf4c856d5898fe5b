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
type Found = Vec<Option<Value>>;

impl Question for Wanted {
    type Answer = Found;
    const LANES: usize = 2;
    const MOST: usize = 32;

    fn waiting(store: &Store) -> &Waiting<Self> {
        &store.waiting.records
    }

    async fn all(store: &Store, questions: &[Self]) -> Result<Vec<Found>, Error> {
        let wanted: Vec<_> = questions.iter().flat_map(|Self(ids)| ids).cloned().collect();
        let ids = wanted.len();
        let vars = Vars::default().ids("ids", wanted)?;
        let mut answer = store.raw("RETURN $ids.*.*", vars.all()).await?;
        let rows: Vec<Typed> = as_many(answer.take(0)?, ids)?;
        let mut rows = rows.into_iter().map(fields);
        let found = |Self(ids): &Self| rows.by_ref().take(ids.len()).collect::<Result<_, _>>();
        questions.iter().map(found).collect()
    }
}

/// What the engine yields for so many ids, one by one. Nobody is told what is another's.
pub(super) fn as_many<T>(found: Vec<T>, ids: usize) -> Result<Vec<T>, Error> {
    if found.len() == ids { Ok(found) } else { Err(Error::Count { ids, found: found.len() }) }
}

/// The fields of a record that is there; its id is its key.
fn fields(record: Typed) -> Result<Option<Value>, Error> {
    let Typed::Object(mut fields) = record else { return Ok(None) };
    if let Some(Typed::RecordId(id)) = fields.remove("id") {
        fields.insert("id", RecordIdKey::into_value(id.key));
    }
    Ok(Some(Value::from_value(Typed::Object(fields))?))
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
    pub(super) async fn own<T: DeserializeOwned>(
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
