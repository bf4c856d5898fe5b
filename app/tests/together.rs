//! Visits of several people at one office: one right after the other, all or none.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{cancel_appointment, list_appointments},
        grant::act_for,
        together::{
            GuestVisit, Guests, Wanted, Ways, book_together, choose_way, find_guests, find_ways,
            start_together,
        },
    },
    domain::{
        actor::Actor,
        appointment::{Refusal, State},
        draft::CONTACT_MOST,
        grant::{Relation, Scope},
        id::IdempotencyKey,
        need::Need,
        together::{Gathering, Seen},
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    store,
};
use jiff::SignedDuration;
use support::{Browser, add_role, at, household, journey::try_to_book, ledger::verified, portal};

async fn give(portal: &Portal, proxy: usize, member: usize, scope: Scope) {
    household::give(portal, household::grant(proxy, member, Relation::Carer, scope)).await;
}

/// What a form says in which all of the household want an office visit on Monday.
async fn started(browser: &mut Browser) -> IdempotencyKey {
    let Guests { people, .. } = browser.ask(find_guests()).await.outcome.unwrap();
    let want = |whom: Option<app::domain::id::Whom>| Wanted {
        whom: whom.map(|whom| whom.0).unwrap_or_default(),
        visit: "visit".into(),
    };
    let people = people.into_iter().map(|guest| want(guest.whom)).collect();
    let day = "2026-11-30".to_owned();
    let form = start_together(people, Some("office".into()), day, Some(Need::Routine), "206-555-0100".into());
    let answer = browser.ask(form).await;
    answer.outcome.unwrap();
    answer.location.unwrap().rsplit('/').next().unwrap().into()
}

async fn ways(browser: &mut Browser, id: &IdempotencyKey) -> Ways {
    browser.ask(find_ways(id.clone())).await.outcome.unwrap()
}

fn seen(ways: &Ways, n: usize) -> Vec<Seen> {
    ways.ways[n].iter().map(as_seen).collect()
}

fn as_seen(visit: &GuestVisit) -> Seen {
    Seen { role: visit.listing.role.id.clone(), start: visit.start.instant }
}

async fn choose(browser: &mut Browser, id: &IdempotencyKey, visits: Vec<Seen>) {
    let answer = browser.ask(choose_way(id.clone(), visits)).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some(format!("/together/{id}/check"))));
}

async fn booked(portal: &Portal, member: usize) -> usize {
    let own =
        store::appointment::of_member(&portal.store, &support::allowed(format!("m{member}"))).await.unwrap();
    own.iter().filter(|own| own.state == State::Booked).count()
}

#[tokio::test]
async fn two_are_booked_one_right_after_the_other_and_once() {
    let portal = portal(2).await;
    give(&portal, 0, 1, Scope::Book).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = started(&mut browser).await;
    let found = ways(&mut browser, &id).await;
    assert_eq!(found.ways.len(), 4);
    for way in &found.ways {
        let between = way[0].start.instant.duration_since(way[1].start.instant).abs();
        assert!(between >= SignedDuration::from_mins(40) && between <= SignedDuration::from_mins(60));
    }
    choose(&mut browser, &id, seen(&found, 0)).await;
    for _ in 0..2 {
        let answer = browser.ask(book_together(id.clone())).await;
        assert_eq!(answer.location, Some(format!("/together/{id}/check?done=booked")));
        assert_eq!((booked(&portal, 0).await, booked(&portal, 1).await), (1, 1));
    }
    let entries = verified(&portal.store).await;
    let by: Vec<_> =
        entries.values().flatten().map(|entry| (entry.member.0.clone(), entry.by.clone())).collect();
    assert!(
        by.contains(&("m0".into(), Actor::Member)) && by.contains(&("m1".into(), Actor::Proxy("m0".into())))
    );
    assert_eq!(shown(&ways(&mut browser, &id).await), seen(&found, 0));
}

