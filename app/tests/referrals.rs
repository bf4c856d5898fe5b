//! A referral's visits: used up by booking, given back by cancelling, kept by moving (Brief B3).
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{cancel_appointment, find_appointment, move_appointment},
        directory::search_directory,
        referral::list_referrals,
        times::{find_role, free_times},
    },
    domain::{
        appointment::Refusal,
        eligibility::Verdict,
        id::AppointmentId,
        referral::{Referral, ReferredTo},
        search::DirectoryQuery,
        time::LocalTime,
    },
    error::AppError,
    portal::Portal,
    store,
};
use jiff::civil::{Date, date};
use support::{
    Browser, NINE, at,
    journey::{Wish, confirm, draft, start, try_to_book},
    portal,
};

const HEART_AT_NINE: Wish = ("heart", "visit", NINE);
const HEART_AT_TEN: Wish = ("heart", "visit", "2026-11-30T18:00:00Z");
const HEART_NEXT_DAY: Wish = ("heart", "visit", "2026-12-01T17:00:00Z");

fn first() -> Refusal {
    Refusal::NotOnline(Verdict::ReferralFirst)
}

async fn refer(portal: &Portal, id: &str, to: ReferredTo, valid_until: Date, visits: Option<u32>) {
    let valid_from = date(2026, 11, 1);
    let referral =
        Referral { id: id.into(), member: "m0".into(), to, valid_from, valid_until, visits, used: 0 };
    store::referral::save_all(&support::hand(&portal.store), &[referral]).await.unwrap();
}

/// To heart care until the end of the year.
async fn refer_to_heart(portal: &Portal, visits: u32) {
    refer(portal, "r", ReferredTo::Specialty("heart".into()), date(2026, 12, 31), Some(visits)).await;
}

/// How many visits are left, by the referrals' ids.
async fn left(portal: &Portal) -> Vec<(String, Option<u32>)> {
    let mut all = store::referral::of_member(&portal.store, &support::allowed("m0")).await.unwrap();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all.into_iter().map(|referral| (referral.id.0.clone(), referral.left())).collect()
}

async fn used(browser: &mut Browser, id: &AppointmentId) -> Option<String> {
    let view = browser.ask(find_appointment(id.clone())).await.outcome.unwrap();
    view.appointment.referral.map(|id| id.0)
}

#[tokio::test]
async fn booking_uses_a_visit_up_and_cancelling_gives_it_back() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    refer_to_heart(&portal, 1).await;
    let id = try_to_book(&mut browser, HEART_AT_NINE).await.unwrap();
    assert_eq!(used(&mut browser, &id).await.as_deref(), Some("r"));
    assert_eq!(left(&portal).await, [("r".to_owned(), Some(0))]);
    assert_eq!(start(&mut browser, HEART_AT_TEN).await.outcome, Err(first().into()));
    let times = browser.ask(free_times("heart".into(), "visit".into(), None, None)).await.outcome.unwrap();
    assert_eq!((times.verdict, times.days), (Verdict::ReferralFirst, vec![]));
    browser.ask(cancel_appointment(id)).await.outcome.unwrap();
    assert_eq!(left(&portal).await, [("r".to_owned(), Some(1))]);
    try_to_book(&mut browser, HEART_AT_TEN).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_forms_that_want_the_last_visit_at_once_one_gets_it() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    refer_to_heart(&portal, 1).await;
    let starts = ["16:00", "16:40", "17:20", "18:00", "18:40"];
    let mut forms = Vec::new();
    for day in ["2026-11-30", "2026-12-01"] {
        for start in starts {
            let start: &'static str = format!("{day}T{start}:00Z").leak();
            forms.push(draft(&mut browser, ("heart", "visit", start)).await);
        }
    }
    let race = forms.into_iter().map(|key| {
        let mut browser = browser.clone();
        tokio::spawn(async move { confirm(&mut browser, key).await })
    });
    let mut won = 0;
    for answer in race.collect::<Vec<_>>() {
        match answer.await.unwrap() {
            Ok(_) => won += 1,
            Err(refusal) => assert_eq!(refusal, first()),
        }
    }
    assert_eq!((won, left(&portal).await), (1, vec![("r".to_owned(), Some(0))]));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_forms_at_once_use_two_referrals_and_the_one_that_ends_first_first() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    refer(&portal, "late", ReferredTo::Specialty("heart".into()), date(2027, 3, 1), Some(1)).await;
    refer(&portal, "soon", ReferredTo::Clinician("ben".into()), date(2026, 12, 15), Some(2)).await;
    let id = try_to_book(&mut browser, HEART_NEXT_DAY).await.unwrap();
    assert_eq!(used(&mut browser, &id).await.as_deref(), Some("soon"));
    let mut other = browser.clone();
    let keys = (draft(&mut browser, HEART_AT_NINE).await, draft(&mut other, HEART_AT_TEN).await);
    let (one, two) = tokio::join!(confirm(&mut browser, keys.0), confirm(&mut other, keys.1));
    let mut ids = [used(&mut browser, &one.unwrap()).await, used(&mut browser, &two.unwrap()).await];
    ids.sort();
    assert_eq!(ids.map(|id| id.unwrap()), ["late", "soon"]);
    assert_eq!(left(&portal).await, [("late".to_owned(), Some(0)), ("soon".to_owned(), Some(0))]);
}

