//! A clinician with several roles sees one member at a time, whatever the role.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{cancel_appointment, move_appointment},
        hold::{keep_time, let_go_of_time},
        times::free_times,
    },
    domain::{
        appointment::Refusal,
        id::{AppointmentId, RoleId},
        schedule::Schedule,
    },
    portal::{Portal, zone},
    store,
};
use futures::future::join_all;
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{
    Browser, NINE, TWENTY_PAST, add_role, allowed, another, at,
    journey::{Wish, confirm, draft, try_to_book},
    now,
};

/// Ada's role that all tests are about, and her other one, on a grid of half an hour. A visit takes 40 minutes.
const HERE: Wish = ("role", "visit", NINE);
const THERE: Wish = ("second", "visit", NINE);
const EIGHT: &str = "2026-11-30T16:00:00Z";
const TEN: &str = "2026-11-30T18:00:00Z";

fn too_long_after() -> Timestamp {
    now() + SignedDuration::from_mins(10)
}

/// A portal whose Ada sees people in two roles, in both from 8:00 to 12:00.
async fn portal(members: usize) -> Portal {
    let portal = support::portal(members).await;
    add_role(&portal.store, "second", "ada", "elsewhere").await;
    let schedule = schedule(&portal, "second").await;
    store::directory::save(&portal.store, &[Schedule { slot_minutes: 30, ..schedule }]).await.unwrap();
    another(&portal, now).await
}

async fn schedule(portal: &Portal, role: &str) -> Schedule {
    let ids = [RoleId::from(role)];
    store::schedule::of_roles(&portal.store, &ids).await.unwrap().remove(&ids[0]).unwrap().in_force()
}

/// The starts that a role offers on that Monday from 8:00 to 10:30.
async fn offered(portal: &Portal, role: &'static str) -> Vec<String> {
    let question = free_times(role.into(), "visit".into(), Some(date(2026, 11, 30)), None);
    let times = Browser::new(portal).ask(question).await.outcome.unwrap().times;
    let within = at(EIGHT)..=at("2026-11-30T18:30:00Z");
    let clock =
        |time: Timestamp| time.to_zoned_datetime(zone("America/Los_Angeles")).strftime("%H:%M").to_string();
    times.into_iter().map(|time| time.instant).filter(|time| within.contains(time)).map(clock).collect()
}

/// What is free in memory is what the store has, of both roles.
async fn agrees(portal: &Portal) {
    for role in ["role", "second"].map(RoleId::from) {
        let schedule = schedule(portal, role.as_str()).await;
        let taken = store::schedule::taken(&portal.store, &role, now(), Timestamp::MAX).await.unwrap();
        let claims = taken.into_iter().map(|step| step.start).collect();
        let (availability, zone) = (portal.availability(), zone("America/Los_Angeles"));
        assert!(availability.view().agrees(&role, &schedule, &zone, &claims, now()), "{role}");
    }
}

fn is_taken(refused: Result<AppointmentId, Refusal>) -> bool {
    matches!(refused, Err(Refusal::SlotTaken { others }) if !others.is_empty())
}

#[tokio::test]
async fn what_is_booked_in_one_role_is_free_in_no_other_until_it_is_cancelled() {
    let portal = portal(2).await;
    let (mut one, mut other) = (Browser::of(&portal, 0).await, Browser::of(&portal, 1).await);
    let whole = ["08:00", "08:30", "09:00", "09:30", "10:00", "10:30"];
    assert_eq!(offered(&portal, "second").await, whole);
    let id = try_to_book(&mut one, ("role", "visit", TWENTY_PAST)).await.unwrap();
    assert_eq!(
        offered(&portal, "second").await,
        ["08:00", "10:00", "10:30"],
        "9:20 to 10:00 is in two steps there"
    );
    assert!(is_taken(try_to_book(&mut other, THERE).await));
    agrees(&portal).await;
    one.ask(cancel_appointment(id)).await.outcome.unwrap();
    assert_eq!(offered(&portal, "second").await, whole);
    try_to_book(&mut other, THERE).await.unwrap();
    assert_eq!(offered(&portal, "role").await, ["08:00", "08:20", "10:00", "10:20"]);
    assert!(is_taken(try_to_book(&mut one, ("role", "visit", TWENTY_PAST)).await));
    agrees(&portal).await;
}

#[tokio::test]
async fn what_is_kept_in_one_role_is_kept_in_the_other_as_long() {
    let portal = portal(2).await;
    let (mut one, mut other) = (Browser::of(&portal, 0).await, Browser::of(&portal, 1).await);
    one.ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    assert_eq!(offered(&portal, "second").await, ["08:00", "10:00", "10:30"]);
    let refused = other.ask(keep_time("second".into(), "visit".into(), at(NINE), None)).await;
    assert_eq!(refused.status, Some(409));
    assert!(is_taken(try_to_book(&mut other, THERE).await));
    one.ask(let_go_of_time("role".into(), at(NINE))).await.outcome.unwrap();
    assert_eq!(offered(&portal, "second").await.len(), 6);

    one.ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    let later = another(&portal, too_long_after).await;
    try_to_book(&mut Browser::of(&later, 1).await, THERE).await.unwrap();
}

