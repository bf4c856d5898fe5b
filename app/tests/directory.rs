//! The directory in the store: written once, read whole, and what is gone is gone.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use app::{
    domain::{
        directory::{Location, NetworkStatus, Role, Service},
        hours::Weekly,
        referral::Referral,
        schedule::{Exception, Schedule, Session},
    },
    store::{self, Outcome, Saved, Store, directory::Kind},
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
    let first = store::directory::save_locations(&store, &[one.clone(), two.clone()]).await.unwrap();
    assert_eq!(first, Saved { new: 2, ..Saved::default() });
    let moved = Location { line: "200 Lakeview Way".into(), ..two };
    let second = store::directory::save_locations(&store, &[one.clone(), moved.clone()]).await.unwrap();
    assert_eq!(second, Saved { unchanged: 1, changed: 1, new: 0 });
    let found = store::directory::locations(&store, &["l2".into(), "l1".into(), "l3".into()]).await.unwrap();
    assert_eq!(found, [moved, one]);
}

#[tokio::test]
async fn everything_that_was_written_is_read() {
    let store = memory().await;
    assert!(store::directory::is_empty(&store).await.unwrap());
    store::directory::save_roles(&store, &[role("r")]).await.unwrap();
    store::directory::save_schedules(&store, &[schedule("r")]).await.unwrap();
    let again = store::directory::save_schedules(&store, &[schedule("r")]).await.unwrap();
    assert_eq!(again, [Outcome::Unchanged]);
    let everything = store::directory::all(&store).await.unwrap();
    assert_eq!((everything.roles, everything.schedules), (vec![role("r")], vec![schedule("r")]));
    assert!(!store::directory::is_empty(&store).await.unwrap());
}

#[tokio::test]
async fn a_role_that_is_gone_takes_its_parts_and_schedules_along() {
    let store = memory().await;
    let ids = ["r", "r~l1", "r~l2", "r2"];
    store::directory::save_roles(&store, &ids.map(role)).await.unwrap();
    store::directory::save_schedules(&store, &ids.map(schedule)).await.unwrap();
    let gone = store::directory::remove_roles(&store, &["r".into()], &["r~l2".into()]).await.unwrap();
    let everything = store::directory::all(&store).await.unwrap();
    let left: Vec<_> = everything.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!((gone, left), (2, vec!["r2", "r~l2"]));
    assert_eq!(everything.schedules.len(), 2);
}

#[tokio::test]
async fn a_role_with_one_place_again_has_no_parts() {
    let store = memory().await;
    store::directory::save_roles(&store, &["r", "r~l2", "s~l1", "s~l2"].map(role)).await.unwrap();
    assert_eq!(store::directory::remove_parts(&store).await.unwrap(), 1);
    let everything = store::directory::all(&store).await.unwrap();
    let left: Vec<_> = everything.roles.iter().map(|role| role.id.as_str()).collect();
    assert_eq!(left, ["r", "s~l1", "s~l2"]);
}

#[tokio::test]
async fn what_a_reference_leads_to_is_there_or_missing() {
    let store = memory().await;
    store::directory::save_locations(&store, &[location("l")]).await.unwrap();
    let missing = store::directory::missing(&store, Kind::Location, &["l", "m"]).await.unwrap();
    assert_eq!(missing.into_iter().collect::<Vec<_>>(), ["m"]);
    assert_eq!(store::directory::remove(&store, Kind::Location, &["l", "m"]).await.unwrap(), 1);
}

#[tokio::test]
async fn services_are_found_by_where_they_are_offered() {
    let store = memory().await;
    let service = |id: &str, location: &str| Service {
        id: id.into(),
        name: "Eye care".into(),
        organization: None,
        locations: vec!["everywhere".into(), location.into()],
        accepting: Some(true),
        hours: None,
    };
    let (one, two) = (service("s1", "l1"), service("s2", "l2"));
    store::directory::save_services(&store, &[one.clone(), two]).await.unwrap();
    let found = store::directory::services_at(&store, &["l1".into(), "l9".into()]).await.unwrap();
    assert_eq!(found, [one]);
}

#[tokio::test]
async fn what_another_system_booked_is_taken_and_stays_so() {
    let store = memory().await;
    let nine: Timestamp = "2026-12-01T17:00:00Z".parse().unwrap();
    let ten = nine + SignedDuration::from_hours(1);
    for _ in 0..2 {
        store::directory::save_claims(&store, &[("r".into(), vec![nine, ten])]).await.unwrap();
    }
    let claims = store::appointment::claims_of(&store, &"r".into(), nine).await.unwrap();
    assert_eq!(claims, [nine, ten].into());
}

#[tokio::test]
async fn a_member_sees_their_own_referrals() {
    let store = memory().await;
    let referral = |id: &str, member: &str| Referral {
        id: id.into(),
        member: member.into(),
        specialty: "cardiology".into(),
        valid_from: date(2026, 11, 1),
        valid_until: date(2027, 1, 31),
    };
    let (own, other) = (referral("1", "m"), referral("2", "n"));
    store::referral::save_all(&store, &[own.clone(), other]).await.unwrap();
    assert_eq!(store::referral::of_member(&store, &"m".into()).await.unwrap(), [own]);
}
