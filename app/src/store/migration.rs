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
    include_str!("schema/008_taken.surql"),
    include_str!("schema/009_ledger.surql"),
    include_str!("schema/012_office.surql"),
];

/// The number of the newest step that this program knows.
pub(super) fn newest() -> u32 {
    STEPS.len() as u32
}

/// The number of the last step that the database has.
pub(super) async fn found(store: &Store) -> Result<u32, Error> {
    let text = "SELECT VALUE number FROM migration ORDER BY number DESC LIMIT 1";
    Ok(store.row(text, json!({})).await?.unwrap_or(0))
}

/// Applies the steps that the database does not have yet.
pub(super) async fn apply(store: &Store) -> Result<(), Error> {
    apply_all(store, STEPS).await
}

async fn apply_all(store: &Store, steps: &[&str]) -> Result<(), Error> {
    store.run("DEFINE TABLE IF NOT EXISTS migration SCHEMALESS", json!({})).await?;
    let (found, known) = (found(store).await?, steps.len() as u32);
    if found > known {
        return Err(Error::Newer { found, known });
    }
    for (number, step) in (1_u32..).zip(steps).skip(found as usize) {
        let text =
            format!("BEGIN; {step} CREATE type::record('migration', $number) SET number = $number; COMMIT;");
        store.run(&text, json!({ "number": number })).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use surrealdb::engine::any;

    use super::*;

    /// A database as the program with so many steps has left it.
    async fn with_steps(count: usize) -> Result<Store, Error> {
        let db = any::connect("mem://").await?;
        db.use_ns("bookwell").use_db("portal").await?;
        let store = Store { db: Arc::new(db), noted: Arc::default() };
        apply_all(&store, &STEPS[..count]).await?;
        Ok(store)
    }

    #[tokio::test]
    async fn what_is_claimed_already_is_taken_after_the_step() -> Result<(), Error> {
        let store = with_steps(7).await?;
        let steps = ["2026-11-29T23:40:00Z", "2026-11-30T00:00:00Z", "2026-11-30T00:20:00Z"];
        for start in steps {
            let text = "CREATE type::record('claim', ['r', $start]) SET role = 'r', start = $start";
            store.run(text, json!({ "start": start })).await?;
        }
        apply(&store).await?;
        let mut taken = Vec::new();
        let from = "2026-11-24T00:00:00Z".parse().expect("an instant");
        crate::store::taken::each(&store, from, |_, steps| taken.push(steps)).await?;
        taken.iter_mut().for_each(|steps| steps.sort());
        let weeks = [&steps[..1], &steps[1..]].map(|week| -> Vec<jiff::Timestamp> {
            week.iter().map(|step| step.parse().expect("an instant")).collect()
        });
        assert_eq!(taken, weeks);
        Ok(())
    }

    #[tokio::test]
    async fn a_database_of_a_newer_program_is_left_alone() -> Result<(), Error> {
        let store = with_steps(STEPS.len()).await?;
        let found = apply_all(&store, &STEPS[..STEPS.len() - 1]).await;
        assert!(matches!(found, Err(Error::Newer { .. })), "{found:?}");
        Ok(())
    }
}
