//! The schema as numbered steps, each applied once, in order, in a transaction of its own.

use serde_json::json;

use super::{Error, Store};

/// A step: its place in the list is its number, counted from 1.
const STEPS: &[&str] = &[
    include_str!("schema/001_portal.surql"),
    include_str!("schema/002_directory.surql"),
    include_str!("schema/003_services_and_referrals.surql"),
    include_str!("schema/004_outbox.surql"),
    include_str!("schema/005_drafts.surql"),
    include_str!("schema/006_amendments.surql"),
    include_str!("schema/007_import.surql"),
];

/// Applies the steps that the database does not have yet.
pub(super) async fn apply(store: &Store) -> Result<(), Error> {
    store.run("DEFINE TABLE IF NOT EXISTS migration SCHEMALESS", json!({})).await?;
    let found: Option<u32> =
        store.row("SELECT VALUE number FROM migration ORDER BY number DESC LIMIT 1", json!({})).await?;
    let (found, known) = (found.unwrap_or(0), STEPS.len() as u32);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    for (number, step) in (1_u32..).zip(STEPS).skip(found as usize) {
        let text =
            format!("BEGIN; {step} CREATE type::record('migration', $number) SET number = $number; COMMIT;");
        store.run(&text, json!({ "number": number })).await?;
    }
    Ok(())
}