#[tokio::test]
async fn whoever_keeps_a_time_in_one_role_can_have_it_in_the_other() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    browser.ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    browser.ask(keep_time("second".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    let kept = store::hold::of_member(&portal.store, &allowed("m0")).await.unwrap();
    assert_eq!(kept.into_iter().map(|hold| hold.role).collect::<Vec<_>>(), ["second".into()]);

    browser.ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    let id = try_to_book(&mut browser, THERE).await.unwrap();
    assert!(try_to_book(&mut browser, HERE).await.is_err());
    browser.ask(cancel_appointment(id)).await.outcome.unwrap();
    assert!(offered(&portal, "role").await.contains(&"09:00".to_owned()), "it is not kept any more");
    agrees(&portal).await;
}

#[tokio::test]
async fn who_is_left_in_hours_that_were_closed_is_still_with_the_clinician() {
    let portal = portal(2).await;
    try_to_book(&mut Browser::of(&portal, 0).await, HERE).await.unwrap();
    let ids = [RoleId::from("role")];
    let scheduled = store::schedule::of_roles(&portal.store, &ids).await.unwrap().remove(&ids[0]).unwrap();
    let mut amendment = scheduled.amendment;
    amendment.close(date(2026, 11, 30), date(2026, 11, 30));
    store::schedule::amend(&portal.store, &[amendment]).await.unwrap();
    portal.reload().await.unwrap();
    assert!(is_taken(try_to_book(&mut Browser::of(&portal, 1).await, THERE).await));
    assert_eq!(offered(&portal, "second").await, ["08:00", "10:00", "10:30"]);
    agrees(&portal).await;
}

#[tokio::test]
async fn nothing_is_moved_to_where_the_clinician_is_in_another_role() {
    let portal = portal(2).await;
    let (mut one, mut other) = (Browser::of(&portal, 0).await, Browser::of(&portal, 1).await);
    try_to_book(&mut one, HERE).await.unwrap();
    let id = try_to_book(&mut other, ("second", "visit", TEN)).await.unwrap();
    let refused = other.ask(move_appointment(id.clone(), Some(at(NINE)))).await;
    assert_eq!(refused.status, Some(409));
    other.ask(move_appointment(id, Some(at(EIGHT)))).await.outcome.unwrap();
    assert_eq!(offered(&portal, "role").await, ["09:40", "10:00", "10:20"]);
    agrees(&portal).await;
}

#[tokio::test]
async fn a_portal_that_has_not_heard_of_it_is_refused_by_the_database() {
    let portal = portal(3).await;
    let ten = try_to_book(&mut Browser::of(&portal, 1).await, ("second", "visit", TEN)).await.unwrap();
    for change in 0..3 {
        let late = another(&portal, now).await;
        let mut other = Browser::of(&late, 1).await;
        let mut nine = Browser::of(&portal, 0).await;
        let id = try_to_book(&mut nine, HERE).await.unwrap();
        assert!(offered(&late, "second").await.contains(&"09:00".to_owned()), "it has not heard of it");
        let status = match change {
            0 => other.ask(keep_time("second".into(), "visit".into(), at(NINE), None)).await.status,
            1 => other.ask(move_appointment(ten.clone(), Some(at(NINE)))).await.status,
            _ => is_taken(try_to_book(&mut Browser::of(&late, 2).await, THERE).await).then_some(409),
        };
        assert_eq!(status, Some(409), "change {change}");
        assert!(!offered(&late, "second").await.contains(&"09:00".to_owned()), "now it has");
        agrees(&late).await;
        nine.ask(cancel_appointment(id)).await.outcome.unwrap();
    }
}

#[tokio::test]
async fn one_right_after_the_other_is_fine() {
    let portal = portal(3).await;
    let book = async |member, wish| try_to_book(&mut Browser::of(&portal, member).await, wish).await.unwrap();
    book(0, ("second", "visit", EIGHT)).await;
    book(1, HERE).await;
    book(2, ("second", "visit", TEN)).await;
    agrees(&portal).await;
    agrees(&another(&portal, now).await).await;
    assert_eq!(offered(&another(&portal, now).await, "second").await, [] as [&str; 0]);
}

/// Two forms at one moment, one for each role; what has come of them.
async fn at_once(browsers: &mut [Browser; 2]) -> [Result<AppointmentId, Refusal>; 2] {
    let [one, other] = browsers;
    let (here, there) = (draft(one, HERE).await, draft(other, THERE).await);
    let (here, there) = tokio::join!(confirm(one, here), confirm(other, there));
    [here, there]
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_at_one_moment_one_has_the_clinician() {
    let portal = portal(2).await;
    for other in [portal.clone(), another(&portal, now).await] {
        let mut browsers = [Browser::of(&portal, 0).await, Browser::of(&other, 1).await];
        for round in 0..30 {
            let booked = at_once(&mut browsers).await;
            assert_eq!(booked.iter().filter(|it| it.is_ok()).count(), 1, "round {round}: {booked:?}");
            for (browser, booked) in browsers.iter_mut().zip(booked) {
                match booked {
                    Ok(id) => browser.ask(cancel_appointment(id)).await.outcome.unwrap(),
                    refused => assert!(is_taken(refused), "round {round}"),
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_share_a_transaction_do_not_share_a_clinician() {
    let portal = portal(12).await;
    let mut browsers = Vec::new();
    for member in 0..12 {
        let mut browser = Browser::of(&portal, member).await;
        let draft = draft(&mut browser, if member % 2 == 0 { HERE } else { THERE }).await;
        browsers.push((browser, draft));
    }
    let all = browsers.iter_mut().map(|(browser, draft)| confirm(browser, draft.clone()));
    let booked = join_all(all).await;
    assert_eq!(booked.iter().filter(|it| it.is_ok()).count(), 1, "{booked:?}");
    agrees(&portal).await;
}
