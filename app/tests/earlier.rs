//! Earlier times: who is told first, and what comes of the answers.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{cancel_appointment, find_appointment, move_appointment},
        earlier::{ask_for_earlier, pass_earlier, stop_asking, take_earlier},
        hold::keep_time,
        times::free_times,
    },
    domain::{
        actor::Actor,
        appointment::{EventKind, Refusal},
        earlier::Wish,
        grant::{Relation, Scope},
        id::AppointmentId,
        member::Member,
        search::PartOfDay,
    },
    error::AppError,
    office::Office,
    portal::Portal,
    store::{self, outbox::Kind},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{
    Browser, NINE, TWENTY_PAST, another, at, household,
    journey::{confirm, draft, try_to_book},
    portal, too_late,
};

/// Daylight in Seattle on the day of the tests: at four in the morning nothing is proposed.
fn ten() -> Timestamp {
    at("2026-11-24T18:00:00Z")
}

/// Two hours later: whoever was told has not answered.
fn noon() -> Timestamp {
    ten() + SignedDuration::from_mins(120)
}

const LATE: [&str; 3] = ["2026-12-04T18:00:00Z", "2026-12-04T19:00:00Z", "2026-12-07T17:00:00Z"];

/// Everything before the last of [`LATE`] is taken but those, which the first members have; the
/// last member has [`NINE`].
async fn full(members: usize) -> (Portal, Vec<Browser>, Vec<AppointmentId>) {
    let portal = another(&portal(members).await, ten).await;
    let (mut browsers, mut ids) = (Vec::new(), Vec::new());
    for n in 0..members {
        browsers.push(Browser::of(&portal, n).await);
    }
    for (browser, start) in browsers.iter_mut().zip(LATE) {
        ids.push(try_to_book(browser, ("role", "visit", start)).await.unwrap());
    }
    let last = browsers.last_mut().unwrap();
    ids.push(try_to_book(last, ("role", "visit", NINE)).await.unwrap());
    let mut taken = Vec::new();
    for day in 25..=37 {
        let day = date(2026, 11, 1).saturating_add(jiff::Span::new().days(day - 1));
        let times = free_times("role".into(), "visit".into(), Some(day), None);
        let times = Browser::new(&portal).ask(times).await.outcome.unwrap().times;
        let starts = times.into_iter().map(|time| time.instant).filter(|start| *start < at(LATE[2]));
        taken.extend(starts.flat_map(|start| [start, start + SignedDuration::from_mins(20)]));
    }
    store::taken::save_claims(&portal.store, &[("role".into(), taken.clone())]).await.unwrap();
    portal.note(&"role".into(), &taken, false).await;
    (portal, browsers, ids)
}

async fn ask(browser: &mut Browser, id: &AppointmentId) {
    browser.ask(ask_for_earlier(id.clone(), Vec::new(), Vec::new())).await.outcome.unwrap();
}

/// What is proposed to a member.
async fn proposed(browser: &mut Browser, id: &AppointmentId) -> Option<Timestamp> {
    let view = browser.ask(find_appointment(id.clone())).await.outcome.unwrap();
    view.earlier.and_then(|earlier| earlier.proposal).map(|proposal| proposal.start.instant)
}

async fn start(browser: &mut Browser, id: &AppointmentId) -> Timestamp {
    let view = browser.ask(find_appointment(id.clone())).await.outcome.unwrap();
    view.appointment.start.instant
}

async fn letters(portal: &Portal) -> Vec<String> {
    let letters = store::outbox::due(&portal.store, portal.now(), 100).await.unwrap();
    let earlier = letters.into_iter().filter(|letter| letter.kind == Kind::Earlier);
    earlier.map(|letter| letter.member.to_string()).collect()
}

#[tokio::test]
async fn whoever_has_asked_first_is_told_first_and_has_the_time_by_taking_it() {
    let (portal, mut members, ids) = full(3).await;
    ask(&mut members[1], &ids[1]).await;
    let later = another(&portal, || ten() + SignedDuration::from_secs(1)).await;
    ask(&mut Browser::of(&later, 0).await, &ids[0]).await;
    assert_eq!(proposed(&mut members[1], &ids[1]).await, None);

    members[2].ask(cancel_appointment(ids[3].clone())).await.outcome.unwrap();
    portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();
    assert_eq!(proposed(&mut members[1], &ids[1]).await, Some(at(NINE)));
    assert_eq!(proposed(&mut members[0], &ids[0]).await, None);
    assert_eq!(letters(&portal).await, ["m1"]);
    let others = members[0].ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await;
    assert!(matches!(others.outcome, Err(AppError::Refused(Refusal::SlotTaken { .. }))));

    members[1].ask(take_earlier(ids[1].clone(), at(NINE))).await.outcome.unwrap();
    let view = members[1].ask(find_appointment(ids[1].clone())).await.outcome.unwrap();
    assert_eq!((view.appointment.start.instant, view.earlier), (at(NINE), None));
    let kinds: Vec<_> = view.history.iter().map(|happening| happening.kind).collect();
    assert_eq!(kinds, [EventKind::Booked, EventKind::Moved]);

    // What they gave up is earlier than nobody's, and their wish has ended.
    portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();
    assert_eq!(proposed(&mut members[0], &ids[0]).await, None);
    assert_eq!(start(&mut members[0], &ids[0]).await, at(LATE[0]));
}

