//! The mark that an import is under way: a directory of which half is new is not served.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Error, Store, content};

/// An import that has begun to write and has not ended: it runs, or was interrupted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// What is read: the paths as they were given, or a name.
    pub source: String,
    /// When it began.
    pub since: Timestamp,
}

/// Notes that an import begins to write.
///
/// # Errors
/// Those of the engine.
pub async fn begin(store: &Store, import: &Unfinished) -> Result<(), Error> {
    let vars = json!({ "content": content(import)? });
    store.transact("UPSERT import:directory CONTENT $content RETURN NONE", vars).await.map(drop)
}

/// Notes that the directory is whole again: running servers read it anew.
///
/// # Errors
/// Those of the engine.
pub async fn finish(store: &Store) -> Result<(), Error> {
    let text = "BEGIN; DELETE import:directory; \
        UPSERT revision:directory SET number += 1 RETURN NONE; COMMIT";
    store.transact(text, json!({})).await.map(drop)
}

/// The import that has begun and has not ended, if there is one.
///
/// # Errors
/// Those of the engine.
pub async fn unfinished(store: &Store) -> Result<Option<Unfinished>, Error> {
    store.row("SELECT source, since FROM import:directory", json!({})).await
}
