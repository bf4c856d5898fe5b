//! Rules that the plan sets: the way between offices, how many visits of a kind, how early and
//! how far ahead. Whatever way a booking or a move is asked for, they hold.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{cancel_appointment, list_appointments, move_appointment},
        draft::change_start,
        times::free_times,
    },
    domain::{
        appointment::Refusal,
        directory::{Location, Role},
        id::AppointmentId,
        plan::Plan,
        schedule::Schedule,
        time::LocalTime,
    },
    error::AppError,
    portal::{Portal, zone},
    search::places::Places,
    store::{self, Store},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use support::{
    Browser, NINE, at,
    journey::{Wish, confirm, draft, try_to_book},
    now, plan, portal, read, signer,
};

/// Half an hour between offices, and one visit by phone at a time.
fn strict() -> Plan {
    let mut plan = plan();
    plan.travel_minutes_between_offices = 30;
    plan.visit_types[1].most_open = Some(1);
    plan
}

/// The portal of the strict plan, with `branch`: another of the plan's offices.
async fn strict_portal(members: usize) -> Portal {
    let store = portal(members).await.store;
    open_branch(&store).await;
    Portal::open(store, strict(), Places::default(), signer(), false, now).await.unwrap()
}

async fn open_branch(store: &Store) {
    let location = json!({ "id": "branch", "name": "branch", "line": "2 Main St", "city": "Lacey", "state": "WA",
        "zip": "98503", "position": null, "phone": null, "time_zone": "America/Los_Angeles", "hours": null,
        "plan_office": true, "accessibility": [], "organization": null });
    let role = json!({ "id": "branch", "clinician": "cleo", "location": "branch", "specialty": "primary",
        "specialty_display": "Medicine", "network": "plan", "accepting": true,
        "visit_types": ["visit", "call"], "phone": null });
    let session =
        |day: u8| json!({ "weekday": day, "start": "08:00:00", "end": "12:00:00", "visit_types": [] });
    let schedule = json!({ "role": "branch", "valid_from": "2020-01-01", "slot_minutes": 20,
        "sessions": (1..=5).map(session).collect::<Vec<_>>(), "exceptions": [] });
    store::directory::save(store, &[read::<Location>(location)]).await.unwrap();
    store::directory::save(store, &[read::<Role>(role)]).await.unwrap();
    store::directory::save(store, &[read::<Schedule>(schedule)]).await.unwrap();
}

/// Nine o'clock lasts until 9:40.
const OFFICE_AT_NINE: Wish = ("role", "visit", NINE);
const TEN: &str = "2026-11-30T18:00:00Z";
const TWENTY_PAST_TEN: &str = "2026-11-30T18:20:00Z";

fn local(start: &str) -> LocalTime {
    LocalTime::at(at(start), &zone("America/Los_Angeles"))
}

fn too_near(appointment: AppointmentId, start: &str) -> Refusal {
    Refusal::TooNear { appointment, start: local(start), minutes: 30 }
}

#[tokio::test]
async fn nobody_is_at_two_offices_with_less_than_the_way_between() {
    let portal = strict_portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, OFFICE_AT_NINE).await.unwrap();
    let refused = try_to_book(&mut browser, ("branch", "visit", TEN)).await;
    assert_eq!(refused, Err(too_near(id.clone(), NINE)), "20 minutes after");
    let before = try_to_book(&mut browser, ("branch", "visit", "2026-11-30T16:00:00Z")).await;
    assert_eq!(before, Err(too_near(id, NINE)), "20 minutes before");
    try_to_book(&mut browser, ("branch", "visit", TWENTY_PAST_TEN)).await.unwrap();
}

#[tokio::test]
async fn at_one_office_and_by_phone_there_is_no_way_to_go() {
    let portal = strict_portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    try_to_book(&mut browser, OFFICE_AT_NINE).await.unwrap();
    try_to_book(&mut browser, ("branch", "call", TEN)).await.unwrap();
    // Beside the call, at the same office as at nine.
    try_to_book(&mut browser, ("role", "visit", "2026-11-30T18:40:00Z")).await.unwrap();
}

#[tokio::test]
async fn a_move_counts_the_way_and_not_from_its_own_old_place() {
    let portal = strict_portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let office = try_to_book(&mut browser, OFFICE_AT_NINE).await.unwrap();
    let branch = try_to_book(&mut browser, ("branch", "visit", "2026-11-30T19:00:00Z")).await.unwrap();
    let refused = browser.ask(move_appointment(branch.clone(), Some(at(TEN)))).await;
    assert_eq!((refused.outcome, refused.status), (Err(too_near(office, NINE).into()), Some(409)));
    browser.ask(move_appointment(branch, Some(at(TWENTY_PAST_TEN)))).await.outcome.unwrap();
}

