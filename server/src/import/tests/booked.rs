//! What is booked is not offered once more, whatever a later import brings.

use app::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        id::RoleId,
        schedule::Exception,
        slot::{Claims, Offer},
        visit_type::VisitType,
    },
    portal::zone,
};
use jiff::{SignedDuration, civil::date};

use super::*;
use crate::{fixture, support};

/// Monday 30 November 2026, 9:00 in Seattle.
const NINE: &str = "2026-11-30T17:00:00Z";

fn with_week(id: &str, places: &[&str], slot: u16, start: &str) -> Value {
    let mut listed = role(id, OWN, places);
    listed["extension"] =
        json!([{ "url": "http://bookwell.example/slot-minutes", "valuePositiveInt": slot }]);
    listed["availableTime"][0]["availableStartTime"] = json!(start);
    listed
}

/// The role `r1` at a place, and somebody is booked there for twenty minutes.
async fn booked() -> (Store, Appointment) {
    let store = memory().await;
    import(&store, &small(&[role("r1", OWN, &["l1"])])).await;
    let visit = fixture::appointment(&"office-visit".into(), NINE, "America/Los_Angeles");
    support::decided::book(&store, &visit).await.expect("a booking");
    (store, visit)
}

async fn schedule(store: &Store, id: &str) -> Schedule {
    let found = store::schedule::of_roles(store, &[id.into()]).await.expect("schedules");
    found[&RoleId::from(id)].published.clone()
}

/// The starts of that Monday that a role offers and that overlap the visit.
async fn offered_twice(store: &Store, id: &str) -> Vec<Timestamp> {
    let nine: Timestamp = NINE.parse().expect("an instant");
    let schedule = schedule(store, id).await;
    let taken = store::schedule::taken(store, &id.into(), now(), Timestamp::MAX).await.expect("claims");
    let claims: Claims = taken.into_iter().map(|step| step.start).collect();
    let visit_type = VisitType { minutes: 20, horizon_days: 60, ..fixture::visit_type(&plan()) };
    let (zone, length) = (zone("America/Los_Angeles"), SignedDuration::from_mins(20));
    let offer = Offer {
        schedule: &schedule,
        zone: &zone,
        visit_type: &visit_type,
        claims: &claims,
        chosen: &[],
        now: now(),
    };
    let mut starts = offer.starts_on(date(2026, 11, 30));
    starts.retain(|start| *start < nine + length && nine < *start + length);
    starts
}

fn told(report: &Report) -> Vec<(&str, &str)> {
    report.issues.listed.iter().map(|issue| (issue.path.as_str(), issue.reason.as_str())).collect()
}

#[tokio::test]
async fn a_week_on_another_grid_waits_until_nothing_is_booked_on_the_old_one() {
    let (store, visit) = booked().await;
    let before = schedule(&store, "r1").await;
    for (slot, start) in [(15, "09:00:00"), (20, "09:10:00")] {
        let mut listed = with_week("r1", &["l1"], slot, start);
        listed["notAvailable"] = json!([{ "during": { "start": "2026-12-24", "end": "2026-12-24" } }]);
        let report = import(&store, &small(&[listed])).await;
        let [(path, reason)] = &told(&report)[..] else { panic!("one issue: {report}") };
        assert_eq!(*path, "availableTime");
        assert!(
            reason.starts_with("has another grid than 1 steps that are booked up to 2026-11-30"),
            "{reason}"
        );
        let away = Exception::Closed { date: date(2026, 12, 24) };
        let expected = Schedule { exceptions: vec![away], ..before.clone() };
        assert_eq!(schedule(&store, "r1").await, expected, "and the day off comes in");
        assert_eq!(offered_twice(&store, "r1").await, []);
    }
    store::appointment::cancel(&store, &visit, &Actor::Plan, None, None, now()).await.expect("an answer");
    let report = import(&store, &small(&[with_week("r1", &["l1"], 15, "09:00:00")])).await;
    assert_eq!((told(&report), schedule(&store, "r1").await.slot_minutes), (vec![], 15));
}

#[tokio::test]
async fn a_week_that_sees_what_is_booked_comes_in_and_so_does_one_that_begins_after_it() {
    let (store, _) = booked().await;
    let report = import(&store, &small(&[with_week("r1", &["l1"], 20, "08:40:00")])).await;
    assert_eq!((told(&report), offered_twice(&store, "r1").await), (vec![], vec![]));
    let mut later = with_week("r1", &["l1"], 15, "09:10:00");
    later["period"] = json!({ "start": "2026-12-01" });
    let report = import(&store, &small(&[later])).await;
    assert_eq!((told(&report), offered_twice(&store, "r1").await), (vec![], vec![]));
    assert_eq!(schedule(&store, "r1").await.slot_minutes, 15);
}

