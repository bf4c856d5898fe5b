//! An emergency access ends, there are few of them, and none without its row.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        emergency::{end_emergency, find_emergency},
        office::office_day,
    },
    domain::{
        audit::Action,
        emergency::{EmergencyAccess, Refusal},
        staff::Duty,
    },
    error::AppError,
    store::{
        self,
        backup::{Line, bring_back},
        emergency::Opened,
    },
};
use jiff::SignedDuration;
use support::{
    Browser, another, audited,
    emergency::{
        REASON, a_day_later, a_moment_before, ana, asks, at_moment, half_an_hour_later, letters, nobody,
        offering, opens, refused, rows, sees,
    },
    hand, now,
    staff::invited,
};

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_by_the_clock_and_by_hand() {
    let portal = offering(1).await;
    let (staff, mut ana) = ana(&portal).await;
    let id = opens(&mut ana).await;
    let before = at_moment(&portal, a_moment_before).await;
    let seen = sees(&mut Browser::of_staff(&before, &staff).await, &id).await.unwrap();
    assert_eq!(seen.seconds_left, 1);
    let after = at_moment(&portal, half_an_hour_later).await;
    let mut late = Browser::of_staff(&after, &staff).await;
    let ended = late.ask(find_emergency(id.clone())).await;
    assert_eq!((ended.outcome, ended.status), (Err(refused(Refusal::Ended)), Some(404)));
    assert!(late.ask(office_day(None, None)).await.outcome.unwrap().emergencies.is_empty());

    let done = ana.ask(end_emergency(id.clone())).await;
    assert_eq!((done.outcome, done.location.as_deref()), (Ok(()), Some("/staff?done=emergency%2Dended")));
    assert_eq!(sees(&mut ana, &id).await, Err(refused(Refusal::Ended)));
    assert_eq!(ana.ask(end_emergency(id.clone())).await.outcome, Err(refused(Refusal::Ended)));
    let actions: Vec<_> = rows(&portal).await.into_iter().map(|row| row.action).collect();
    assert_eq!(actions.iter().filter(|action| **action == Action::Delete).count(), 1, "{actions:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_opens_as_many_a_day_as_the_plan_says_also_where_they_end_them() {
    let portal = offering(1).await;
    let (staff, mut ana) = ana(&portal).await;
    for _ in 0..2 {
        let id = opens(&mut ana).await;
        ana.ask(end_emergency(id)).await.outcome.unwrap();
    }
    let third = asks(&mut ana, "00001000", "1958", REASON).await;
    assert_eq!((third.outcome, third.status), (Err(refused(Refusal::MostADay)), Some(429)));
    assert_eq!(letters(&portal).await.len(), 2, "what is refused leaves nothing");
    assert_eq!(rows(&portal).await.iter().filter(|row| row.action == Action::Execute).count(), 2);
    let (ben, _) = invited(&portal, "Ben Ott", "elsewhere", Duty::Desk).await;
    opens(&mut Browser::of_staff(&portal, &ben).await).await;
    let tomorrow = at_moment(&portal, a_day_later).await;
    opens(&mut Browser::of_staff(&tomorrow, &staff).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_no_more_are_opened_than_are_allowed() {
    let portal = offering(8).await;
    let (_, mut ana) = ana(&portal).await;
    opens(&mut ana).await;
    let asking = (0..8).map(|n| {
        let mut ana = ana.clone();
        tokio::spawn(async move { asks(&mut ana, &format!("{:08}", 1000 + n), "1958", REASON).await.outcome })
    });
    let mut opened = 0;
    for asked in asking.collect::<Vec<_>>() {
        match asked.await.unwrap() {
            Ok(()) => opened += 1,
            outcome => assert_eq!(outcome, Err(refused(Refusal::MostADay))),
        }
    }
    assert_eq!((opened, letters(&portal).await.len()), (1, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn after_ten_attempts_the_right_one_must_wait_too() {
    let portal = offering(1).await;
    let (_, mut ana) = ana(&portal).await;
    for _ in 0..10 {
        assert_eq!(asks(&mut ana, "00001000", "1959", REASON).await.outcome, nobody());
    }
    let right = asks(&mut ana, "00001000", "1958", REASON).await;
    assert!(matches!(right.outcome, Err(AppError::TooMany { .. })), "{:?}", right.outcome);
    assert_eq!(right.status, Some(429));
    assert_eq!(rows(&portal).await.len(), 10, "each is a row");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_left_sees_nothing_and_opens_nothing() {
    let portal = offering(1).await;
    let (staff, mut ana) = ana(&portal).await;
    let id = opens(&mut ana).await;
    let access = store::emergency::find(&portal.store, &id).await.unwrap().unwrap();
    assert!(store::staff::end(&portal.store, &staff.id, now()).await.unwrap());
    assert_eq!(sees(&mut ana, &id).await, Err(AppError::StaffSignOn));
    assert_eq!(asks(&mut ana, "00001000", "1958", REASON).await.outcome, Err(AppError::StaffSignOn));
    let hand_of_plan = audited(&portal.store);
    let next = EmergencyAccess { id: "next".into(), ..access };
    assert_eq!(
        store::emergency::open(&hand_of_plan, &next, 9).await.unwrap(),
        Opened::Ended,
        "at that moment too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_without_it_offers_none_and_what_was_open_is_so_no_more() {
    let portal = offering(1).await;
    let (staff, mut ana) = ana(&portal).await;
    let id = opens(&mut ana).await;
    let without = another(&portal, now).await;
    let mut ana = Browser::of_staff(&without, &staff).await;
    let asked = asks(&mut ana, "00001000", "1958", REASON).await;
    assert_eq!((asked.outcome, asked.status), (Err(refused(Refusal::NotOffered)), Some(409)));
    assert_eq!(sees(&mut ana, &id).await, Err(refused(Refusal::NotOffered)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_written_down_is_neither_opened_nor_shown() {
    let portal = offering(1).await;
    let (staff, mut ana) = ana(&portal).await;
    let id = opens(&mut ana).await;
    let full = "DEFINE EVENT full ON audit WHEN $event = 'CREATE' THEN { THROW 'full' }";
    bring_back(&portal.store, Line::Definition(full)).await.unwrap();
    assert_eq!(sees(&mut ana, &id).await, Err(AppError::NotKnown));
    assert!(asks(&mut ana, "00001000", "1958", REASON).await.outcome.is_err());
    assert!(ana.ask(end_emergency(id)).await.outcome.is_err());
    assert_eq!(store::emergency::open_of(&portal.store, &staff.id, now()).await.unwrap().len(), 1);
    assert_eq!(letters(&portal).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_kept_as_long_as_the_audit() {
    let portal = offering(1).await;
    let (staff, mut ana) = ana(&portal).await;
    opens(&mut ana).await;
    let hand_of_plan = audited(&portal.store);
    store::account::close(&hand_of_plan, &support::allowed("m0"), now()).await.unwrap();
    store::member::end(&hand(&portal.store), &["m0".into()], now()).await.unwrap();
    store::emergency::prune(&portal.store, half_an_hour_later()).await.unwrap();
    assert_eq!(store::emergency::open_of(&portal.store, &staff.id, now()).await.unwrap().len(), 1);
    store::emergency::prune(&portal.store, half_an_hour_later() + SignedDuration::from_secs(1))
        .await
        .unwrap();
    assert!(store::emergency::open_of(&portal.store, &staff.id, now()).await.unwrap().is_empty());
}
