//! Passkeys, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod device;
#[path = "../support/mod.rs"]
mod support;

use app::{
    api::{
        member::me,
        passkey::{
            PasskeyView, add_passkey, begin_passkey, begin_passkey_sign_on, decline_passkey, list_passkeys,
            passkey_sign_on, remove_passkey,
        },
        second_factor::{begin_authenticator, second_factor, turn_on_second_step},
        session::session_left,
        sign_on::sign_off,
    },
    domain::news::News,
    error::{AppError, Fault, Field},
    identity::{authenticator::Authenticator, registration::enrol},
    portal::Portal,
};
use device::{Device, ORIGIN};
use jiff::{SignedDuration, Timestamp};
use support::{
    Answer, Browser, another,
    identity::{PASSWORD, news, signs_on, without_language, wrong},
    member, now,
};

fn five_minutes_later() -> Timestamp {
    now() + SignedDuration::from_mins(5)
}

async fn portal(members: usize) -> Portal {
    support::portal(members).await.at(ORIGIN)
}

async fn adds(browser: &mut Browser, device: &mut Device) -> Answer<()> {
    let options = browser.ask(begin_passkey(" My phone ".into())).await.outcome.unwrap();
    browser.ask(add_passkey(device.create(&options))).await
}

async fn list(browser: &mut Browser) -> Vec<PasskeyView> {
    browser.ask(list_passkeys()).await.outcome.unwrap().list
}

/// What a device answers to the browser.
async fn answered(browser: &mut Browser, device: &mut Device) -> String {
    device.get(&browser.ask(begin_passkey_sign_on()).await.outcome.unwrap())
}

async fn sends(browser: &mut Browser, answer: &str) -> Answer<()> {
    without_language(browser.ask(passkey_sign_on(answer.to_owned(), None, false)).await)
}

async fn signs_on_with(browser: &mut Browser, device: &mut Device) -> Answer<()> {
    let answer = answered(browser, device).await;
    sends(browser, &answer).await
}

/// The first member with a passkey on a device of theirs.
async fn member_with_passkey(portal: &Portal) -> (Browser, Device) {
    let (mut browser, mut device) = (Browser::of(portal, 0).await, Device::new("a device of somebody"));
    adds(&mut browser, &mut device).await.outcome.unwrap();
    assert_eq!(news(portal).await, [News::PasskeyAdded]);
    (browser, device)
}

#[tokio::test]
async fn a_passkey_is_added_and_signs_its_member_on_who_types_nothing() {
    let portal = portal(2).await;
    let (mut browser, mut device) = (Browser::of(&portal, 1).await, Device::new("a device of somebody"));
    let added = adds(&mut browser, &mut device).await;
    assert_eq!((added.outcome, added.location), (Ok(()), Some("/account/passkeys?done=added".into())));
    let [kept] = &list(&mut browser).await[..] else { panic!("one passkey") };
    assert_eq!((kept.name.as_str(), &kept.used), ("My phone", &None));
    assert_eq!(news(&portal).await, [News::PasskeyAdded]);
    let mut elsewhere = Browser::new(&portal);
    let answer = signs_on_with(&mut elsewhere, &mut device).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/appointments".into())));
    assert_eq!(elsewhere.ask(me()).await.outcome.unwrap().unwrap().email, "m1@example.org");
    assert!(list(&mut elsewhere).await[0].used.is_some());
    assert!(list(&mut Browser::of(&portal, 0).await).await.is_empty(), "nobody else's");
}

#[tokio::test]
async fn an_answer_is_taken_once_in_its_own_browser_and_within_five_minutes() {
    let portal = portal(1).await;
    let (_, mut device) = member_with_passkey(&portal).await;
    let mut browser = Browser::new(&portal);
    let answer = answered(&mut browser, &mut device).await;
    assert_eq!(sends(&mut Browser::new(&portal), &answer).await.outcome, wrong(Field::Passkey));
    let mut again = browser.clone();
    sends(&mut browser, &answer).await.outcome.unwrap();
    assert_eq!(sends(&mut again, &answer).await.outcome, wrong(Field::Passkey));
    let answer = answered(&mut again, &mut device).await;
    again.portal = another(&portal, five_minutes_later).await.at(ORIGIN);
    assert_eq!(sends(&mut again, &answer).await.outcome, wrong(Field::Passkey));
}

#[tokio::test]
async fn who_does_not_unlock_the_device_and_a_copy_of_it_are_refused() {
    let portal = portal(1).await;
    let (_, mut device) = member_with_passkey(&portal).await;
    device.verifies = false;
    assert_eq!(signs_on_with(&mut Browser::new(&portal), &mut device).await.outcome, wrong(Field::Passkey));
    device.verifies = true;
    signs_on_with(&mut Browser::new(&portal), &mut device).await.outcome.unwrap();
    device.counter -= 1;
    assert_eq!(
        signs_on_with(&mut Browser::new(&portal), &mut device).await.outcome,
        wrong(Field::Passkey),
        "it lags behind"
    );
    signs_on_with(&mut Browser::new(&portal), &mut device).await.outcome.unwrap();
}

