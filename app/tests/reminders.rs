//! Reminders wait in the outbox from the booking on; a move replaces them, and after a
//! cancellation there are none.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::appointment::{cancel_appointment, move_appointment},
    portal::Portal,
    search::places::Places,
    store::{
        Store,
        outbox::{self, Kind, Record},
    },
};
use jiff::Timestamp;
use support::{
    Browser, NINE, at,
    journey::{Wish, try_to_book},
    now, plan, portal, signer,
};

const AT_NINE: Wish = ("role", "visit", NINE);
const THREE_DAYS_BEFORE: &str = "2026-11-27T17:00:00Z";
const A_DAY_BEFORE: &str = "2026-11-29T17:00:00Z";

/// The portal of a plan that reminds three days and one day before.
async fn reminding() -> Portal {
    let mut plan = plan();
    plan.reminder_hours = vec![72, 24];
    let store = portal(1).await.store;
    Portal::open(store, plan, Places::default(), signer(), false, now).await.unwrap()
}

/// What is to be sent at that moment; it is noted as sent.
async fn sent_at(store: &Store, moment: Timestamp) -> Vec<Record> {
    let letters = outbox::due(store, moment, 100).await.unwrap();
    for letter in &letters {
        outbox::sent(store, &[&letter.id], moment).await.unwrap();
    }
    letters
}

fn kinds(letters: &[Record]) -> Vec<Kind> {
    letters.iter().map(|letter| letter.kind).collect()
}

#[tokio::test]
async fn a_booking_is_reminded_of_at_its_hours_and_once_each() {
    let portal = reminding().await;
    try_to_book(&mut Browser::of(&portal, 0).await, AT_NINE).await.unwrap();
    assert_eq!(kinds(&sent_at(&portal.store, now()).await), [Kind::Booked]);
    assert!(sent_at(&portal.store, at("2026-11-27T16:59:59Z")).await.is_empty());
    for moment in [THREE_DAYS_BEFORE, A_DAY_BEFORE] {
        let letters = sent_at(&portal.store, at(moment)).await;
        assert_eq!((kinds(&letters), letters[0].at), (vec![Kind::Reminder], at(moment)));
        assert_eq!(letters[0].start.as_ref().map(|start| start.instant), Some(at(NINE)));
    }
    assert!(sent_at(&portal.store, at(NINE)).await.is_empty());
}

#[tokio::test]
async fn who_books_shortly_before_is_not_reminded_right_after() {
    let portal = reminding().await;
    try_to_book(&mut Browser::of(&portal, 0).await, ("role", "visit", "2026-11-25T16:00:00Z")).await.unwrap();
    assert_eq!(kinds(&sent_at(&portal.store, now()).await), [Kind::Booked]);
    let day_before = sent_at(&portal.store, at("2026-11-24T16:00:00Z")).await;
    assert_eq!(kinds(&day_before), [Kind::Reminder]);
    let mut later = portal.clone();
    later.clock = || at("2026-11-24T15:00:00Z");
    let mut later = Browser::of(&later, 0).await;
    try_to_book(&mut later, ("role", "visit", "2026-11-25T16:40:00Z")).await.unwrap();
    assert_eq!(kinds(&sent_at(&portal.store, at("2026-11-25T16:40:00Z")).await), [Kind::Booked]);
}

#[tokio::test]
async fn a_move_replaces_them() {
    let portal = reminding().await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, AT_NINE).await.unwrap();
    let before = sent_at(&portal.store, at(THREE_DAYS_BEFORE)).await;
    assert_eq!(kinds(&before), [Kind::Booked, Kind::Reminder]);
    let thursday = at("2026-12-03T18:00:00Z");
    browser.ask(move_appointment(id, Some(thursday))).await.outcome.unwrap();
    assert_eq!(kinds(&sent_at(&portal.store, at(NINE)).await), [Kind::Moved]);
    let after = sent_at(&portal.store, thursday).await;
    assert_eq!(kinds(&after), [Kind::Reminder, Kind::Reminder]);
    assert_eq!(
        after.iter().map(|it| it.at).collect::<Vec<_>>(),
        [at("2026-11-30T18:00:00Z"), at("2026-12-02T18:00:00Z")]
    );
    assert!(after.iter().all(|it| it.start.as_ref().is_some_and(|start| start.instant == thursday)));
    assert!(after.iter().all(|it| it.id != before[1].id), "a letter of its own");
}

#[tokio::test]
async fn after_a_cancellation_there_are_none() {
    let portal = reminding().await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, AT_NINE).await.unwrap();
    let other = try_to_book(&mut browser, ("role", "visit", "2026-11-30T18:00:00Z")).await.unwrap();
    browser.ask(cancel_appointment(id)).await.outcome.unwrap();
    let letters = sent_at(&portal.store, at(NINE)).await;
    let mut reminded = letters.iter().filter(|letter| letter.kind == Kind::Reminder);
    assert!(reminded.clone().count() == 2 && reminded.all(|it| it.appointment.as_ref() == Some(&other)));
    assert_eq!(letters.iter().filter(|letter| letter.kind == Kind::Cancelled).count(), 1);
}
