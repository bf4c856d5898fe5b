//! The store keeps its promises on memory and on a real folder.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "support/decided.rs"]
mod decided;

use app::{
    domain::actor::Actor,
    store::{self, Decided, Store, appointment::Booked},
};
use decided::appointment;
use jiff::Timestamp;

const NINE: &str = "2026-12-01T17:00:00Z";
const TWENTY_PAST: &str = "2026-12-01T17:20:00Z";

async fn memory() -> Store {
    Store::open("mem://", None).await.unwrap()
}

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_members_at_one_time_exactly_one_gets_it() {
    let store = memory().await;
    let tasks = (0..50).map(|n| {
        let store = store.clone();
        tokio::spawn(async move {
            let one = appointment(&format!("m{n}"), "k", NINE, 40);
            decided::book(&store, &one).await.unwrap()
        })
    });
    let mut booked = 0;
    for task in tasks.collect::<Vec<_>>() {
        match task.await.unwrap() {
            Booked::New(_) => booked += 1,
            Booked::Taken => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(booked, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_were_decided_on_the_same_the_second_is_not_booked() {
    let store = memory().await;
    let mut first = appointment("m", "k1", NINE, 40);
    first.role = "role-2".into();
    let second = appointment("m", "k2", TWENTY_PAST, 20);
    let own = store::own::of_member(&store, &decided::allowed(&first.member)).await.unwrap();
    let decided = Decided { by: &Actor::Member, own: &own, reminders: &[] };
    let (one, two) = tokio::join!(
        store::appointment::book(&store, &first, decided),
        store::appointment::book(&store, &second, decided)
    );
    let kinds = [one.unwrap(), two.unwrap()];
    let new = kinds.iter().filter(|kind| matches!(kind, Booked::New(_))).count();
    let changed = kinds.iter().filter(|kind| matches!(kind, Booked::Changed)).count();
    assert_eq!((new, changed), (1, 1), "{kinds:?}");
}

#[tokio::test]
async fn the_same_form_books_once() {
    let store = memory().await;
    let first = appointment("m", "k", NINE, 20);
    assert!(matches!(decided::book(&store, &first).await.unwrap(), Booked::New(_)));
    let again = appointment("m", "k", NINE, 20);
    let Booked::Before(found) = decided::book(&store, &again).await.unwrap() else { panic!() };
    assert_eq!(*found, first);
    let by_key =
        store::appointment::find_by_key(&store, &decided::allowed(&first.member), &first.key).await.unwrap();
    assert_eq!(by_key, Some(first));
    let none =
        store::appointment::find_by_key(&store, &decided::allowed("m"), &"unknown".into()).await.unwrap();
    assert_eq!(none, None);
}

#[tokio::test]
async fn moving_frees_the_old_time_and_keeps_one_appointment() {
    let store = memory().await;
    let old = appointment("m", "k", NINE, 40);
    decided::book(&store, &old).await.unwrap();
    let mut moved = appointment("m", "k", TWENTY_PAST, 40);
    moved.id = old.id.clone();
    assert!(matches!(decided::move_to(&store, &old, &moved, now()).await.unwrap(), Booked::New(_)));
    let other = appointment("n", "k", NINE, 20);
    assert!(matches!(decided::book(&store, &other).await.unwrap(), Booked::New(_)));
    assert_eq!(
        store::appointment::of_member(&store, &decided::allowed(&old.member)).await.unwrap(),
        vec![moved.clone()]
    );
    let history = decided::history(&store, &old.id).await;
    assert_eq!(history.len(), 2);
    let claims = store::schedule::taken(&store, &"role-1".into(), now(), Timestamp::MAX).await.unwrap();
    assert_eq!(claims.len(), 3);
}

#[tokio::test]
async fn moving_to_a_taken_time_keeps_the_old_one() {
    let store = memory().await;
    let old = appointment("m", "k", NINE, 20);
    decided::book(&store, &old).await.unwrap();
    decided::book(&store, &appointment("n", "k", TWENTY_PAST, 20)).await.unwrap();
    let mut moved = appointment("m", "k", TWENTY_PAST, 20);
    moved.id = old.id.clone();
    assert!(matches!(decided::move_to(&store, &old, &moved, now()).await.unwrap(), Booked::Taken));
    assert_eq!(
        store::appointment::find(&store, &decided::allowed(&old.member), &old.id).await.unwrap(),
        Some(old)
    );
}

#[tokio::test]
async fn what_was_decided_before_something_else_has_changed_cancels_nothing() {
    let store = memory().await;
    let one = appointment("m", "k", NINE, 20);
    decided::book(&store, &one).await.unwrap();
    let own = async || store::own::of_member(&store, &decided::allowed("m")).await.unwrap();
    let before = own().await;
    decided::book(&store, &appointment("m", "other", TWENTY_PAST, 20)).await.unwrap();
    let cancel =
        async |own| store::appointment::cancel(&store, &one, &Actor::Member, None, Some(own), now()).await;
    assert!(cancel(&before).await.unwrap().is_none());
    assert!(cancel(&own().await).await.unwrap().is_some());
}

#[tokio::test]
async fn cancelling_frees_the_time_and_happens_once() {
    let store = memory().await;
    let one = appointment("m", "k", NINE, 40);
    decided::book(&store, &one).await.unwrap();
    assert!(
        store::appointment::cancel(&store, &one, &Actor::Member, None, None, now()).await.unwrap().is_some()
    );
    assert!(
        store::appointment::cancel(&store, &one, &Actor::Member, None, None, now()).await.unwrap().is_none()
    );
    let other = appointment("n", "k", NINE, 40);
    assert!(matches!(decided::book(&store, &other).await.unwrap(), Booked::New(_)));
}

#[tokio::test]
async fn another_members_appointment_does_not_exist() {
    let store = memory().await;
    let one = appointment("m", "k", NINE, 20);
    decided::book(&store, &one).await.unwrap();
    assert_eq!(store::appointment::find(&store, &decided::allowed("n"), &one.id).await.unwrap(), None);
}

#[tokio::test]
async fn what_was_booked_is_there_after_a_restart() {
    let folder = std::env::temp_dir().join(format!("bookwell-{}", uuid::Uuid::now_v7()));
    let url = format!("surrealkv://{}", folder.display());
    let one = appointment("m", "k", NINE, 20);
    let store = Store::open(&url, None).await.unwrap();
    decided::book(&store, &one).await.unwrap();
    drop(store);
    let store = reopened(&url).await;
    assert_eq!(
        store::appointment::find(&store, &decided::allowed(&one.member), &one.id).await.unwrap(),
        Some(one)
    );
    drop(store);
    std::fs::remove_dir_all(folder).unwrap();
}

/// The engine gives its folder back a moment after the last handle is gone.
async fn reopened(url: &str) -> Store {
    for _ in 0..100 {
        match Store::open(url, None).await {
            Ok(store) => return store,
            Err(store::Error::Locked) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            Err(error) => panic!("{error}"),
        }
    }
    panic!("the folder stays locked");
}

#[tokio::test]
async fn a_second_server_on_one_folder_is_told() {
    let folder = std::env::temp_dir().join(format!("bookwell-{}", uuid::Uuid::now_v7()));
    let url = format!("surrealkv://{}", folder.display());
    let _first = Store::open(&url, None).await.unwrap();
    let second = Store::open(&url, None).await;
    assert!(matches!(second, Err(store::Error::Locked)), "{:?}", second.err());
    std::fs::remove_dir_all(folder).unwrap();
}