#[tokio::test]
async fn what_is_no_answer_or_of_a_stranger_is_refused() {
    let portal = portal(2).await;
    let (mut browser, _) = member_with_passkey(&portal).await;
    for nonsense in ["", "x", "{}", &"x".repeat(20_000)] {
        let mut stranger = Browser::new(&portal);
        stranger.ask(begin_passkey_sign_on()).await.outcome.unwrap();
        assert_eq!(sends(&mut stranger, nonsense).await.outcome, wrong(Field::Passkey));
        browser.ask(begin_passkey("x".into())).await.outcome.unwrap();
        assert_eq!(browser.ask(add_passkey(nonsense.to_owned())).await.outcome, wrong(Field::Passkey));
    }
    for id in ["a device of a stranger", ""] {
        let mut stranger = Device::new(id);
        let options = browser.ask(begin_passkey("x".into())).await.outcome.unwrap();
        stranger.create(&options);
        let answer = signs_on_with(&mut Browser::new(&portal), &mut stranger).await.outcome;
        assert_eq!(answer, wrong(Field::Passkey), "{id}");
        assert_eq!(browser.ask(remove_passkey(id.into())).await.outcome, Err(AppError::NotFound), "{id}");
    }
}

#[tokio::test]
async fn nobody_adds_a_passkey_that_another_member_began() {
    let portal = portal(2).await;
    let mut begun = Browser::of(&portal, 0).await;
    let options = begun.ask(begin_passkey("x".into())).await.outcome.unwrap();
    let other = Browser::of(&portal, 1).await;
    let cookies = [
        ("bookwell", other.cookie("bookwell").unwrap()),
        ("bookwell-ceremony", begun.cookie("bookwell-ceremony").unwrap()),
    ];
    let mut mixed = Browser::with(&portal, &cookies);
    let answer = Device::new("a device of somebody").create(&options);
    assert_eq!(mixed.ask(add_passkey(answer)).await.outcome, wrong(Field::Passkey));
}

#[tokio::test]
async fn a_removed_passkey_signs_nobody_on_and_its_member_is_told() {
    let portal = portal(2).await;
    let (mut browser, mut device) = member_with_passkey(&portal).await;
    let mut second = Device::new("another device of them");
    adds(&mut browser, &mut second).await.outcome.unwrap();
    news(&portal).await;
    let id = list(&mut browser).await[0].id.clone();
    let mut other = Browser::of(&portal, 1).await;
    assert_eq!(other.ask(remove_passkey(id.clone())).await.outcome, Err(AppError::NotFound));
    let removed = browser.ask(remove_passkey(id.clone())).await;
    assert_eq!((removed.outcome, removed.location), (Ok(()), Some("/account/passkeys?done=removed".into())));
    assert_eq!(browser.ask(remove_passkey(id)).await.outcome, Err(AppError::NotFound));
    assert_eq!(news(&portal).await, [News::PasskeyRemoved]);
    assert_eq!(signs_on_with(&mut Browser::new(&portal), &mut device).await.outcome, wrong(Field::Passkey));
    let id = list(&mut browser).await[0].id.clone();
    browser.ask(remove_passkey(id)).await.outcome.unwrap();
    assert_eq!(news(&portal).await, [News::PasskeysGone]);
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    signs_on(&mut Browser::new(&portal), "00001000", PASSWORD).await.outcome.unwrap();
}

#[tokio::test]
async fn who_has_signed_on_five_minutes_ago_changes_none_until_the_passkey_proves_it() {
    let portal = portal(1).await;
    let (mut browser, mut device) = member_with_passkey(&portal).await;
    let id = list(&mut browser).await[0].id.clone();
    browser.portal = another(&portal, five_minutes_later).await.at(ORIGIN);
    assert!(!browser.ask(list_passkeys()).await.outcome.unwrap().is_fresh);
    assert_eq!(browser.ask(begin_passkey("x".into())).await.outcome, Err(AppError::ProveAgain));
    assert_eq!(browser.ask(add_passkey("x".into())).await.outcome, Err(AppError::ProveAgain));
    assert_eq!(browser.ask(remove_passkey(id.clone())).await.outcome, Err(AppError::ProveAgain));
    let mut before = browser.clone();
    signs_on_with(&mut browser, &mut device).await.outcome.unwrap();
    assert_eq!(before.ask(me()).await.outcome, Ok(None), "the token of before has ended");
    browser.ask(remove_passkey(id)).await.outcome.unwrap();
}

