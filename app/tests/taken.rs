//! What is taken by week is what is claimed, whatever happens to appointments.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "support/decided.rs"]
mod decided;

use std::collections::BTreeMap;

use app::{
    domain::{
        actor::Actor,
        appointment::{Appointment, State},
        id::{AppointmentId, RoleId},
        slot::Claims,
        time::LocalTime,
        visit_type::Modality,
    },
    store::{self, Store, appointment::Booked},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

const ROLES: [&str; 2] = ["role-1", "role-2"];

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

/// Step number `n` from Saturday evening on: a week ends soon after the first.
fn step(n: i64) -> Timestamp {
    "2026-11-28T22:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(20 * n)
}

/// An appointment of a member of its own that takes some steps.
fn appointment(n: usize, role: &str, first: i64, steps: i64) -> Appointment {
    Appointment {
        id: AppointmentId(uuid::Uuid::now_v7().to_string()),
        member: format!("m{n}").as_str().into(),
        role: role.into(),
        location: Some("office".into()),
        visit_type: "visit".into(),
        referral: None,
        modality: Modality::InPerson,
        start: LocalTime::at(step(first), &TimeZone::UTC),
        minutes: (20 * steps) as u16,
        claims: (first..first + steps).map(step).collect(),
        state: State::Booked,
        copay_cents: 2000,
        reason: String::new(),
        contact: "206-555-0100".into(),
        key: format!("k{n}").as_str().into(),
        booked_at: now(),
        cancelled_at: None,
        attendance: None,
        proxy: None,
        tender: None,
    }
}

/// The appointment at another time.
fn moved(old: &Appointment, first: i64) -> Appointment {
    let other = appointment(0, "", first, old.claims.len() as i64);
    Appointment { start: other.start, claims: other.claims, ..old.clone() }
}

async fn taken(store: &Store) -> BTreeMap<RoleId, Claims> {
    let mut taken: BTreeMap<_, Claims> = BTreeMap::new();
    let year = now()..now() + SignedDuration::from_hours(24 * 365);
    store::taken::each(store, year, |role, steps| {
        for step in steps {
            assert!(taken.entry(role.clone()).or_default().insert(step), "{step} is there twice");
        }
    })
    .await
    .unwrap();
    taken
}

async fn claims(store: &Store) -> BTreeMap<RoleId, Claims> {
    let mut claims = BTreeMap::new();
    for role in ROLES.map(RoleId::from) {
        let taken = store::schedule::taken(store, &role, now(), Timestamp::MAX).await.unwrap();
        claims.insert(role, taken.into_iter().map(|step| step.start).collect());
    }
    claims.retain(|_, claims: &mut Claims| !claims.is_empty());
    claims
}

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as i64 % n
    }
}

/// Books, moves, cancels and imports by chance; some of it is refused.
async fn live(store: &Store, dice: &mut Dice) {
    let mut open: Vec<Appointment> = Vec::new();
    for n in 0..60 {
        let first = dice.below(400);
        let role = ROLES[dice.below(2) as usize];
        match dice.below(6) {
            0..=2 => {
                let new = appointment(n, role, first, 1 + dice.below(3));
                if let Booked::New(_) = decided::book(store, &new).await.unwrap() {
                    open.push(new);
                }
            }
            3 => {
                let Some(old) = open.pop() else { continue };
                let moved = moved(&old, first);
                let done = decided::move_to(store, &old, &moved, now()).await.unwrap();
                open.insert(0, if let Booked::New(_) = done { moved } else { old });
            }
            4 => {
                let Some(old) = open.pop() else { continue };
                assert!(
                    store::appointment::cancel(store, &old, &Actor::Member, None, None, now())
                        .await
                        .unwrap()
                        .is_some()
                );
            }
            _ => {
                let steps = (first..first + 4).map(step).collect();
                store::directory::save_claims(store, &[(role.into(), steps)]).await.unwrap();
            }
        }
        assert_eq!(taken(store).await, claims(store).await, "after {n}");
    }
}

#[tokio::test]
async fn in_memory_it_is_what_is_claimed_after_anything() {
    for seed in 1..4 {
        let store = Store::open("mem://", None).await.unwrap();
        live(&store, &mut Dice(seed)).await;
    }
}

#[tokio::test]
async fn in_a_folder_it_is_what_is_claimed_after_anything() {
    let folder = std::env::temp_dir().join(format!("bookwell-{}", uuid::Uuid::now_v7()));
    let store = Store::open(&format!("surrealkv://{}", folder.display()), None).await.unwrap();
    live(&store, &mut Dice(7)).await;
    drop(store);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn the_claims_of_appointments_stay_when_a_role_goes() {
    let store = Store::open("mem://", None).await.unwrap();
    let one = appointment(1, "role-1", 0, 2);
    decided::book(&store, &one).await.unwrap();
    store::directory::remove(&store, store::directory::Kind::Role, &["role-1".into()]).await.unwrap();
    assert_eq!(taken(&store).await[&one.role], Claims::from_iter(one.claims));
}

/// They write one week of one role: each of them meets the others, and none of them fails.
#[tokio::test(flavor = "multi_thread")]
async fn fifty_members_at_fifty_times_of_one_clinician_all_have_theirs() {
    let store = Store::open("mem://", None).await.unwrap();
    let tasks = (0..50).map(|n| {
        let store = store.clone();
        let one = appointment(n, "role-1", 10 + n as i64, 1);
        tokio::spawn(async move { decided::book(&store, &one).await })
    });
    for task in tasks.collect::<Vec<_>>() {
        let booked = task.await.unwrap();
        assert!(matches!(booked, Ok(Booked::New(_))), "{booked:?}");
    }
    assert_eq!(taken(&store).await[&RoleId::from("role-1")].len(), 50);
}
