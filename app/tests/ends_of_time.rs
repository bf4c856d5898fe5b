//! Moments and days that can be written and that nobody lives to see: they are refused as any other.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::move_appointment,
        draft::{change_start, find_draft},
        hold::{keep_time, let_go_of_time},
        office::office_day,
        office_away::look_away,
        times::free_times,
        together::{Wanted, find_guests, find_ways, start_together},
        travel::travel_answer,
    },
    domain::{
        appointment::Refusal,
        grant::{Relation, Scope},
        id::Whom,
        need::Need,
        staff::Duty,
    },
};
use jiff::civil::Date;
use support::{
    Browser, NINE, at, household,
    journey::{confirm, draft, try_to_book},
    portal,
    staff::invited,
};

const MOMENTS: [&str; 4] = [
    "9999-12-30T22:00:00.999999999Z",
    "9999-12-30T22:00:00Z",
    "9999-12-30T21:59:00Z",
    "-009999-01-02T01:59:59Z",
];

/// The second step of a visit there would be after the end.
#[tokio::test]
async fn a_start_at_an_end_of_time_is_taken_at_every_step() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, ("role", "visit", NINE)).await.unwrap();
    for moment in MOMENTS {
        let kept = browser.ask(keep_time("role".into(), "visit".into(), at(moment), None)).await;
        assert_eq!(kept.status, Some(409), "{moment}");
        let key = draft(&mut browser, ("role", "visit", moment)).await;
        browser.ask(change_start(key.clone(), Some(at(moment)))).await.outcome.unwrap();
        assert!(!browser.ask(find_draft(key.clone())).await.outcome.unwrap().free, "{moment}");
        let refused = confirm(&mut browser, key).await;
        assert!(matches!(refused, Err(Refusal::SlotTaken { .. })), "{moment}: {refused:?}");
        let moved = browser.ask(move_appointment(id.clone(), Some(at(moment)))).await;
        assert_eq!(moved.status, Some(409), "{moment}");
        browser.ask(let_go_of_time("role".into(), at(moment))).await.outcome.unwrap();
    }
}

#[tokio::test]
async fn on_a_day_at_an_end_of_time_there_is_nothing() {
    let portal = portal(2).await;
    let mut browser = Browser::of(&portal, 0).await;
    household::give(&portal, household::grant(0, 1, Relation::Carer, Scope::Book)).await;
    let (staff, _) = invited(&portal, "Ana Ruiz", "office", Duty::Manager).await;
    let mut manager = Browser::of_staff(&portal, &staff).await;
    for day in [Date::MAX, Date::MIN] {
        let times = free_times("role".into(), "visit".into(), Some(day), None);
        assert_eq!(browser.ask(times).await.outcome.unwrap().times, [], "{day}");
        browser.ask(travel_answer("FR".to_owned(), Some(day))).await.outcome.unwrap();
        let seen = manager.ask(office_day(None, Some(day))).await.outcome.unwrap();
        assert!(seen.desks.iter().all(|desk| desk.visits.is_empty()), "{day}");
        let away = look_away("role".to_owned(), day.to_string(), day.to_string());
        assert_eq!(manager.ask(away).await.outcome.unwrap().affected.len(), 0, "{day}");
        assert!(ways_on(&mut browser, day).await == 0, "{day}");
    }
}

/// How many ways there are to see two people on a day.
async fn ways_on(browser: &mut Browser, day: Date) -> usize {
    let guests = browser.ask(find_guests()).await.outcome.unwrap();
    let whom = |whom: Option<Whom>| whom.map(|whom| whom.0).unwrap_or_default();
    let want = |guest| Wanted { whom: whom(guest), visit: "visit".into() };
    let people = guests.people.into_iter().map(|guest| want(guest.whom)).collect();
    let (day, contact) = (day.to_string(), "206-555-0100".to_owned());
    let form = start_together(people, Some("office".into()), day, Some(Need::Routine), contact);
    let location = browser.ask(form).await.location.unwrap();
    let id = location.rsplit('/').next().unwrap().into();
    browser.ask(find_ways(id)).await.outcome.unwrap().ways.len()
}
