//! A letter is sent at least once, and not by two at a time.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use app::{
    domain::id::MemberId,
    store::{Store, outbox},
};
use jiff::{SignedDuration, Timestamp};

async fn memory() -> Store {
    Store::open("mem://", None).await.unwrap()
}

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

async fn one_code(store: &Store) -> outbox::Record {
    outbox::write_code(store, &MemberId::from("m"), "482913", now()).await.unwrap();
    outbox::due(store, now(), 10).await.unwrap().remove(0)
}

#[tokio::test]
async fn a_letter_is_taken_by_one_and_due_again_when_it_says_nothing() {
    let store = memory().await;
    let first = one_code(&store).await;
    assert_eq!((first.code.as_deref(), first.attempts), (Some("482913"), 1));
    assert!(outbox::due(&store, later(1), 10).await.unwrap().is_empty());
    let again = outbox::due(&store, later(3), 10).await.unwrap();
    assert_eq!((again[0].id == first.id, again[0].attempts), (true, 2));
}

#[tokio::test]
async fn a_sent_letter_is_never_due_again() {
    let store = memory().await;
    let letter = one_code(&store).await;
    outbox::sent(&store, &[&letter.id], now()).await.unwrap();
    assert!(outbox::due(&store, later(60), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_failed_letter_waits_for_its_time() {
    let store = memory().await;
    let letter = one_code(&store).await;
    outbox::failed(&store, &letter.id, later(30)).await.unwrap();
    assert!(outbox::due(&store, later(29), 10).await.unwrap().is_empty());
    assert_eq!(outbox::due(&store, later(30), 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_letter_that_was_given_up_is_never_due_again() {
    let store = memory().await;
    let letter = one_code(&store).await;
    outbox::give_up(&store, &letter.id).await.unwrap();
    assert!(outbox::due(&store, later(600), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_oldest_are_first_and_no_more_than_asked_for() {
    let store = memory().await;
    for minute in [3, 1, 2] {
        let code = minute.to_string();
        outbox::write_code(&store, &MemberId::from("m"), &code, later(minute)).await.unwrap();
    }
    let letters = outbox::due(&store, later(5), 2).await.unwrap();
    let codes: Vec<_> = letters.iter().filter_map(|letter| letter.code.as_deref()).collect();
    assert_eq!(codes, ["1", "2"]);
}