/// The way that is shown as booked.
fn shown(ways: &Ways) -> Vec<Seen> {
    assert!(ways.booked && ways.ways.is_empty());
    ways.chosen.iter().flatten().map(as_seen).collect()
}

/// "Back", and another way; then the same in two windows at once.
#[tokio::test]
async fn what_is_booked_is_not_chosen_anew_and_no_other_way_is_told_as_booked() {
    let portal = portal(2).await;
    give(&portal, 0, 1, Scope::Book).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = started(&mut browser).await;
    let found = ways(&mut browser, &id).await;
    choose(&mut browser, &id, seen(&found, 0)).await;
    browser.ask(book_together(id.clone())).await.outcome.unwrap();
    let other = browser.ask(choose_way(id.clone(), seen(&found, 1))).await;
    assert_eq!(
        (other.outcome, other.status),
        (Err(AppError::BookedTogether { form: id.clone() }), Some(410))
    );
    browser.ask(book_together(id.clone())).await.outcome.unwrap();
    assert_eq!(shown(&ways(&mut browser, &id).await), seen(&found, 0));

    // Chosen in another window, a moment before the first was booked.
    let gathering =
        store::together::find(&portal.store, &support::allowed("m0"), &id).await.unwrap().unwrap();
    let late = Gathering { chosen: Some(seen(&found, 1)), ..gathering };
    store::together::save(&support::audited(&portal.store), &late).await.unwrap();
    let answer = browser.ask(book_together(id.clone())).await;
    assert_eq!(
        (answer.outcome, answer.status),
        (Err(AppError::BookedTogetherOtherwise { form: id.clone() }), Some(422))
    );
    assert_eq!(shown(&ways(&mut browser, &id).await), seen(&found, 0));
    assert_eq!((booked(&portal, 0).await, booked(&portal, 1).await), (1, 1));

    // What was cancelled is not told as booked, and not booked by the same form again.
    let own = browser.ask(list_appointments()).await.outcome.unwrap();
    browser.ask(cancel_appointment(own[0].appointment.id.clone())).await.outcome.unwrap();
    let cancelled = browser.ask(find_ways(id.clone())).await;
    assert_eq!(
        (cancelled.outcome.err(), cancelled.status),
        (Some(AppError::BookedTogether { form: id }), Some(410))
    );
}

#[tokio::test]
async fn where_they_are_reached_is_as_long_as_on_any_other_form() {
    let portal = portal(2).await;
    give(&portal, 0, 1, Scope::Book).await;
    let mut browser = Browser::of(&portal, 0).await;
    let form = |contact| {
        let visit = "visit".to_owned();
        let people = vec![Wanted { whom: String::new(), visit }];
        start_together(people, Some("office".into()), String::new(), Some(Need::Routine), contact)
    };
    let fault = |outcome: Result<(), AppError>| match outcome {
        Err(AppError::Invalid(errors)) => {
            errors.into_iter().find(|error| error.field == Field::Contact).map(|error| error.fault)
        }
        other => panic!("{other:?}"),
    };
    for (length, expected) in
        [(0, Some(Fault::Missing)), (CONTACT_MOST, None), (CONTACT_MOST + 1, Some(Fault::TooLong))]
    {
        assert_eq!(fault(browser.ask(form("5".repeat(length))).await.outcome), expected, "{length}");
    }
}

#[tokio::test]
async fn where_one_time_is_lost_nothing_is_booked_and_other_ways_are_told() {
    let portal = portal(3).await;
    give(&portal, 0, 1, Scope::Book).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = started(&mut browser).await;
    let found = ways(&mut browser, &id).await;
    let way = seen(&found, 0);
    choose(&mut browser, &id, way.clone()).await;
    let start: &'static str = way[1].start.to_string().leak();
    try_to_book(&mut Browser::of(&portal, 2).await, ("role", "visit", start)).await.unwrap();
    let answer = browser.ask(book_together(id.clone())).await;
    assert!(
        matches!(answer.outcome, Err(AppError::Refused(Refusal::SlotTaken { .. }))),
        "{:?}",
        answer.outcome
    );
    assert_eq!(answer.status, Some(409));
    assert_eq!((booked(&portal, 0).await, booked(&portal, 1).await), (0, 0));
    let again = ways(&mut browser, &id).await;
    assert!(!again.ways.is_empty() && (0..again.ways.len()).all(|n| seen(&again, n) != way));
    choose(&mut browser, &id, seen(&again, 0)).await;
    browser.ask(book_together(id)).await.outcome.unwrap();
    assert_eq!((booked(&portal, 0).await, booked(&portal, 1).await), (1, 1));
}