#[tokio::test]
async fn moving_keeps_the_referral_and_goes_to_days_only_that_one_covers() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let to = ReferredTo::Specialty("heart".into());
    refer(&portal, "r", to, date(2026, 12, 1), Some(1)).await;
    let id = try_to_book(&mut browser, HEART_AT_NINE).await.unwrap();
    let move_to = |start| move_appointment(id.clone(), Some(at(start)));
    browser.ask(move_to("2026-12-01T17:00:00Z")).await.outcome.unwrap();
    assert_eq!(used(&mut browser, &id).await.as_deref(), Some("r"));
    let late = browser.ask(move_to("2026-12-02T17:00:00Z")).await;
    assert_eq!((late.outcome, late.status), (Err(first().into()), Some(409)));
    let listed = free_times("heart".into(), "visit".into(), None, Some(id.clone()));
    let days = browser.ask(listed).await.outcome.unwrap().days;
    assert_eq!(days.last().map(|day| day.date), Some(date(2026, 12, 1)));
    assert_eq!(left(&portal).await, [("r".to_owned(), Some(0))]);
}

/// What the page of the times, the one of the visits and the card in the directory say of heart care,
/// with the day of the first time.
async fn told(browser: &mut Browser) -> [(Verdict, Option<Date>); 3] {
    let times = browser.ask(free_times("heart".into(), "visit".into(), None, None)).await.outcome.unwrap();
    let place = browser.ask(find_role("heart".into())).await.outcome.unwrap();
    let offer = place.offers.into_iter().find(|offer| offer.visit_type.as_str() == "visit").unwrap();
    assert_eq!(place.verdict, offer.verdict);
    let heart = DirectoryQuery { specialty: Some("heart".into()), ..DirectoryQuery::default() };
    let found = browser.ask(search_directory(heart)).await.outcome.unwrap();
    let card = found.cards.into_iter().find(|card| card.listing.role.id.as_str() == "heart").unwrap();
    assert_eq!(found.counts.online, usize::from(card.verdict == Verdict::Online));
    let first = |times: &[LocalTime]| times.first().map(LocalTime::date);
    [(times.verdict, times.date), (offer.verdict, first(&offer.first)), (card.verdict, first(&card.next))]
}

/// Today is Tuesday, the 24th of November; a visit can be booked 30 days ahead.
#[tokio::test]
async fn a_referral_that_begins_later_opens_its_days_everywhere_and_one_that_begins_too_late_none() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    assert_eq!(told(&mut browser).await, [(Verdict::ReferralFirst, None); 3]);
    let refer = async |valid_from| {
        let (id, to) = ("r".into(), ReferredTo::Specialty("heart".into()));
        let valid_until = date(2027, 6, 30);
        let (member, visits, used) = ("m0".into(), None, 0);
        let referral = Referral { id, member, to, valid_from, valid_until, visits, used };
        store::referral::save_all(&support::hand(&portal.store), &[referral]).await.unwrap();
    };
    refer(date(2026, 12, 25)).await;
    assert_eq!(told(&mut browser).await, [(Verdict::ReferralFirst, None); 3]);
    refer(date(2026, 11, 30)).await;
    assert_eq!(told(&mut browser).await, [(Verdict::Online, Some(date(2026, 11, 30))); 3]);
    let early = start(&mut browser, ("heart", "visit", "2026-11-27T17:00:00Z")).await;
    assert_eq!((early.outcome, early.status), (Err(first().into()), Some(409)));
    try_to_book(&mut browser, HEART_AT_NINE).await.unwrap();
}

#[tokio::test]
async fn who_needs_no_referral_uses_none_up() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    refer(&portal, "r", ReferredTo::Specialty("primary".into()), date(2026, 12, 31), Some(1)).await;
    let id = try_to_book(&mut browser, ("role", "visit", NINE)).await.unwrap();
    assert_eq!(used(&mut browser, &id).await, None);
    assert_eq!(left(&portal).await, [("r".to_owned(), Some(1))]);
}

#[tokio::test]
async fn a_member_sees_whom_they_may_see_until_when_and_how_often() {
    let portal = portal(2).await;
    let mut browser = Browser::of(&portal, 0).await;
    refer_to_heart(&portal, 2).await;
    refer(&portal, "s", ReferredTo::Clinician("ben".into()), date(2026, 11, 30), None).await;
    refer(&portal, "over", ReferredTo::Clinician("ben".into()), date(2026, 11, 23), None).await;
    try_to_book(&mut browser, HEART_NEXT_DAY).await.unwrap();
    let listed = browser.ask(list_referrals()).await.outcome.unwrap();
    let facts: Vec<_> = listed.iter().map(|it| (it.days.1, it.left, it.clinician.as_deref())).collect();
    let ben = (date(2026, 11, 30), None, Some("ben Núñez, MD"));
    assert_eq!(facts, [ben, (date(2026, 12, 31), Some(1), None)]);
    assert_eq!(Browser::of(&portal, 1).await.ask(list_referrals()).await.outcome, Ok(vec![]));
    let nobody = Browser::new(&portal).ask(list_referrals()).await;
    assert_eq!((nobody.outcome, nobody.status), (Err(AppError::SignOn), Some(401)));
}
