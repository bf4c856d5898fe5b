//! Which keys the database was sealed with: their names are in it, the keys are not.

use serde_json::json;

use super::{Resealed, seal_all};
use crate::store::{Error, Store};

/// The names of the keys with which fields of this database are sealed.
///
/// # Errors
/// Those of the engine.
pub async fn used(store: &Store) -> Result<Vec<String>, Error> {
    let names: Option<Vec<String>> =
        store.row("SELECT VALUE names FROM type::record('sealing', 'keys')", json!({})).await?;
    Ok(names.unwrap_or_default())
}

/// Makes the first key the only one that is needed; `None` where it was so. Whatever interrupts
/// it, all keys that are needed still are named.
///
/// # Errors
/// Those of [`seal_all`].
pub async fn settle(store: &Store) -> Result<Option<Resealed>, Error> {
    let Some(newest) = store.keys().and_then(|keys| keys.names().into_iter().next()) else { return Ok(None) };
    let mut names = used(store).await?;
    if names == [newest.as_str()] {
        return Ok(None);
    }
    if !names.contains(&newest) {
        names.push(newest.clone());
        note(store, &names).await?;
    }
    let done = seal_all(store).await?;
    note(store, &[newest]).await?;
    Ok(Some(done))
}

async fn note(store: &Store, names: &[String]) -> Result<(), Error> {
    let text = "UPSERT type::record('sealing', 'keys') SET names = $names RETURN NONE";
    store.transact(text, json!({ "names": names })).await.map(drop)
}
