//! A chosen time is kept while its form is filled in.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::move_appointment,
        draft::{change_start, find_draft},
        hold::{Held, keep_time, let_go_of_time},
        times::free_times,
    },
    domain::appointment::Refusal,
    error::AppError,
    portal::Portal,
};
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{
    Answer, Browser, NINE, TWENTY_PAST, add_role, another, at,
    journey::{confirm, draft, try_to_book},
    now, portal,
};

/// 9:00 with the role that all tests are about.
const VISIT: (&str, &str, &str) = ("role", "visit", NINE);

/// The plan keeps a time for ten minutes.
fn too_long_after() -> Timestamp {
    now() + SignedDuration::from_mins(10)
}

async fn keep(browser: &mut Browser, role: &'static str, start: &'static str) -> Answer<Held> {
    browser.ask(keep_time(role.into(), "visit".into(), at(start), None)).await
}

async fn offers(browser: &mut Browser, start: &str) -> bool {
    let question = free_times("role".into(), "visit".into(), Some(date(2026, 11, 30)), None);
    browser.ask(question).await.outcome.unwrap().times.iter().any(|time| time.instant == at(start))
}

async fn two(portal: &Portal) -> (Browser, Browser) {
    (Browser::of(portal, 0).await, Browser::of(portal, 1).await)
}

#[tokio::test]
async fn what_one_member_keeps_nobody_else_can_have_and_they_can_book_it() {
    let portal = portal(2).await;
    let (mut one, mut other) = two(&portal).await;
    let held = keep(&mut one, "role", NINE).await.outcome.unwrap();
    assert_eq!((held.start.instant, held.seconds), (at(NINE), 600));
    assert!(offers(&mut one, NINE).await && !offers(&mut other, NINE).await);
    assert!(!offers(&mut Browser::new(&portal), NINE).await);

    let refused = try_to_book(&mut other, VISIT).await.unwrap_err();
    assert!(matches!(refused, Refusal::SlotTaken { others } if !others.is_empty()));
    let refused = keep(&mut other, "role", TWENTY_PAST).await;
    assert_eq!(refused.status, Some(409));

    try_to_book(&mut one, VISIT).await.unwrap();
    assert!(!offers(&mut one, NINE).await);
}

#[tokio::test]
async fn the_form_keeps_its_time_and_says_how_long() {
    let portal = portal(2).await;
    let (mut one, mut other) = two(&portal).await;
    let key = draft(&mut one, VISIT).await;
    let check = one.ask(find_draft(key.clone())).await.outcome.unwrap();
    assert_eq!((check.free, check.held.map(|held| held.seconds)), (true, Some(600)));

    let late = draft(&mut other, VISIT).await;
    let check = other.ask(find_draft(late.clone())).await.outcome.unwrap();
    assert_eq!((check.free, check.held), (false, None));
    let nearest = check.others[0].instant;
    other.ask(change_start(late.clone(), Some(nearest))).await.outcome.unwrap();
    let check = other.ask(find_draft(late.clone())).await.outcome.unwrap();
    assert_eq!((check.free, check.held.map(|held| held.start.instant)), (true, Some(nearest)));
    confirm(&mut other, late).await.unwrap();
    confirm(&mut one, key).await.unwrap();
}

#[tokio::test]
async fn another_choice_makes_the_first_one_free_and_so_does_leaving() {
    let portal = portal(2).await;
    let (mut one, mut other) = two(&portal).await;
    keep(&mut one, "role", NINE).await.outcome.unwrap();
    keep(&mut one, "role", "2026-11-30T18:00:00Z").await.outcome.unwrap();
    assert!(offers(&mut other, NINE).await && !offers(&mut other, "2026-11-30T18:00:00Z").await);

    for (start, free) in [(NINE, false), ("2026-11-30T18:00:00Z", true)] {
        one.ask(let_go_of_time("role".into(), at(start))).await.outcome.unwrap();
        assert_eq!(offers(&mut other, "2026-11-30T18:00:00Z").await, free, "{start}");
    }
    keep(&mut one, "role", NINE).await.outcome.unwrap();
    other.ask(let_go_of_time("role".into(), at(NINE))).await.outcome.unwrap();
    assert!(!offers(&mut other, NINE).await, "nobody lets go of what is another's");
}

#[tokio::test]
async fn a_time_is_kept_until_its_minutes_are_over_and_again_by_whoever_is_busy() {
    let portal = portal(2).await;
    let (mut one, _) = two(&portal).await;
    keep(&mut one, "role", NINE).await.outcome.unwrap();
    portal.end_holds(too_long_after() - SignedDuration::from_secs(1)).await.unwrap();
    assert!(!offers(&mut Browser::new(&portal), NINE).await);

    let later = another(&portal, || now() + SignedDuration::from_mins(9)).await;
    let mut busy = Browser::of(&later, 0).await;
    assert_eq!(keep(&mut busy, "role", NINE).await.outcome.unwrap().seconds, 600);
    later.end_holds(too_long_after()).await.unwrap();
    assert!(!offers(&mut Browser::new(&later), NINE).await);
    later.end_holds(too_long_after() + SignedDuration::from_mins(9)).await.unwrap();
    assert!(offers(&mut Browser::new(&later), NINE).await);
}

/// So many minutes before [`NINE`], which is chosen an hour before at the latest.
async fn before_nine(portal: &Portal, clock: fn() -> Timestamp) -> (Portal, Browser, Browser) {
    let portal = another(portal, clock).await;
    let (one, other) = two(&portal).await;
    (portal, one, other)
}

