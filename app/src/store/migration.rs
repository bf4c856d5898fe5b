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
    include_str!("schema/010_office.surql"),
    include_str!("schema/011_referrals_and_reminders.surql"),
    include_str!("schema/012_holds.surql"),
    include_str!("schema/013_earlier.surql"),
    include_str!("schema/014_network.surql"),
    include_str!("schema/015_grants.surql"),
    include_str!("schema/016_staff.surql"),
    include_str!("schema/017_sent.surql"),
    include_str!("schema/018_gatherings.surql"),
    include_str!("schema/019_sealing.surql"),
    include_str!("schema/020_members.surql"),
    include_str!("schema/021_sessions.surql"),
    include_str!("schema/022_devices_and_contacts.surql"),
    include_str!("schema/023_audit.surql"),
    include_str!("schema/024_letters_of_a_member.surql"),
    include_str!("schema/025_second_steps.surql"),
    include_str!("schema/026_passkeys.surql"),
    include_str!("schema/027_emergencies.surql"),
    include_str!("schema/028_guard.surql"),
    include_str!("schema/029_former_roles.surql"),
    include_str!("schema/030_closings.surql"),
    include_str!("schema/031_clinicians.surql"),
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
    use super::*;
    use crate::{
        domain::appointment::{Appointment, State, example},
        store::{content, ledger, verification::Snapshot},
    };

    /// A database as the program with so many steps has left it.
    async fn with_steps(count: usize) -> Result<Store, Error> {
        let store = Store::connect("mem://", None).await?;
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
        let [from, until] =
            ["2026-11-24T00:00:00Z", "2026-12-24T00:00:00Z"].map(|at| at.parse().expect("an instant"));
        crate::store::taken::each(&store, from..until, |_, steps| taken.push(steps)).await?;
        taken.iter_mut().for_each(|steps| steps.sort());
        let weeks = [&steps[..1], &steps[1..]].map(|week| -> Vec<jiff::Timestamp> {
            week.iter().map(|step| step.parse().expect("an instant")).collect()
        });
        assert_eq!(taken, weeks);
        Ok(())
    }

    /// An appointment that was moved once before there was a ledger, and one that was cancelled.
    async fn with_appointments() -> Result<Store, Error> {
        let store = with_steps(8).await?;
        let moved = example::appointment("2026-12-08T17:40:00Z", "America/Los_Angeles");
        let cancelled = Appointment { id: "b".into(), state: State::Cancelled, ..moved.clone() };
        let events = [("a", 1, "booked"), ("a", 2, "moved"), ("b", 1, "booked"), ("b", 2, "cancelled")];
        for one in [&moved, &cancelled] {
            let text = "CREATE type::record('appointment', $id) CONTENT $content";
            store.run(text, json!({ "id": one.id, "content": content(one)? })).await?;
        }
        for (id, number, kind) in events {
            let text = "CREATE type::record('appointment_event', [$id, $number]) CONTENT $event";
            let at = format!("2026-11-0{number}T12:00:00Z");
            let event = json!({ "kind": kind, "at": at, "start": moved.start, "number": number });
            store.run(text, json!({ "id": id, "number": number, "event": event })).await?;
        }
        Ok(store)
    }

    #[tokio::test]
    async fn what_has_happened_already_begins_the_ledger() -> Result<(), Error> {
        let store = with_appointments().await?;
        apply(&store).await?;
        let snapshot = Snapshot::take(&store).await?;
        let [head] = &snapshot.heads().await?[..] else { panic!("one member has one chain") };
        assert_eq!(head.chain, ledger::chain(&"m".into()));
        let links = snapshot.after(&head.chain, 0, 10).await?;
        assert_eq!((links.len(), links[3].number, &links[3].seal), (4, 4, &head.seal));
        let mut before = "";
        for link in &links {
            assert!(link.follows(before), "{link:?}");
            before = &link.seal;
        }
        for own in crate::store::own::read(&store, &"m".into()).await?.appointments {
            let entries = links.iter().map(|link| link.entry()).collect::<Result<Vec<_>, _>>()?;
            let last = entries.into_iter().rfind(|entry| entry.appointment == own.id).expect("an entry");
            assert_eq!(last.differs(&own), None, "{last:?}");
        }
        snapshot.end().await
    }

    #[tokio::test]
    async fn what_waits_in_the_outbox_still_does_and_old_visits_have_their_place_after_the_step()
    -> Result<(), Error> {
        let store = with_steps(8).await?;
        let before = "CREATE role:one SET location = 'office';
            CREATE appointment:one SET member = 'm', role = 'one'; CREATE appointment:two SET member = 'm', role = 'gone';
            CREATE outbox:one CONTENT { kind: 'code', member: 'm', at: '2026-11-24T12:00:00Z', sent: NULL, attempts: 1,
                not_before: '2026-11-24T12:30:00Z' };
            CREATE outbox:two CONTENT { kind: 'code', member: 'm', at: '2026-11-24T12:10:00Z', sent: NULL };
            CREATE outbox:three CONTENT { kind: 'code', member: 'm', at: '2026-11-24T12:00:00Z', sent: '2026-11-24T12:00:01Z' };";
        store.run(before, json!({})).await?;
        apply(&store).await?;
        let due = |at: &str| {
            let (store, at) = (store.clone(), at.parse().expect("an instant"));
            async move { crate::store::outbox::due(&store, at, 10).await }
        };
        let ids = |letters: Vec<crate::store::outbox::Record>| -> Vec<_> {
            letters.into_iter().map(|letter| letter.id).collect()
        };
        assert_eq!(ids(due("2026-11-24T12:10:00Z").await?), ["two"]);
        assert_eq!(ids(due("2026-11-24T12:30:00Z").await?), ["two", "one"]);
        let places: Vec<Option<String>> =
            store.rows("SELECT VALUE location FROM appointment ORDER BY id", json!({})).await?;
        assert_eq!(places, [Some("office".to_owned()), None]);
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
