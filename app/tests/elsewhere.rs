//! Two portals on one database: what one of them books, keeps or frees is known to the other.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::cancel_appointment,
        hold::{keep_time, let_go_of_time},
    },
    domain::visit_type::VisitType,
    portal::Portal,
    store::{changes::Changes, directory::save_claims},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{Browser, NINE, another, at, journey::try_to_book, now, portal};

/// Two portals that know nothing of each other, and how far the second one has read the changes.
async fn two() -> (Portal, Portal, Changes) {
    let one = portal(2).await;
    let changes = Changes::follow(&one.store).await.unwrap();
    let other = another(&one, now).await;
    (one, other, changes)
}

/// Whether a portal's free times have nine o'clock.
fn offers(portal: &Portal) -> bool {
    let visit_type: &VisitType = portal.plan.visit_type(&"visit".into()).unwrap();
    let day = date(2026, 11, 30);
    let starts = portal.availability().ask(&"role".into(), visit_type, now(), |offer| offer.starts_on(day));
    starts.contains(&at(NINE))
}

#[tokio::test]
async fn what_one_portal_books_and_cancels_the_other_offers_no_more_and_again() {
    let (one, other, mut changes) = two().await;
    let mut member = Browser::of(&one, 0).await;
    let id = try_to_book(&mut member, ("role", "visit", NINE)).await.unwrap();
    assert!(!offers(&one) && offers(&other), "nobody has looked");
    other.note_changes(&mut changes).await.unwrap();
    assert!(!offers(&other));

    let mut heard = other.availability().changes();
    member.ask(cancel_appointment(id)).await.outcome.unwrap();
    other.note_changes(&mut changes).await.unwrap();
    assert!(offers(&other));
    let change = heard.try_recv().unwrap();
    assert_eq!((change.start, change.free), (at(NINE), true), "who wants an earlier time hears of it");
}

#[tokio::test]
async fn what_is_kept_at_one_portal_is_kept_at_the_other_until_it_ends() {
    let (one, other, mut changes) = two().await;
    let mut member = Browser::of(&one, 0).await;
    member.ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    other.note_changes(&mut changes).await.unwrap();
    assert!(!offers(&other));
    member.ask(let_go_of_time("role".into(), at(NINE))).await.outcome.unwrap();
    other.note_changes(&mut changes).await.unwrap();
    assert!(offers(&other));
    member.ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    other.note_changes(&mut changes).await.unwrap();
    one.end_holds(now() + SignedDuration::from_mins(10)).await.unwrap();
    other.note_changes(&mut changes).await.unwrap();
    assert!(offers(&other));
}

#[tokio::test]
async fn changes_are_read_once_and_of_many_commits_none_is_missed() {
    let (one, _, mut changes) = two().await;
    let mut expected = Vec::new();
    for n in 0..250 {
        let step: Timestamp = at(NINE) + SignedDuration::from_hours(n);
        save_claims(&one.store, &[("role".into(), vec![step])]).await.unwrap();
        expected.push(step);
    }
    let changed = changes.next(&one.store).await.unwrap().unwrap();
    assert_eq!(Vec::from_iter(changed[&"role".into()].iter().copied()), expected);
    for _ in 0..4 {
        assert!(changes.next(&one.store).await.unwrap().unwrap().is_empty());
    }
    let mut later = Changes::follow(&one.store).await.unwrap();
    assert!(later.next(&one.store).await.unwrap().unwrap().is_empty());
    later.noted(false);
    assert_eq!(later.next(&one.store).await.unwrap(), None, "what was not noted is to be read anew");
    later.noted(true);
    assert!(later.next(&one.store).await.unwrap().unwrap().is_empty());
}

#[tokio::test]
async fn a_database_of_one_process_keeps_no_changes() {
    let portal = portal(1).await;
    let mut member = Browser::of(&portal, 0).await;
    try_to_book(&mut member, ("role", "visit", NINE)).await.unwrap();
    let mut changes = Changes::follow(&portal.store).await.unwrap();
    assert!(changes.next(&portal.store).await.unwrap().unwrap().is_empty());
}