#[tokio::test]
async fn a_no_and_silence_pass_it_on() {
    let (portal, mut members, ids) = full(3).await;
    for n in [0, 1, 2] {
        ask(&mut members[n], &ids[n]).await;
    }
    members[2].ask(cancel_appointment(ids[3].clone())).await.outcome.unwrap();
    portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();
    assert_eq!(proposed(&mut members[0], &ids[0]).await, Some(at(NINE)));

    members[0].ask(pass_earlier(ids[0].clone(), at(NINE))).await.outcome.unwrap();
    assert_eq!(proposed(&mut members[0], &ids[0]).await, None);
    assert_eq!(proposed(&mut members[1], &ids[1]).await, Some(at(NINE)));

    let later = another(&portal, noon).await;
    later.end_proposals(noon()).await.unwrap();
    let mut silent = Browser::of(&later, 1).await;
    let mut last = Browser::of(&later, 2).await;
    assert_eq!(proposed(&mut silent, &ids[1]).await, None);
    assert_eq!(proposed(&mut last, &ids[2]).await, Some(at(NINE)));
    assert_eq!(start(&mut silent, &ids[1]).await, at(LATE[1]));

    // Who comes too late is told so, and loses nothing.
    let late = silent.ask(take_earlier(ids[1].clone(), at(NINE))).await.outcome.unwrap_err();
    assert!(matches!(late, AppError::Refused(Refusal::SlotTaken { .. })), "{late:?}");
    assert_eq!(start(&mut silent, &ids[1]).await, at(LATE[1]));
    last.ask(pass_earlier(ids[2].clone(), at(NINE))).await.outcome.unwrap();
    assert_eq!(proposed(&mut silent, &ids[1]).await, None, "nobody is asked the same twice");
}

#[tokio::test]
async fn what_is_proposed_is_free_again_when_the_appointment_or_the_wish_ends() {
    for end in ["cancel", "move", "stop"] {
        let (portal, mut members, ids) = full(3).await;
        ask(&mut members[0], &ids[0]).await;
        members[2].ask(cancel_appointment(ids[3].clone())).await.outcome.unwrap();
        portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();
        assert_eq!(proposed(&mut members[0], &ids[0]).await, Some(at(NINE)));
        let id = ids[0].clone();
        match end {
            "cancel" => members[0].ask(cancel_appointment(id)).await.outcome.unwrap(),
            "move" => {
                let to = Some(at("2026-12-08T17:00:00Z"));
                members[0].ask(move_appointment(id, to)).await.outcome.unwrap();
            }
            _ => members[0].ask(stop_asking(id)).await.outcome.unwrap(),
        }
        assert_eq!(support::wish(&portal.store, &ids[0]).await, None, "{end}");
        members[1].ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome.unwrap();
    }
}

#[tokio::test]
async fn who_asks_while_something_is_free_is_told_at_once_and_only_what_suits() {
    let portal = another(&portal(1).await, ten).await;
    let mut one = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut one, ("role", "visit", "2026-12-08T17:00:00Z")).await.unwrap();
    let days = vec!["thursday".to_owned()];
    let wish = ask_for_earlier(id.clone(), days, vec![PartOfDay::Morning]);
    one.ask(wish).await.outcome.unwrap();
    assert_eq!(proposed(&mut one, &id).await, Some(at("2026-11-26T16:00:00Z")));
    one.ask(ask_for_earlier(id.clone(), Vec::new(), vec![PartOfDay::Evening])).await.outcome.unwrap();
    assert_eq!(proposed(&mut one, &id).await, None);
}

/// A member books by a form of before what is proposed to them for another visit: what kept it is spent,
/// and its record still there.
#[tokio::test]
async fn what_was_proposed_and_is_spent_is_not_in_the_way_when_the_clinician_is_away() {
    let (portal, mut members, ids) = full(3).await;
    let form = draft(&mut members[1], ("role", "visit", NINE)).await;
    ask(&mut members[1], &ids[1]).await;
    members[2].ask(cancel_appointment(ids[3].clone())).await.outcome.unwrap();
    portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();
    assert_eq!(proposed(&mut members[1], &ids[1]).await, Some(at(NINE)));
    confirm(&mut members[1], form).await.unwrap();
    let (friday, office) = (date(2026, 12, 4), Office::of(&portal, ten(), &Actor::Plan));
    let away = office.away(&"role".into(), (friday, friday), None).await.unwrap();
    assert_eq!((away.affected.len(), away.untold()), (2, 0));
    assert!(away.affected.iter().all(|one| one.instead.is_some()));
}

