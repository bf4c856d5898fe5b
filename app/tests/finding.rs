//! The directory, a clinician and a journey, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::book,
        clinician::{find_clinician, find_role},
        directory::{Results, search_directory},
        draft::start_draft,
        times::free_times,
        travel::{TravelAnswer, note_emergency, travel_answer},
    },
    domain::{
        appointment::Refusal,
        eligibility::{ByPhone, Verdict},
        need::Need,
        referral::{Referral, ReferredTo},
        search::{Condition, DirectoryQuery},
        travel::UrgentCare,
    },
    error::AppError,
    portal::Portal,
    store,
};
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{Browser, NINE, another, at, now, portal};

async fn search(browser: &mut Browser, query: DirectoryQuery) -> Results {
    browser.ask(search_directory(query)).await.outcome.unwrap()
}

/// The roles that a search finds, in order.
async fn found(portal: &Portal, text: &str, place: &str) -> Vec<String> {
    let query = DirectoryQuery { text: text.into(), place: place.into(), ..DirectoryQuery::default() };
    let results = search(&mut Browser::new(portal), query).await;
    results.cards.into_iter().map(|card| card.listing.role.id.0).collect()
}

async fn refer(portal: &Portal, valid_until: jiff::civil::Date) {
    let referral = Referral {
        id: "r".into(),
        member: "m0".into(),
        to: ReferredTo::Specialty("heart".into()),
        valid_from: date(2026, 11, 1),
        valid_until,
        visits: None,
        used: 0,
    };
    store::referral::save_all(&support::hand(&portal.store), &[referral]).await.unwrap();
}

async fn journey(browser: &mut Browser, destination: &str) -> TravelAnswer {
    browser.ask(travel_answer(destination.into(), Some(date(2027, 3, 1)))).await.outcome.unwrap()
}

#[tokio::test]
async fn people_are_found_by_name_by_what_they_are_called_and_by_place() {
    let portal = portal(0).await;
    assert_eq!(found(&portal, "Dr. Ada", "").await, ["role"]);
    assert_eq!(found(&portal, "nunez cleo", "").await, ["full"]);
    assert_eq!(found(&portal, "cardiologist", "").await, ["heart"]);
    assert_eq!(found(&portal, "family doctor in Olympia", "").await, ["role", "full"]);
    assert_eq!(found(&portal, "", "federal way, WA").await, ["contracted"]);
    assert_eq!(found(&portal, "", "98501").await, ["role", "heart", "full"]);
    assert_eq!(found(&portal, "", "980").await, ["contracted"]);
    assert_eq!(found(&portal, "", "").await.len(), 4);
}

#[tokio::test]
async fn a_search_without_results_says_what_to_drop() {
    let portal = portal(0).await;
    let query = DirectoryQuery {
        text: "ben".into(),
        place: "Spokane".into(),
        language: Some("es".into()),
        ..DirectoryQuery::default()
    };
    let results = search(&mut Browser::new(&portal), query.clone()).await;
    assert_eq!((results.total, results.first, results.cards.len()), (0, 0, 0));
    let dropped: Vec<_> =
        results.relaxations.iter().map(|wider| (&wider.query.text[..], wider.count)).collect();
    assert_eq!(dropped, [("ben", 2), ("", 1)]);
    let near = DirectoryQuery { language: None, ..query };
    let results = search(&mut Browser::new(&portal), near).await;
    let dropped: Vec<_> = results.relaxations.iter().map(|wider| (wider.condition, wider.count)).collect();
    assert_eq!(dropped, [(Condition::Place, 2)]);
    assert_eq!(results.counts.languages, [("es".to_owned(), 0)]);
}

#[tokio::test]
async fn a_card_has_its_verdict_and_times_only_where_they_can_be_booked() {
    let portal = portal(0).await;
    let query = DirectoryQuery { visit_type: Some("visit".into()), ..DirectoryQuery::default() };
    for card in search(&mut Browser::new(&portal), query).await.cards {
        let expected = match card.listing.role.id.as_str() {
            "role" => Verdict::Online,
            "contracted" => Verdict::ByPhone(ByPhone::Contracted),
            "full" => Verdict::ByPhone(ByPhone::NotAccepting),
            _ => Verdict::ReferralFirst,
        };
        assert_eq!(card.verdict, expected);
        assert_eq!(card.next.len(), if expected == Verdict::Online { 3 } else { 0 });
        assert_eq!(card.visit_type.is_some(), expected == Verdict::Online);
    }
}

#[tokio::test]
async fn a_broken_cursor_asks_for_the_first_page() {
    let portal = portal(0).await;
    let query = DirectoryQuery { after: Some("70".into()), ..DirectoryQuery::default() };
    let results = search(&mut Browser::new(&portal), query).await;
    assert_eq!((results.total, results.first, results.cards.len()), (4, 1, 4));
}

