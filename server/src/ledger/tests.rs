//! The ledger of a store in memory, and what is written behind it.

mod clinicians;

use app::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        audit::{Access, Kind},
    },
    store::{
        self, Store, audit,
        backup::{Line, bring_back},
        ledger,
    },
};
use jiff::{SignedDuration, Timestamp};

use super::{
    check::{self, Break},
    verify::verify,
    *,
};
use crate::{
    fixture::{self, Folder},
    support,
};

fn now() -> Timestamp {
    "2026-11-24T18:00:00Z".parse().expect("an instant")
}

fn appointment(id: &str, start: &str) -> Appointment {
    Appointment {
        id: id.into(),
        key: id.into(),
        ..fixture::appointment(&"office-visit".into(), start, "America/Los_Angeles")
    }
}

/// Two appointments of one member; the first was moved and the second cancelled.
async fn store() -> (Store, Appointment) {
    let store = Store::open("mem://", None).await.expect("a store");
    let first = appointment("a1", "2026-12-01T17:40:00Z");
    let second = appointment("a2", "2026-12-02T17:40:00Z");
    for one in [&first, &second] {
        support::decided::book(&store, one).await.expect("a booking");
    }
    let moved = Appointment {
        claims: vec![first.start.instant + SignedDuration::from_hours(24 * 7)],
        start: appointment("a1", "2026-12-08T17:40:00Z").start,
        ..first.clone()
    };
    support::decided::move_to(&store, &first, &moved, now()).await.expect("a move");
    store::appointment::cancel(&store, &second, &Actor::Plan, None, None, now()).await.expect("an answer");
    (store, moved)
}

/// Somebody writes into the database, past the program.
async fn behind(store: &Store, statement: &str) {
    bring_back(store, Line::Definition(statement)).await.expect("a statement");
}

async fn told(store: &Store) -> String {
    verify(store).await.expect("a report").to_string()
}

fn chain() -> String {
    ledger::chain(&fixture::member().id)
}

#[tokio::test]
async fn what_the_program_has_written_has_no_faults() {
    let (store, _) = store().await;
    let said = told(&store).await;
    assert_eq!(
        said,
        "ledger: 4 entries in 1 chains\nappointments: 2, with 1 claimed steps\naudit: 0 rows\n0 faults\n"
    );
}

#[tokio::test]
async fn each_thing_that_was_changed_behind_the_ledger_is_told() {
    let chain = chain();
    let cases = [
        (
            format!("UPDATE ledger:['{chain}', 2] SET text = string::replace(text, 'booked', 'moved')"),
            format!("fault: entry 2 in chain {chain} was changed"),
        ),
        (
            format!("DELETE ledger:['{chain}', 2]"),
            format!("fault: entry 2 in chain {chain} is gone"),
        ),
        (
            format!("DELETE ledger:['{chain}', 4]"),
            format!("fault: chain {chain} does not end where it should"),
        ),
        (
            "UPDATE appointment:a1 SET state = 'cancelled'".to_owned(),
            "fault: appointment a1 is not as the ledger says: booked or cancelled".to_owned(),
        ),
        ("DELETE appointment:a1".to_owned(), "fault: appointment a1 is gone".to_owned()),
        (
            "CREATE appointment CONTENT object::extend((SELECT * OMIT id FROM ONLY appointment:a2), {})".to_owned(),
            " is not in the ledger".to_owned(),
        ),
        (
            "CREATE appointment CONTENT object::extend((SELECT * OMIT id FROM ONLY appointment:a2), { member: 'm9' })"
                .to_owned(),
            "fault: appointments of members who are not in the ledger: 1".to_owned(),
        ),
        ("DELETE claim".to_owned(), "fault: appointment a1 does not hold its time".to_owned()),
        (
            "CREATE claim:['r9', '2026-12-01T17:40:00Z'] SET appointment = 'a2', start = '2026-12-01T17:40:00Z'"
                .to_owned(),
            "fault: claimed steps without a booked appointment: 1".to_owned(),
        ),
    ];
    for (statement, fault) in cases {
        let (store, _) = store().await;
        behind(&store, &statement).await;
        let said = told(&store).await;
        assert!(said.contains(&fault) && !said.ends_with("\n0 faults\n"), "{statement}: {said}");
    }
}

/// Three rows of the audit, of one member.
async fn accesses(store: &Store) -> Vec<Access> {
    let row = |hours| {
        let at = now() + SignedDuration::from_hours(hours);
        Access::read(at, Actor::Member, fixture::member().id, Kind::Details)
    };
    let rows = vec![row(0), row(1), row(2)];
    audit::write(store, &rows).await.expect("rows");
    rows
}

