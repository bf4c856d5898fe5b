//! The directory in the store: written once, read whole, and what is gone is gone.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "support/decided.rs"]
mod decided;

use app::{
    domain::{
        actor::Actor,
        directory::{Location, NetworkStatus, Role},
        hours::Weekly,
        referral::{Referral, ReferredTo},
        schedule::{Exception, Schedule, Session},
    },
    store::{self, Outcome, Saved, Store, directory::Kind, import::Unfinished},
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Time, date, time},
};

async fn memory() -> Store {
    Store::open("mem://", None).await.unwrap()
}

fn location(id: &str) -> Location {
    Location {
        id: id.into(),
        name: "Lakeview Medical Office".into(),
        line: "100 Lakeview Way".into(),
        city: "Seattle".into(),
        state: "WA".into(),
        zip: "98101".into(),
        position: Some((47.0, -122.25)),
        phone: None,
        time_zone: "America/Los_Angeles".into(),
        hours: Some(Weekly::weekdays(time(8, 0, 0, 0), Time::MAX)),
        plan_office: true,
        accessibility: vec!["ADA compliant".into()],
        organization: Some("plan".into()),
        accepting: None,
    }
}

fn role(id: &str) -> Role {
    Role {
        id: id.into(),
        clinician: "c".into(),
        location: "l".into(),
        specialty: None,
        specialty_display: "Family Medicine".into(),
        network: NetworkStatus::Plan,
        accepting: true,
        visit_types: vec!["visit".into()],
        phone: None,
    }
}

fn schedule(role: &str) -> Schedule {
    let session =
        Session { weekday: 1, start: time(8, 0, 0, 0), end: time(12, 0, 0, 0), visit_types: Vec::new() };
    Schedule {
        role: role.into(),
        valid_from: date(2020, 1, 1),
        slot_minutes: 20,
        sessions: vec![session],
        exceptions: vec![Exception::Closed { date: date(2026, 12, 24) }],
    }
}

#[tokio::test]
async fn what_is_the_same_is_not_written_again() {
    let store = memory().await;
    let (one, two) = (location("l1"), location("l2"));
    let first = store::directory::save(&store, &[one.clone(), two.clone()]).await.unwrap();
    assert_eq!(first, [Outcome::New; 2]);
    let moved = Location { line: "200 Lakeview Way".into(), ..two };
    let second = store::directory::save(&store, &[one.clone(), moved.clone()]).await.unwrap();
    assert_eq!(second, [Outcome::Unchanged, Outcome::Changed]);
    assert_eq!(store::directory::locations(&store).await.unwrap(), [one, moved]);
}

#[tokio::test]
async fn everything_that_was_written_is_read() {
    let store = memory().await;
    assert!(store::directory::is_empty(&store).await.unwrap());
    store::directory::save(&store, &[role("r")]).await.unwrap();
    store::directory::save(&store, &[schedule("r")]).await.unwrap();
    let again = store::directory::save(&store, &[schedule("r")]).await.unwrap();
    assert_eq!(again, [Outcome::Unchanged]);
    let everything = store::directory::all(&store).await.unwrap();
    assert_eq!((everything.roles, everything.schedules), (vec![role("r")], vec![schedule("r")]));
    assert!(!store::directory::is_empty(&store).await.unwrap());
}

#[tokio::test]
async fn an_id_of_whatever_look_is_found_again() {
    let store = memory().await;
    let ids = ["1230081110", "007", "a.b-c_d", "018f6f2e-8c4b-7cc0-a1b2-0123456789ab", "r~l1", "none", "1e5"];
    let (some, all) = (&ids.map(location)[..3], ids.map(location));
    assert_eq!(store::directory::save(&store, some).await.unwrap(), [Outcome::New; 3]);
    let second: Saved = store::directory::save(&store, &all).await.unwrap().into_iter().collect();
    assert_eq!(second, Saved { new: 4, unchanged: 3, changed: 0 });
    let third = store::directory::save(&store, &all).await.unwrap();
    assert_eq!(third, [Outcome::Unchanged; 7]);
    let mut found = store::directory::ids(&store, Kind::Location).await.unwrap();
    found.sort_unstable();
    let mut expected = ids;
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn a_role_that_is_gone_takes_its_schedule_along() {
    let store = memory().await;
    let ids = ["r", "r~l1", "r2"];
    store::directory::save(&store, &ids.map(role)).await.unwrap();
    store::directory::save(&store, &ids.map(schedule)).await.unwrap();
    let gone = ["r", "r~l1", "never-there"].map(str::to_owned);
    store::directory::remove(&store, Kind::Role, &gone).await.unwrap();
    let everything = store::directory::all(&store).await.unwrap();
    assert_eq!((everything.roles, everything.schedules), (vec![role("r2")], vec![schedule("r2")]));
}

#[tokio::test]
async fn an_import_is_unfinished_until_it_has_ended() {
    let store = memory().await;
    let since: Timestamp = "2026-12-01T17:00:00Z".parse().unwrap();
    let import = Unfinished { source: "exports/december".into(), since };
    assert_eq!(store::import::unfinished(&store).await.unwrap(), None);
    store::import::begin(&store, &import).await.unwrap();
    store::import::begin(&store, &import).await.unwrap();
    assert_eq!(store::import::unfinished(&store).await.unwrap(), Some(import));
    store::import::finish(&store).await.unwrap();
    assert_eq!(store::import::unfinished(&store).await.unwrap(), None);
}

#[tokio::test]
async fn what_another_system_booked_is_taken_and_stays_so() {
    let store = memory().await;
    let nine: Timestamp = "2026-12-01T17:00:00Z".parse().unwrap();
    let ten = nine + SignedDuration::from_hours(1);
    for _ in 0..2 {
        store::directory::save_claims(&store, &[("r".into(), vec![nine, ten])]).await.unwrap();
    }
    let taken = store::schedule::taken(&store, &"r".into(), nine, Timestamp::MAX).await.unwrap();
    assert_eq!(taken.into_iter().map(|step| step.start).collect::<Vec<_>>(), [nine, ten]);
}

#[tokio::test]
async fn a_member_sees_their_own_referrals() {
    let store = memory().await;
    let referral = |id: &str, member: &str| Referral {
        id: id.into(),
        member: member.into(),
        to: ReferredTo::Specialty("cardiology".into()),
        valid_from: date(2026, 11, 1),
        valid_until: date(2027, 1, 31),
        visits: None,
        used: 0,
    };
    let (own, other) = (referral("1", "m"), referral("2", "n"));
    store::referral::save_all(&store.by(Actor::Plan, Timestamp::UNIX_EPOCH), &[own.clone(), other])
        .await
        .unwrap();
    assert_eq!(store::referral::of_member(&store, &decided::allowed("m")).await.unwrap(), [own]);
}