/// Families of two who all want the same times of one office at the same moment.
#[tokio::test(flavor = "multi_thread")]
async fn of_families_who_want_the_same_times_one_gets_all_of_them_and_the_others_none() {
    const FAMILIES: usize = 6;
    let portal = portal(2 * FAMILIES).await;
    add_role(&portal.store, "other", "ben", "office").await;
    portal.reload().await.unwrap();
    let mut forms = Vec::new();
    for family in 0..FAMILIES {
        give(&portal, 2 * family, 2 * family + 1, Scope::Book).await;
        let mut browser = Browser::of(&portal, 2 * family).await;
        let id = started(&mut browser).await;
        // Each family wants the same two times, some the other way round.
        let pair = ["2026-11-30T17:00:00Z", "2026-11-30T17:40:00Z"];
        let visit = |n: usize| Seen { role: ["role", "other"][n].into(), start: at(pair[n]) };
        let way = if family % 2 == 0 { vec![visit(0), visit(1)] } else { vec![visit(1), visit(0)] };
        choose(&mut browser, &id, way).await;
        forms.push((browser, id));
    }
    let race = forms
        .into_iter()
        .map(|(mut browser, id)| tokio::spawn(async move { browser.ask(book_together(id)).await.outcome }));
    let mut won = 0;
    for (family, answer) in race.collect::<Vec<_>>().into_iter().enumerate() {
        let outcome = answer.await.unwrap();
        let both = (booked(&portal, 2 * family).await, booked(&portal, 2 * family + 1).await);
        match outcome {
            Ok(()) => assert_eq!(both, (1, 1)),
            Err(error) => {
                assert!(matches!(error, AppError::Refused(Refusal::SlotTaken { .. })), "{error:?}");
                assert_eq!(both, (0, 0));
            }
        }
        won += both.0;
    }
    assert_eq!(won, 1);
    assert_eq!(verified(&portal.store).await.len(), 2);
}

/// Each family wants two times, of which the next family wants the second.
#[tokio::test(flavor = "multi_thread")]
async fn of_families_whose_wishes_overlap_each_gets_all_or_what_it_wants_is_somebody_elses() {
    const STARTS: [&str; 6] = ["16:00", "16:40", "17:20", "18:00", "18:40", "19:20"];
    let portal = portal(2 * (STARTS.len() - 1)).await;
    let mut forms = Vec::new();
    for family in 0..STARTS.len() - 1 {
        give(&portal, 2 * family, 2 * family + 1, Scope::Book).await;
        let mut browser = Browser::of(&portal, 2 * family).await;
        let id = started(&mut browser).await;
        let visit = |start: &str| Seen { role: "role".into(), start: at(&format!("2026-11-30T{start}:00Z")) };
        choose(&mut browser, &id, STARTS[family..family + 2].iter().map(|start| visit(start)).collect())
            .await;
        forms.push((browser, id));
    }
    let race = forms.into_iter().map(|(mut browser, id)| {
        tokio::spawn(async move { browser.ask(book_together(id)).await.outcome.is_ok() })
    });
    let mut won = Vec::new();
    for (family, answer) in race.collect::<Vec<_>>().into_iter().enumerate() {
        won.push(answer.await.unwrap());
        let both = (booked(&portal, 2 * family).await, booked(&portal, 2 * family + 1).await);
        assert_eq!(both, if won[family] { (1, 1) } else { (0, 0) });
    }
    let neighbour =
        |family: usize| [family.wrapping_sub(1), family + 1].into_iter().filter_map(|it| won.get(it));
    for (family, has_won) in won.iter().enumerate() {
        assert_eq!(neighbour(family).any(|neighbour| *neighbour), !has_won, "{won:?}");
    }
    verified(&portal.store).await;
}