#[tokio::test]
async fn a_clinician_has_all_places_and_what_each_offers() {
    let portal = portal(0).await;
    let mut browser = Browser::new(&portal);
    let ben = browser.ask(find_clinician("ben".into())).await.outcome.unwrap();
    assert_eq!((ben.places.len(), ben.is_physician, ben.may_be_physician), (2, false, true));
    let ada = browser.ask(find_clinician("ada".into())).await.outcome.unwrap();
    let offers: Vec<_> =
        ada.places[0].offers.iter().map(|offer| (offer.verdict, offer.first.len())).collect();
    assert_eq!(offers, [(Verdict::Online, 3), (Verdict::Online, 3)]);
    let none = browser.ask(find_clinician("none".into())).await;
    assert_eq!((none.outcome, none.status), (Err(AppError::NotFound), Some(404)));
    assert_eq!(browser.ask(find_role("none".into())).await.outcome, Err(AppError::NotFound));
}

/// Brief B1.
#[tokio::test]
async fn the_personal_physician_is_online_though_no_new_patients_are_taken() {
    let portal = portal(1).await;
    store::member::choose_physician(
        &support::audited(&portal.store),
        &support::allowed("m0"),
        &"cleo".into(),
    )
    .await
    .unwrap();
    let mut browser = Browser::of(&portal, 0).await;
    let place = browser.ask(find_role("full".into())).await.outcome.unwrap();
    assert_eq!(place.verdict, Verdict::Online);
    assert!(browser.ask(find_clinician("cleo".into())).await.outcome.unwrap().is_physician);
    let query = DirectoryQuery { online: true, ..DirectoryQuery::default() };
    let online = |results: Results| -> Vec<_> {
        results.cards.into_iter().map(|card| card.listing.role.id.0).collect()
    };
    assert_eq!(online(search(&mut browser, query.clone()).await), ["role", "full"]);
    assert_eq!(online(search(&mut Browser::new(&portal), query).await), ["role"]);
    let stranger = Browser::new(&portal).ask(find_role("full".into())).await.outcome.unwrap();
    assert_eq!(stranger.verdict, Verdict::ByPhone(ByPhone::NotAccepting));
}

/// Brief B3: the list, the draft and the booking agree about each day.
#[tokio::test]
async fn a_referral_opens_the_days_that_it_covers() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let times = || free_times("heart".into(), "visit".into(), None, None);
    assert_eq!(browser.ask(times()).await.outcome.unwrap().verdict, Verdict::ReferralFirst);
    refer(&portal, date(2026, 11, 27)).await;
    let listed = browser.ask(times()).await.outcome.unwrap();
    let days: Vec<_> = listed.days.iter().map(|day| day.date).collect();
    assert_eq!((listed.verdict, days.last()), (Verdict::Online, Some(&date(2026, 11, 27))));
    let draft = |start| {
        start_draft(
            None,
            "heart".into(),
            "visit".into(),
            start,
            Need::Routine,
            String::new(),
            "x".into(),
            None,
        )
    };
    let late = browser.ask(draft(at(NINE))).await.outcome;
    assert_eq!(late, Err(Refusal::NotOnline(Verdict::ReferralFirst).into()));
    let covered = browser.ask(draft(listed.times[0].instant)).await.location.unwrap();
    let key = covered.rsplit('/').next().unwrap().into();
    assert_eq!(browser.ask(book(key)).await.outcome, Ok(()));
}

/// Brief B14: four in the morning in Seattle, and eight.
#[tokio::test]
async fn urgent_care_on_a_journey_is_the_physician_once_the_office_is_open() {
    fn eight() -> Timestamp {
        at("2026-11-24T16:00:00Z")
    }
    let portal = portal(1).await;
    store::member::choose_physician(&support::audited(&portal.store), &support::allowed("m0"), &"ada".into())
        .await
        .unwrap();
    let mut browser = Browser::of(&portal, 0).await;
    let answer = journey(&mut browser, "FR").await;
    assert_eq!(answer.urgent, UrgentCare::ConsultingNurse { opens: Some(eight()) });
    assert_eq!(answer.opens.map(|opens| opens.instant), Some(eight()));
    assert_eq!(answer.country.map(|country| country.emergency), Some(vec!["112".to_owned()]));
    assert_eq!(answer.advice, Some((date(2027, 1, 18), date(2027, 2, 1))));
    let mut browser = Browser::of(&another(&portal, eight).await, 0).await;
    let answer = journey(&mut browser, "FR").await;
    assert_eq!((answer.urgent, answer.opens), (UrgentCare::PersonalPhysician, None));
    let nobody = journey(&mut Browser::new(&portal), "elsewhere").await;
    assert_eq!((nobody.urgent, nobody.physician), (UrgentCare::ConsultingNurse { opens: None }, None));
}

/// Brief B13.
#[tokio::test]
async fn an_emergency_is_counted_from_when_it_began_and_kept_in_the_browser_alone() {
    let portal = portal(0).await;
    let mut browser = Browser::new(&portal);
    let answer = browser.ask(note_emergency(2, 30, "FR".into())).await;
    assert_eq!(answer.location, Some("/travel?to=FR#emergency".into()));
    let began = now() - SignedDuration::from_mins(150);
    let answer = journey(&mut browser, "FR").await;
    let deadline = answer.deadline.map(|deadline| deadline.instant);
    assert_eq!((answer.began, deadline), (Some(began), Some(began + SignedDuration::from_hours(24))));
    assert_eq!(journey(&mut Browser::new(&portal), "FR").await.began, None);
}
