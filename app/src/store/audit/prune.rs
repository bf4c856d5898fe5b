//! What was kept long enough goes.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;

use super::super::{Error, Store, ledger::Head};

/// Rows of a chain that are looked at together.
const PAGE: usize = 1_000;

/// Takes out what was written before `before`: from the beginning of each chain, and never its end,
/// so that the rest is still known to be whole. Says how many rows that were.
///
/// # Errors
/// Those of the engine.
pub async fn prune(store: &Store, before: Timestamp) -> Result<usize, Error> {
    let text = "SELECT number, seal, record::id(id) AS chain FROM audit_head";
    let heads: Vec<Head> = store.rows(text, json!({})).await?;
    let mut gone = 0;
    for head in heads {
        loop {
            let old = oldest(store, &head, before).await?;
            let Some(last) = old.last() else { break };
            store.transact(include_str!("../audit_prune.surql"), json!(last)).await?;
            gone += old.len();
        }
    }
    Ok(gone)
}

/// The first rows of a chain, as far as they were written before `before` and are not its end.
async fn oldest(store: &Store, head: &Head, before: Timestamp) -> Result<Vec<Head>, Error> {
    #[derive(Deserialize)]
    struct Old {
        #[serde(flatten)]
        head: Head,
        at: i64,
    }
    let text = format!(
        "SELECT record::id(id)[0] AS chain, record::id(id)[1] AS number, seal, at \
         FROM audit:[$chain, NONE]..[$chain, $number] LIMIT {PAGE}"
    );
    let first: Vec<Old> = store.rows(&text, json!({ "chain": head.chain, "number": head.number })).await?;
    let before = before.as_microsecond();
    Ok(first.into_iter().take_while(|old| old.at < before).map(|old| old.head).collect())
}
