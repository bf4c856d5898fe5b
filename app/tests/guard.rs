//! What a booking was decided on holds when it is written, or it is decided anew.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "support/decided.rs"]
mod decided;
#[path = "support/ledger.rs"]
mod ledger;

use std::collections::BTreeSet;

use app::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        audit::{Access, Action, Kind},
        grant::Grant,
        hold::{Hold, Holding},
        id::MemberId,
        referral::Referral,
    },
    store::{
        self, Decided, Store,
        appointment::Booked,
        audit::Audited,
        own::{self, Own},
    },
};
use decided::appointment;
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

const NINE: &str = "2026-12-01T17:00:00Z";
const TEN: &str = "2026-12-01T18:00:00Z";

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

async fn memory() -> Store {
    Store::open("mem://", None).await.unwrap()
}

async fn own_of(store: &Store, member: &str) -> Own {
    own::of_member(store, &decided::allowed(member)).await.unwrap()
}

async fn book(store: &Store, appointment: &Appointment, own: &Own) -> Booked {
    let decided = Decided { by: &Actor::Member, own, reminders: &[] };
    store::appointment::book(store, appointment, decided).await.unwrap()
}

fn audited(store: &Store, member: &MemberId) -> Audited {
    store.audited(Access::new(now(), Actor::Member, member.clone(), (Action::Create, Kind::Hold)))
}

/// Keeps the time of the appointment, at a moment.
async fn keep(store: &Store, visit: &Appointment, at: Timestamp) {
    let Appointment { member, role, start, claims, .. } = visit;
    let hold = Hold::new(member.clone(), role.clone(), start.instant, claims.clone(), Holding::default(), at);
    store::hold::keep(&audited(store, member), &hold, 2, at).await.unwrap();
}

#[tokio::test]
async fn a_referral_that_is_taken_off_file_meanwhile_is_not_used() {
    let store = memory().await;
    let referral: Referral = serde_json::from_value(json!({ "id": "r", "member": "m", "specialty": "heart",
        "valid_from": "2026-11-24", "valid_until": "2026-12-31", "visits": 1 }))
    .unwrap();
    let hand = store.by(Actor::Plan, now());
    store::referral::save_all(&hand, &[referral]).await.unwrap();
    let own = own_of(&store, "m").await;
    store::referral::remove(&hand, &["r".into()]).await.unwrap();
    let visit = Appointment { referral: Some("r".into()), ..appointment("m", "k", NINE, 20) };
    assert!(matches!(book(&store, &visit, &own).await, Booked::Changed));
}

#[tokio::test]
async fn what_a_proxy_has_decided_is_not_booked_once_the_grant_has_ended_or_the_membership() {
    let store = memory().await;
    let own = own_of(&store, "m").await;
    let grant: Grant = serde_json::from_value(json!({ "id": "g", "proxy": "p", "member": "m",
        "relation": "carer", "scope": "book", "valid_from": "2026-11-24", "given_by": "plan" }))
    .unwrap();
    store::grant::end(&audited(&store, &"m".into()), &grant, now()).await.unwrap();
    let visit = appointment("m", "k", NINE, 20);
    assert!(matches!(book(&store, &visit, &own).await, Booked::Changed));
    let own = own_of(&store, "m").await;
    store::member::end(&store.by(Actor::Plan, now()), &["m".into()], now()).await.unwrap();
    assert!(matches!(book(&store, &visit, &own).await, Booked::Changed));
}

#[tokio::test]
async fn a_time_that_is_not_kept_any_more_is_not_taken_over() {
    let store = memory().await;
    let (mine, others) = (appointment("m", "k", NINE, 20), appointment("n", "k", NINE, 20));
    keep(&store, &mine, now()).await;
    let own = own_of(&store, "m").await;
    keep(&store, &others, now() + SignedDuration::from_hours(1)).await;
    assert!(matches!(book(&store, &mine, &own).await, Booked::Changed));
    assert!(matches!(decided::book(&store, &mine).await.unwrap(), Booked::Taken));
    assert!(matches!(decided::book(&store, &others).await.unwrap(), Booked::New(_)));
}