#[tokio::test]
async fn hours_that_are_gone_for_a_while_do_not_come_back_on_another_grid() {
    let (store, _) = booked().await;
    let mut without = with_week("r1", &["l1"], 15, "09:00:00");
    without["availableTime"] = json!([]);
    assert_eq!(told(&import(&store, &small(&[without])).await), []);
    let report = import(&store, &small(&[with_week("r1", &["l1"], 15, "09:00:00")])).await;
    assert_eq!((told(&report).len(), offered_twice(&store, "r1").await), (1, vec![]));
}

#[tokio::test]
async fn a_role_that_was_not_listed_for_a_while_comes_back_on_its_grid() {
    let store = memory().await;
    let other = role("r2", OWN, &["l1"]);
    import(&store, &small(&[role("r1", OWN, &["l1"]), other.clone()])).await;
    let visit = fixture::appointment(&"office-visit".into(), NINE, "America/Los_Angeles");
    support::decided::book(&store, &visit).await.expect("a booking");
    assert_eq!(import(&store, &small(std::slice::from_ref(&other))).await.appointments.len(), 1);
    assert_eq!(everything(&store).await.1.len(), 1);
    let report = import(&store, &small(&[with_week("r1", &["l1"], 20, "09:10:00"), other])).await;
    assert_eq!((told(&report).len(), offered_twice(&store, "r1").await), (1, vec![]));
}

#[tokio::test]
async fn a_role_that_gains_a_place_stays_where_it_was_with_what_is_booked() {
    let (store, visit) = booked().await;
    for places in [&["l1", "l2"], &["l2", "l1"]] {
        let report = import(&store, &small(&[role("r1", OWN, places)])).await;
        let [("location", reason)] = told(&report)[..] else { panic!("one issue: {report}") };
        assert!(reason.starts_with("has several places for one week: it holds at one of them"), "{reason}");
        assert_eq!(report.appointments, []);
        let (_, roles, schedules) = everything(&store).await;
        let roles: Vec<_> = roles.iter().map(|role| (role.id.as_str(), role.location.as_str())).collect();
        assert_eq!(roles, [("r1", "l1"), ("r1~l2", "l2")]);
        assert_eq!(schedules.iter().map(|it| it.sessions.len()).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(offered_twice(&store, "r1").await, []);
    }
    import(&store, &small(&[role("r1", OWN, &["l2"])])).await;
    assert_eq!(offered_twice(&store, &visit.role.0).await, []);
    assert_eq!(everything(&store).await.1[0].location, "l2".into());
}

#[tokio::test]
async fn what_is_claimed_where_a_week_held_before_is_claimed_of_the_clinician() {
    let (store, _) = booked().await;
    let (_, roles, schedules) = everything(&store).await;
    // As an earlier program has left a role at two places.
    let ids = ["r9~l1", "r9~l2"];
    let old = ids.map(|id| Role { id: id.into(), location: id[3..].into(), ..roles[0].clone() });
    let weeks = ids.map(|id| Schedule { role: id.into(), ..schedules[0].clone() });
    store::directory::save(&store, &old).await.expect("roles");
    store::directory::save(&store, &weeks).await.expect("schedules");
    let nine: Timestamp = NINE.parse().expect("an instant");
    let steps = [nine, nine + SignedDuration::from_mins(20)];
    let claims: Vec<_> = ids.into_iter().zip(steps).map(|(id, step)| (id.into(), vec![step])).collect();
    store::directory::save_claims(&store, &claims).await.expect("claims");
    let off = date(2026, 12, 24);
    store::schedule::close(&store, &"r9~l1".into(), (off, off)).await.expect("a day off");

    import(&store, &small(&[role("r1", OWN, &["l1"]), role("r9", OWN, &["l1", "l2"])])).await;
    let listed: Vec<_> = everything(&store).await.1.into_iter().map(|role| role.id.0).collect();
    assert_eq!(listed, ["r1", "r9", "r9~l2"]);
    let taken = store::schedule::taken(&store, &"r9".into(), now(), Timestamp::MAX).await.expect("claims");
    assert_eq!(taken.iter().map(|step| step.start).collect::<Vec<_>>(), steps);
    let scheduled = store::schedule::of_roles(&store, &["r9".into()]).await.expect("schedules");
    let in_force = scheduled[&RoleId::from("r9")].in_force();
    assert!(in_force.exceptions.contains(&Exception::Closed { date: off }), "the day off goes along");
}
