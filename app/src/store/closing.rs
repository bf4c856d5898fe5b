//! Days that were closed because a clinician is away, while it is looked again who is booked in them.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Error, Store, content};
use crate::domain::absence::Closing;

/// Keeps it until nobody books in the days any more.
///
/// # Errors
/// Those of the engine.
pub async fn save(store: &Store, closing: &Closing) -> Result<(), Error> {
    let mut content = content(closing)?;
    content["due"] = json!(closing.next_look(closing.at));
    let text = "UPSERT type::record('closing', $id) CONTENT $content RETURN NONE";
    store.transact(text, json!({ "id": id(closing), "content": content })).await.map(drop)
}

/// Takes those in whose days it is to be looked again at `now`. Until they are due once more no other
/// process does.
///
/// # Errors
/// Those of the engine.
pub async fn due(store: &Store, now: Timestamp) -> Result<Vec<Closing>, Error> {
    let text = "SELECT * OMIT id FROM closing WHERE due <= $now";
    let mut taken = Vec::new();
    for closing in store.rows(text, json!({ "now": now })).await? {
        if take(store, &closing, now).await? {
            taken.push(closing);
        }
    }
    Ok(taken)
}

/// Whether no other process was quicker.
async fn take(store: &Store, closing: &Closing, now: Timestamp) -> Result<bool, Error> {
    let text = "UPDATE type::record('closing', $id) SET due = $next WHERE due <= $now RETURN VALUE due";
    let vars = json!({ "id": id(closing), "next": closing.next_look(now), "now": now });
    let taken: Vec<Value> = store.transact(text, vars).await?.take(0)?;
    Ok(!taken.is_empty())
}

/// Forgets it, unless the days were closed anew.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Store, closing: &Closing) -> Result<(), Error> {
    let text = "DELETE type::record('closing', $id) WHERE at = $at RETURN NONE";
    store.transact(text, json!({ "id": id(closing), "at": closing.at })).await.map(drop)
}

fn id(Closing { role, first, last, .. }: &Closing) -> Value {
    json!([role, first, last])
}