#[tokio::test]
async fn each_row_of_the_audit_that_was_changed_is_told() {
    let chain = audit::chain(Some(&fixture::member().id));
    let changed = format!("fault: entry 2 in chain {chain} was changed");
    let cases = [
        (
            format!("UPDATE audit:['{chain}', 2] SET text = string::replace(text, 'member', 'plan')"),
            &*changed,
        ),
        (format!("UPDATE audit:['{chain}', 2] SET who = 'plan'"), &*changed),
        (format!("UPDATE audit:['{chain}', 2] SET member = 'm9'"), &*changed),
        (format!("DELETE audit:['{chain}', 2]"), "is gone"),
        (format!("DELETE audit:['{chain}', 3]"), "does not end where it should"),
    ];
    for (statement, fault) in cases {
        let (store, _) = store().await;
        accesses(&store).await;
        assert!(told(&store).await.ends_with("\naudit: 3 rows\n0 faults\n"));
        behind(&store, "REMOVE EVENT append_only ON audit").await;
        behind(&store, &statement).await;
        let said = told(&store).await;
        assert!(said.contains(fault) && !said.ends_with("\n0 faults\n"), "{statement}: {said}");
    }
}

#[tokio::test]
async fn what_was_kept_long_enough_is_no_fault_and_the_file_knows_the_audits_ends() {
    let (store, _) = store().await;
    let rows = accesses(&store).await;
    let folder = Folder::new("ledger-audit");
    let heads = Heads::at(folder.file("db.ledger"));
    heads.keep(&store).await.expect("written");
    assert_eq!(heads.read().expect("ends").iter().filter(|head| head.is_of_audit()).count(), 1);
    audit::prune(&store, rows[2].at).await.expect("pruned");
    assert!(told(&store).await.ends_with("\naudit: 1 rows\n0 faults\n"));
    at_start(&store, &heads).await.expect("the end is there still");
    let chain = audit::chain(Some(&fixture::member().id));
    behind(&store, "REMOVE EVENT append_only ON audit").await;
    behind(&store, &format!("DELETE audit:['{chain}', 3]")).await;
    let gone = at_start(&store, &heads).await;
    assert!(matches!(gone, Err(Error::Break(Break::Changed { number: 3, .. }))), "{gone:?}");
}

#[tokio::test]
async fn a_member_who_is_in_two_places_at_once_is_told() {
    let (store, moved) = store().await;
    let late = appointment("a3", "2026-12-08T18:40:00Z");
    support::decided::book(&store, &late).await.expect("a booking");
    let at = serde_json::to_string(&moved.start).expect("a start");
    behind(&store, &format!("UPDATE appointment:a3 SET start = {at}")).await;
    let said = told(&store).await;
    assert!(said.contains("fault: appointments a") && said.contains("of one member overlap"), "{said}");
}

#[tokio::test]
async fn a_database_that_was_cut_short_or_changed_is_not_written_to() {
    let (store, _) = store().await;
    let folder = Folder::new("ledger");
    let heads = Heads::at(folder.file("db.ledger"));
    heads.keep(&store).await.expect("written");
    let once = heads.read().expect("ends");
    assert_eq!((once.len(), once[0].number), (1, 4));
    at_start(&store, &heads).await.expect("nothing has changed");

    let chain = chain();
    behind(&store, &format!("DELETE ledger:['{chain}', 4]")).await;
    let gone = at_start(&store, &heads).await;
    assert!(matches!(gone, Err(Error::Break(Break::Changed { number: 4, .. }))), "{gone:?}");
    behind(
        &store,
        &format!(
            "UPDATE type::record('ledger_head', '{chain}') SET number = 3, \
             seal = (SELECT VALUE seal FROM ONLY ledger:['{chain}', 3])"
        ),
    )
    .await;
    let short = at_start(&store, &heads).await;
    assert!(matches!(short, Err(Error::Break(Break::Short { has: 3, had: 4, .. }))), "{short:?}");
    assert_eq!(heads.read().expect("ends"), once, "the file still says what was there");

    check::accept(&store, &heads).await.expect("as it is");
    at_start(&store, &heads).await.expect("accepted");
}

#[tokio::test]
async fn what_is_booked_while_it_is_checked_is_no_fault() {
    let (store, _) = store().await;
    let busy = store.clone();
    let booking = tokio::spawn(async move {
        for n in 0..200 {
            let start = now() + SignedDuration::from_hours(24 * 30 + n);
            let one = appointment(&format!("b{n}"), &start.to_string());
            support::decided::book(&busy, &one).await.expect("a booking");
        }
    });
    while !booking.is_finished() {
        let said = told(&store).await;
        assert!(said.ends_with("\n0 faults\n"), "{said}");
    }
    booking.await.expect("bookings");
    assert!(told(&store).await.starts_with("ledger: 204 entries"));
}