#[tokio::test]
async fn at_night_nobody_is_told() {
    let portal = portal(1).await;
    let mut one = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut one, ("role", "visit", TWENTY_PAST)).await.unwrap();
    ask(&mut one, &id).await;
    assert_eq!((proposed(&mut one, &id).await, letters(&portal).await), (None, vec![]));
    portal.propose_earlier(&"role".into(), ten()).await.unwrap();
    assert!(proposed(&mut one, &id).await.is_some());
}

#[tokio::test]
async fn a_wish_is_its_members_own_and_ends_with_the_right_to_change() {
    let (portal, mut members, ids) = full(3).await;
    let stranger = ids[0].clone();
    let asked = members[1].ask(ask_for_earlier(stranger, Vec::new(), Vec::new())).await;
    assert_eq!((asked.outcome.unwrap_err(), asked.status), (AppError::NotFound, Some(404)));
    ask(&mut members[0], &ids[0]).await;
    for outcome in [
        members[1].ask(stop_asking(ids[0].clone())).await.outcome,
        members[1].ask(take_earlier(ids[0].clone(), at(NINE))).await.outcome,
        members[1].ask(pass_earlier(ids[0].clone(), at(NINE))).await.outcome,
    ] {
        assert_eq!(outcome.unwrap_err(), AppError::NotFound);
    }
    assert!(support::wish(&portal.store, &ids[0]).await.is_some());
    // Nobody goes around the cut-off by a time that was not proposed.
    let late = another(&portal, too_late).await;
    let mut last = Browser::of(&late, 2).await;
    let asked = last.ask(ask_for_earlier(ids[3].clone(), Vec::new(), Vec::new())).await.outcome;
    assert!(matches!(asked.unwrap_err(), AppError::Refused(Refusal::TooLate { .. })));
}

#[tokio::test]
async fn whose_membership_has_ended_is_proposed_nothing_and_keeps_no_time() {
    let (portal, mut members, ids) = full(3).await;
    for n in [0, 1] {
        ask(&mut members[n], &ids[n]).await;
    }
    members[2].ask(cancel_appointment(ids[3].clone())).await.outcome.unwrap();
    portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();
    assert_eq!(proposed(&mut members[0], &ids[0]).await, Some(at(NINE)));
    let wish = support::wish(&portal.store, &ids[0]).await.unwrap();

    store::member::end(&support::hand(&portal.store), &["m0".into()], portal.now()).await.unwrap();
    assert_eq!(support::wish(&portal.store, &ids[0]).await, None);
    portal.end_holds(portal.now()).await.unwrap();
    // Written at that very moment.
    let late = Wish { proposal: None, ..wish };
    store::earlier::save(&support::audited(&portal.store), &late).await.unwrap();
    portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();
    assert_eq!(proposed(&mut members[1], &ids[1]).await, Some(at(NINE)));
}

/// A child without an e-mail, whose carer has asked for an earlier time.
#[tokio::test]
async fn what_nobody_would_read_and_answer_is_proposed_to_nobody() {
    let (portal, mut members, ids) = full(3).await;
    let child = Member { email: String::new(), ..support::member(0) };
    store::member::save_all(&portal.store, &[child]).await.unwrap();
    let given = |scope| household::give(&portal, household::grant(1, 0, Relation::Carer, scope));
    given(Scope::Book).await;
    ask(&mut household::acting(&portal).await, &ids[0]).await;
    members[2].ask(cancel_appointment(ids[3].clone())).await.outcome.unwrap();
    let propose = async || portal.propose_earlier(&"role".into(), portal.now()).await.unwrap();

    given(Scope::View).await;
    propose().await;
    store::grant::remove(&support::hand(&portal.store), &["g1-0".into()]).await.unwrap();
    propose().await;
    assert_eq!((proposed(&mut members[0], &ids[0]).await, letters(&portal).await), (None, vec![]));
    given(Scope::Book).await;
    propose().await;
    assert_eq!(proposed(&mut members[0], &ids[0]).await, Some(at(NINE)));
}

#[tokio::test]
async fn a_wish_is_forgotten_once_its_visit_is_over_and_not_before() {
    let portal = another(&portal(1).await, ten).await;
    let mut one = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut one, ("role", "visit", NINE)).await.unwrap();
    ask(&mut one, &id).await;
    for (minutes, there) in [(39, true), (40, false)] {
        store::earlier::prune(&portal.store, at(NINE) + SignedDuration::from_mins(minutes)).await.unwrap();
        let wish = support::wish(&portal.store, &id).await;
        assert_eq!(wish.is_some(), there, "{minutes} minutes after its start");
    }
}