/// Through two processes: neither knows of the other's booking before it is written.
#[tokio::test(flavor = "multi_thread")]
async fn two_forms_at_once_do_not_get_around_the_way() {
    for _ in 0..5 {
        let portal = strict_portal(1).await;
        let mut one = Browser::of(&portal, 0).await;
        let mut two = one.clone();
        let keys = (draft(&mut one, OFFICE_AT_NINE).await, draft(&mut two, ("branch", "visit", TEN)).await);
        let (one, two) = tokio::join!(
            tokio::spawn(async move { confirm(&mut one, keys.0).await }),
            tokio::spawn(async move { confirm(&mut two, keys.1).await })
        );
        let outcomes = [one.unwrap(), two.unwrap()];
        let refused = outcomes.iter().filter(|it| matches!(it, Err(Refusal::TooNear { .. }))).count();
        assert_eq!((outcomes.iter().filter(|it| it.is_ok()).count(), refused), (1, 1), "{outcomes:?}");
    }
}

#[tokio::test]
async fn of_a_kind_of_visit_so_many_are_open_and_the_refusal_names_one() {
    let portal = strict_portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, ("role", "call", NINE)).await.unwrap();
    let another: Wish = ("branch", "call", "2026-12-01T17:00:00Z");
    let refused = try_to_book(&mut browser, another).await;
    let named = Refusal::MostOpen { appointment: id.clone(), start: local(NINE), most: 1 };
    assert_eq!(refused, Err(named));
    browser.ask(move_appointment(id.clone(), Some(at(TEN)))).await.outcome.unwrap();
    try_to_book(&mut browser, ("role", "visit", "2026-12-01T17:00:00Z")).await.unwrap();
    browser.ask(cancel_appointment(id)).await.outcome.unwrap();
    try_to_book(&mut browser, ("branch", "call", "2026-12-02T17:00:00Z")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_forms_at_once_open_as_many_as_are_allowed() {
    let portal = strict_portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let mut keys = Vec::new();
    for day in 1..=5 {
        for hour in [17, 18] {
            let start: &'static str = format!("2026-12-{:02}T{hour}:00:00Z", day + 6).leak();
            keys.push(draft(&mut browser, ("role", "call", start)).await);
        }
    }
    let race = keys.into_iter().map(|key| {
        let mut browser = browser.clone();
        tokio::spawn(async move { confirm(&mut browser, key).await })
    });
    for answer in race.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        assert!(matches!(answer, Ok(_) | Err(Refusal::MostOpen { .. })), "{answer:?}");
    }
    assert_eq!(browser.ask(list_appointments()).await.outcome.unwrap().len(), 1);
}

/// A form that is sent twice does not meet its own appointment.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_often_is_not_refused_for_what_it_has_booked() {
    let portal = strict_portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let key = draft(&mut browser, ("role", "call", NINE)).await;
    let sent = (0..8).map(|_| {
        let (mut browser, key) = (browser.clone(), key.clone());
        tokio::spawn(async move { confirm(&mut browser, key).await })
    });
    let mut ids = Vec::new();
    for answer in sent.collect::<Vec<_>>() {
        ids.push(answer.await.unwrap().unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
}

/// An hour ahead at least and 30 days at most: in the list, in a booking, in another time of a
/// form, and in a move.
#[tokio::test]
async fn nothing_is_booked_too_soon_or_too_far_ahead() {
    fn half_past_eight() -> Timestamp {
        at("2026-11-30T16:30:00Z")
    }
    let early = portal(1).await;
    let id = try_to_book(&mut Browser::of(&early, 0).await, ("role", "visit", TEN)).await.unwrap();
    let portal = support::another(&early, half_past_eight).await;
    let mut browser = Browser::of(&portal, 0).await;
    let too_soon = NINE;
    let too_far = "2026-12-31T17:00:00Z";
    let taken = |error| matches!(error, AppError::Refused(Refusal::SlotTaken { .. }));
    for (wrong, date) in [(too_soon, "2026-11-30"), (too_far, "2026-12-31")] {
        let listed = free_times("role".into(), "visit".into(), Some(date.parse().unwrap()), None);
        let times = browser.ask(listed).await.outcome.unwrap().times;
        assert!(times.iter().all(|time| time.instant != at(wrong)), "{wrong}");
        let refused = try_to_book(&mut browser, ("role", "visit", wrong)).await;
        assert!(matches!(refused, Err(Refusal::SlotTaken { .. })), "{wrong}: {refused:?}");
        let key = draft(&mut browser, ("role", "visit", "2026-12-01T17:00:00Z")).await;
        browser.ask(change_start(key.clone(), Some(at(wrong)))).await.outcome.unwrap();
        let changed = confirm(&mut browser, key).await;
        assert!(matches!(changed, Err(Refusal::SlotTaken { .. })), "{wrong}: {changed:?}");
    }
    let far = try_to_book(&mut browser, ("role", "visit", "2026-12-30T17:00:00Z")).await.unwrap();
    for wrong in [too_soon, too_far] {
        let moved = browser.ask(move_appointment(far.clone(), Some(at(wrong)))).await;
        assert!(taken(moved.outcome.unwrap_err()), "{wrong}");
    }
    let listed = browser.ask(list_appointments()).await.outcome.unwrap();
    assert_eq!(listed.len(), 2);
    assert!(listed.iter().any(|view| view.appointment.id == id));
    assert!(portal.now() + SignedDuration::from_hours(1) > at(too_soon));
}