#[tokio::test]
async fn what_is_booked_of_what_was_kept_stays_and_the_rest_is_free() {
    let store = memory().await;
    let kept = appointment("m", "k", NINE, 60);
    keep(&store, &kept, now()).await;
    let visit = appointment("m", "k", "2026-12-01T17:40:00Z", 40);
    let Booked::New(released) = decided::book(&store, &visit).await.unwrap() else { panic!("it is kept") };
    assert_eq!(released[0].claims, kept.claims[..2]);
    let steps = [kept.claims.clone(), visit.claims.clone()].concat();
    let claimed = store::appointment::claimed(&store, &visit.role, &steps).await.unwrap();
    assert_eq!(claimed, visit.claims.iter().copied().collect());
    let mut weeks = Vec::new();
    let week = now()..now() + SignedDuration::from_hours(24 * 14);
    store::taken::each(&store, week, |_, steps| weeks.extend(steps)).await.unwrap();
    assert_eq!(weeks, visit.claims);
}

#[tokio::test]
async fn what_was_kept_and_is_booked_is_nobodys_and_is_forgotten() {
    let store = memory().await;
    let visit = appointment("m", "k", NINE, 20);
    keep(&store, &visit, now()).await;
    decided::book(&store, &visit).await.unwrap();
    assert!(store::hold::of_member(&store, &decided::allowed(&visit.member)).await.unwrap().is_empty());
    assert!(store::hold::end(&store, now() + SignedDuration::from_hours(1)).await.unwrap().is_empty());
    store::hold::prune(&store).await.unwrap();
    keep(&store, &appointment("m", "l", TEN, 20), now()).await;
    assert_eq!(store::hold::of_member(&store, &decided::allowed(&visit.member)).await.unwrap().len(), 1);
    assert_eq!(
        store::appointment::of_member(&store, &decided::allowed(&visit.member)).await.unwrap(),
        [visit]
    );
}

#[tokio::test]
async fn of_many_who_book_at_one_moment_only_who_has_something_else_by_now_is_refused() {
    let store = memory().await;
    let members = ["a", "b", "c", "d", "e"];
    let visits =
        members.map(|member| Appointment { role: member.into(), ..appointment(member, "k", NINE, 20) });
    let own = join_all(members.map(|member| own_of(&store, member))).await;
    keep(&store, &appointment("c", "k", TEN, 20), now()).await;
    let outcomes = join_all(visits.iter().zip(&own).map(|(visit, own)| book(&store, visit, own))).await;
    let booked: Vec<_> = outcomes.iter().map(|outcome| matches!(outcome, Booked::New(_))).collect();
    assert_eq!(booked, [true, true, false, true, true]);
    assert!(matches!(outcomes[2], Booked::Changed));
    assert_eq!(ledger::verified(&store).await.len(), 4);
}

/// Some of so many members are in one chain of the ledger.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_of_a_rush_have_booked_once_and_what_is_written_fits_together() {
    let store = memory().await;
    let book = |n: usize| {
        let (store, member) = (store.clone(), format!("m{n}"));
        tokio::spawn(async move {
            let visit = Appointment { role: member.as_str().into(), ..appointment(&member, "k", NINE, 20) };
            let own = own_of(&store, &member).await;
            (book(&store, &visit, &own).await, visit.id)
        })
    };
    let mut booked = BTreeSet::new();
    for rushing in (0..300).map(book).collect::<Vec<_>>() {
        let (outcome, id) = rushing.await.unwrap();
        assert!(matches!(outcome, Booked::New(_)), "{outcome:?}");
        booked.insert(id);
    }
    assert_eq!(ledger::verified(&store).await.into_keys().collect::<BTreeSet<_>>(), booked);
}