#[tokio::test]
async fn the_rules_of_each_of_them_hold() {
    let portal = portal(2).await;
    give(&portal, 0, 1, Scope::Book).await;
    let mut other = Browser::of(&portal, 1).await;
    try_to_book(&mut other, ("role", "call", "2026-11-30T16:00:00Z")).await.unwrap();
    let mut browser = Browser::of(&portal, 0).await;
    let id = started(&mut browser).await;
    let found = ways(&mut browser, &id).await;
    let busy = at("2026-11-30T16:00:00Z")..at("2026-11-30T16:40:00Z");
    assert!(found.ways.iter().all(|way| !busy.contains(&way[1].start.instant)));
    let apart = vec![
        Seen { role: "role".into(), start: at("2026-11-30T17:00:00Z") },
        Seen { role: "role".into(), start: at("2026-11-30T19:00:00Z") },
    ];
    choose(&mut browser, &id, apart).await;
    let answer = browser.ask(book_together(id.clone())).await;
    assert!(matches!(answer.outcome, Err(AppError::Refused(Refusal::SlotTaken { .. }))), "too far apart");
    let elsewhere = vec![Seen { role: "contracted".into(), start: at("2026-11-30T17:00:00Z") }; 2];
    assert_eq!(browser.ask(choose_way(id, elsewhere)).await.outcome, Err(AppError::NotFound));
}

#[tokio::test]
async fn only_for_whom_one_may_book_and_only_what_can_wait() {
    let portal = portal(4).await;
    give(&portal, 0, 1, Scope::Book).await;
    give(&portal, 0, 2, Scope::View).await;
    let mut browser = Browser::of(&portal, 0).await;
    let guests = browser.ask(find_guests()).await.outcome.unwrap();
    assert_eq!((guests.people.len(), guests.offices.len()), (2, 1));
    let id = started(&mut browser).await;
    let stranger = Browser::of(&portal, 3).await.ask(find_ways(id.clone())).await;
    assert_eq!(stranger.outcome.err(), Some(AppError::NotFound));
    let form = |whom: &str, need| {
        let want = |whom: &str| Wanted { whom: whom.into(), visit: "visit".into() };
        start_together(vec![want(""), want(whom)], Some("office".into()), String::new(), need, "x".into())
    };
    let guess = browser.ask(form("guess", Some(Need::Routine))).await.outcome;
    assert_eq!(guess, Err(AppError::NotFound));
    let urgent = browser.ask(form("guess", Some(Need::Urgent))).await.outcome;
    assert_eq!(urgent, Err(Refusal::NotRoutine(Need::Urgent).into()));
    let alone = start_together(vec![], Some("office".into()), String::new(), Some(Need::Routine), "x".into());
    assert_eq!(browser.ask(alone).await.outcome, Err(AppError::field(Field::People, Fault::Wrong)));
    let whom = guests.people[1].whom.clone();
    browser.ask(act_for(whom, String::new())).await.outcome.unwrap();
    assert_eq!(browser.ask(find_guests()).await.outcome, Err(AppError::OwnOnly));
    browser.ask(act_for(None, String::new())).await.outcome.unwrap();
    let grant =
        store::grant::find(&portal.store, &support::allowed("m1"), &"g0-1".into()).await.unwrap().unwrap();
    store::grant::end(&support::audited(&portal.store), &grant, portal.now()).await.unwrap();
    assert_eq!(browser.ask(find_ways(id)).await.outcome.err(), Some(AppError::NotFound));
    assert_eq!(browser.ask(list_appointments()).await.outcome, Ok(vec![]));
}