#[tokio::test]
async fn a_passkey_is_both_factors_and_a_password_is_one() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let (mut browser, mut device) = member_with_passkey(&portal).await;
    browser.ask(begin_authenticator()).await.outcome.unwrap();
    let offered = browser.ask(second_factor()).await.outcome.unwrap().offered.unwrap();
    let code = Authenticator::read(&offered.secret).unwrap().code(now());
    browser.ask(turn_on_second_step(code)).await.outcome.unwrap();
    let by_password = signs_on(&mut Browser::new(&portal), "00001000", PASSWORD).await;
    assert_eq!(by_password.location.as_deref(), Some("/sign-on/code"));
    let by_passkey = signs_on_with(&mut Browser::new(&portal), &mut device).await;
    assert_eq!((by_passkey.outcome, by_passkey.location), (Ok(()), Some("/appointments".into())));
}

#[tokio::test]
async fn ten_passkeys_and_names_of_sixty_letters() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let fault = |fault| Err(AppError::field(Field::PasskeyName, fault));
    assert_eq!(browser.ask(begin_passkey(" ".into())).await.outcome, fault(Fault::Missing));
    assert_eq!(browser.ask(begin_passkey("x".repeat(61))).await.outcome, fault(Fault::TooLong));
    for n in 0..10 {
        adds(&mut browser, &mut Device::new(&format!("device number {n}"))).await.outcome.unwrap();
    }
    assert_eq!(browser.ask(begin_passkey("x".into())).await.outcome, fault(Fault::Most));
}

#[tokio::test]
async fn one_is_offered_after_a_password_until_somebody_says_not_now() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(&portal);
    let is_offered =
        async |browser: &mut Browser| browser.ask(me()).await.outcome.unwrap().unwrap().offer_passkey;
    signs_on(&mut browser, "00001000", PASSWORD).await.outcome.unwrap();
    assert!(is_offered(&mut browser).await);
    browser.ask(decline_passkey()).await.outcome.unwrap();
    assert!(!is_offered(&mut browser).await);
    browser.ask(sign_off()).await.outcome.unwrap();
    signs_on(&mut browser, "00001000", PASSWORD).await.outcome.unwrap();
    assert!(!is_offered(&mut browser).await, "nor the next time");
    let mut other = Browser::new(&portal);
    signs_on(&mut other, "00001000", PASSWORD).await.outcome.unwrap();
    adds(&mut other, &mut Device::new("a device of somebody")).await.outcome.unwrap();
    assert!(!is_offered(&mut other).await);
}

#[tokio::test]
async fn a_site_without_a_name_has_none() {
    let portal = support::portal(1).await.at("https://198.51.100.7");
    assert_eq!(Browser::new(&portal).ask(begin_passkey_sign_on()).await.outcome, Err(AppError::NotFound));
    assert_eq!(
        Browser::of(&portal, 0).await.ask(begin_passkey("x".into())).await.outcome,
        Err(AppError::NotFound)
    );
}

#[tokio::test]
async fn on_a_shared_computer_it_stays_so_after_a_passkey_too() {
    let portal = portal(1).await;
    let (_, mut device) = member_with_passkey(&portal).await;
    let mut browser = Browser::new(&portal);
    let answer = answered(&mut browser, &mut device).await;
    browser.ask(passkey_sign_on(answer, None, true)).await.outcome.unwrap();
    let left = browser.ask(session_left(false)).await.outcome.unwrap().unwrap();
    assert_eq!(left.seconds, 10 * 60);
    let answer = answered(&mut browser, &mut device).await;
    browser.ask(passkey_sign_on(answer, None, false)).await.outcome.unwrap();
    let left = browser.ask(session_left(false)).await.outcome.unwrap().unwrap();
    assert_eq!(left.seconds, 10 * 60, "who proves once more sits there still");
}

#[tokio::test]
async fn ten_are_kept_however_many_are_begun() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let mut devices: Vec<_> = (0..11).map(|n| Device::new(&format!("device {n}"))).collect();
    let mut begun = Vec::new();
    for device in &mut devices {
        let options = browser.ask(begin_passkey("x".into())).await.outcome.unwrap();
        begun.push((browser.clone(), device.create(&options)));
    }
    let mut outcomes = Vec::new();
    for (mut browser, answer) in begun {
        outcomes.push(browser.ask(add_passkey(answer)).await.outcome);
    }
    let many = Err(AppError::field(Field::PasskeyName, Fault::Most));
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == many).count(), 1, "{outcomes:?}");
    assert_eq!(list(&mut browser).await.len(), 10);
    assert_eq!(browser.ask(begin_passkey("x".into())).await.outcome.err(), many.err());
}