#[tokio::test]
async fn a_time_that_was_chosen_in_time_can_be_booked_when_its_lead_time_has_passed() {
    let portal = portal(2).await;
    let (_, mut one, _) = before_nine(&portal, || at(NINE) - SignedDuration::from_mins(61)).await;
    assert_eq!(keep(&mut one, "role", NINE).await.outcome.unwrap().seconds, 600);
    let (_, mut one, mut other) = before_nine(&portal, || at(NINE) - SignedDuration::from_mins(59)).await;
    assert!(offers(&mut one, NINE).await && !offers(&mut other, NINE).await);
    let key = draft(&mut one, VISIT).await;
    let check = one.ask(find_draft(key.clone())).await.outcome.unwrap();
    assert_eq!((check.free, check.held.map(|held| held.start.instant)), (true, Some(at(NINE))));
    assert!(matches!(try_to_book(&mut other, VISIT).await, Err(Refusal::SlotTaken { .. })));
    confirm(&mut one, key).await.unwrap();
}

#[tokio::test]
async fn whoever_is_busy_longer_than_the_lead_time_allows_has_the_minutes_of_the_plan_and_no_more() {
    let portal = portal(2).await;
    let (_, mut one, _) = before_nine(&portal, || at(NINE) - SignedDuration::from_mins(62)).await;
    keep(&mut one, "role", NINE).await.outcome.unwrap();
    for _ in 0..2 {
        let (_, mut one, _) = before_nine(&portal, || at(NINE) - SignedDuration::from_mins(53)).await;
        assert_eq!(keep(&mut one, "role", NINE).await.outcome.unwrap().seconds, 180);
    }
    let (_, mut one, _) = before_nine(&portal, || at(NINE) - SignedDuration::from_mins(50)).await;
    assert_eq!(keep(&mut one, "role", NINE).await.status, Some(409));
    assert!(!offers(&mut one, NINE).await);
}

#[tokio::test]
async fn what_was_kept_too_long_is_in_nobodys_way_though_nobody_has_freed_it() {
    let portal = portal(2).await;
    let (mut one, _) = two(&portal).await;
    keep(&mut one, "role", NINE).await.outcome.unwrap();
    let later = another(&portal, too_long_after).await;
    let mut other = Browser::of(&later, 1).await;
    keep(&mut other, "role", NINE).await.outcome.unwrap();
    try_to_book(&mut other, VISIT).await.unwrap();
    assert!(matches!(try_to_book(&mut one, VISIT).await, Err(Refusal::SlotTaken { .. })));
}

#[tokio::test]
async fn of_what_one_member_keeps_the_oldest_goes_where_the_plan_allows_no_more() {
    let mut portal = portal(1).await;
    let clocks = [
        now,
        || now() + SignedDuration::from_secs(1),
        || now() + SignedDuration::from_secs(2),
        || now() + SignedDuration::from_secs(3),
    ];
    let roles = ["role", "second", "third", "fourth"];
    for role in &roles[1..] {
        add_role(&portal.store, role, "cleo", "office").await;
    }
    // The last three are one clinician's.
    let starts = [NINE, "2026-11-30T16:00:00Z", "2026-11-30T17:00:00Z", "2026-11-30T18:00:00Z"];
    for ((role, start), clock) in roles.into_iter().zip(starts).zip(clocks) {
        portal = another(&portal, clock).await;
        let mut one = Browser::of(&portal, 0).await;
        keep(&mut one, role, start).await.outcome.unwrap();
    }
    assert!(offers(&mut Browser::new(&portal), NINE).await);
    let kept = app::store::hold::of_member(&portal.store, &support::allowed("m0")).await.unwrap();
    let mut kept: Vec<_> = kept.iter().map(|hold| hold.role.as_str()).collect();
    kept.sort_unstable();
    assert_eq!(kept, ["fourth", "second", "third"]);
}

#[tokio::test]
async fn an_appointment_can_be_moved_to_the_time_that_its_member_keeps() {
    let portal = portal(2).await;
    let (mut one, mut other) = two(&portal).await;
    let id = try_to_book(&mut one, ("role", "visit", "2026-11-30T18:00:00Z")).await.unwrap();
    keep(&mut one, "role", NINE).await.outcome.unwrap();
    one.ask(move_appointment(id, Some(at(NINE)))).await.outcome.unwrap();
    assert!(offers(&mut other, "2026-11-30T18:00:00Z").await && !offers(&mut other, NINE).await);
    portal.end_holds(too_long_after()).await.unwrap();
    assert!(!offers(&mut other, NINE).await);
}

#[tokio::test]
async fn nothing_is_kept_for_strangers_nor_where_nothing_can_be_booked() {
    let portal = portal(1).await;
    let nobody = keep(&mut Browser::new(&portal), "role", NINE).await;
    assert_eq!((nobody.outcome.unwrap_err(), nobody.status), (AppError::SignOn, Some(401)));
    let mut one = Browser::of(&portal, 0).await;
    let full = keep(&mut one, "full", NINE).await.outcome.unwrap_err();
    assert!(matches!(full, AppError::Refused(Refusal::NotOnline(_))));
    assert_eq!(keep(&mut one, "nobody", NINE).await.outcome.unwrap_err(), AppError::NotFound);
    assert!(matches!(
        keep(&mut one, "role", "2026-11-29T17:00:00Z").await.outcome.unwrap_err(),
        AppError::Refused(Refusal::SlotTaken { .. })
    ));
}
