//! The second step of signing on, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        second_factor::{
            begin_authenticator, begin_recovery_codes, leave_second_step, prove_again, renew_recovery_codes,
            turn_off_second_step, turn_on_second_step,
        },
        second_step::{SecondStepView, mail_second_step, second_step},
    },
    domain::{
        actor::Actor,
        audit::{Access, Action, Kind, Outcome},
        news::News,
    },
    error::{AppError, Fault, Field},
    identity::{authenticator::Authenticator, registration::enrol},
    store::{self, audit::Wanted},
};
use jiff::{SignedDuration, Timestamp};
use support::{
    Browser, another,
    identity::{OTHER, PASSWORD, another_code, codes, confirms, news, registers, signs_on, wrong},
    member, now, portal,
    step::{NUMBER, half, is_signed_on, member_with_step, takes, turns_on, view},
};

fn too_late() -> Timestamp {
    now() + SignedDuration::from_mins(10)
}

#[tokio::test]
async fn it_is_turned_on_with_a_code_that_shows_it_and_its_codes_are_shown_once() {
    let portal = portal(2).await;
    let mut browser = Browser::of(&portal, 0).await;
    let before = view(&mut browser).await;
    assert_eq!((before.is_on, before.is_fresh, before.offered), (false, true, None));
    assert_eq!(browser.ask(turn_on_second_step("123456".into())).await.outcome, wrong(Field::OneTime));
    browser.ask(begin_authenticator()).await.outcome.unwrap();
    let offered = view(&mut browser).await.offered.unwrap();
    assert_eq!(offered.recovery.len(), 10);
    assert_eq!(view(&mut browser).await.offered, Some(offered.clone()), "the same once more");
    let code = Authenticator::read(&offered.secret).unwrap().code(now());
    assert_eq!(browser.ask(turn_on_second_step(another_code(&code))).await.outcome, wrong(Field::OneTime));
    browser.ask(turn_on_second_step(format!("{} {}", &code[..3], &code[3..]))).await.outcome.unwrap();
    let after = view(&mut browser).await;
    assert_eq!((after.is_on, after.recovery_left, after.offered, after.recovery), (true, 10, None, None));
    assert_eq!(news(&portal).await, [News::AuthenticatorOn]);
    assert!(!view(&mut Browser::of(&portal, 1).await).await.is_on, "nobody else's");
}

#[tokio::test]
async fn after_the_right_password_a_code_is_asked_for_and_taken_once() {
    let (portal, authenticator, _) = member_with_step(&portal(1).await).await;
    let mut stranger = Browser::new(&portal);
    assert_eq!(
        signs_on(&mut stranger, NUMBER, OTHER).await.outcome,
        wrong(Field::Password),
        "nothing is told before"
    );
    assert_eq!(stranger.ask(second_step()).await.outcome, Ok(None));
    assert_eq!(takes(&mut stranger, "123456").await.outcome, Err(AppError::SignOn));
    let (mut browser, mut other) = (half(&portal).await, half(&portal).await);
    let waiting = browser.ask(second_step()).await.outcome.unwrap().unwrap();
    assert_eq!(waiting, SecondStepView { by_mail: true, mailed: false });
    let code = authenticator.code(portal.now());
    assert_eq!(takes(&mut browser, "").await.outcome, Err(AppError::field(Field::OneTime, Fault::Missing)));
    assert_eq!(takes(&mut browser, &another_code(&code)).await.outcome, wrong(Field::OneTime));
    let answer = takes(&mut browser, &code).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/appointments".into())));
    assert!(is_signed_on(&mut browser).await);
    assert_eq!(takes(&mut other, &code).await.outcome, wrong(Field::OneTime), "it was used");
    assert!(news(&portal).await.is_empty(), "what is as usual is told to nobody");
}

#[tokio::test]
async fn it_waits_for_ten_minutes_and_in_its_own_browser() {
    let portal = portal(1).await;
    let (soon, authenticator, _) = member_with_step(&portal).await;
    let mut browser = half(&soon).await;
    browser.portal = another(&portal, || too_late() + SignedDuration::from_mins(2)).await;
    let code = authenticator.code(browser.portal.now());
    assert_eq!(takes(&mut browser, &code).await.outcome, Err(AppError::SignOn));
    assert_eq!(takes(&mut Browser::new(&browser.portal), &code).await.outcome, Err(AppError::SignOn));
}

#[tokio::test]
async fn a_recovery_code_stands_in_once_and_the_member_is_told() {
    let (portal, _, recovery) = member_with_step(&portal(1).await).await;
    let (mut browser, mut other) = (half(&portal).await, half(&portal).await);
    takes(&mut browser, &recovery[3].to_uppercase()).await.outcome.unwrap();
    assert!(is_signed_on(&mut browser).await);
    assert_eq!(news(&portal).await, [News::RecoveryUsed]);
    assert_eq!(view(&mut browser).await.recovery_left, 9);
    assert_eq!(takes(&mut other, &recovery[3]).await.outcome, wrong(Field::OneTime));
    takes(&mut other, &recovery[4]).await.outcome.unwrap();
}

#[tokio::test]
async fn a_code_by_e_mail_is_the_last_resort_and_the_member_is_told() {
    let (portal, ..) = member_with_step(&portal(1).await).await;
    let (mut browser, mut other) = (half(&portal).await, half(&portal).await);
    assert_eq!(browser.ask(mail_second_step(None)).await.location, Some("/sign-on/code".into()));
    let waiting = browser.ask(second_step()).await.outcome.unwrap().unwrap();
    assert_eq!(waiting, SecondStepView { by_mail: true, mailed: true });
    let code = codes(&portal, 1).await.remove(0);
    assert_eq!(takes(&mut other, &code).await.outcome, wrong(Field::OneTime), "for its own browser");
    assert_eq!(takes(&mut browser, &another_code(&code)).await.outcome, wrong(Field::OneTime));
    let mut again = browser.clone();
    takes(&mut browser, &code).await.outcome.unwrap();
    assert!(is_signed_on(&mut browser).await);
    assert_eq!(news(&portal).await, [News::MailUsed]);
    assert_eq!(takes(&mut again, &code).await.outcome, Err(AppError::SignOn), "once");
}

#[tokio::test]
async fn five_codes_by_e_mail_an_hour() {
    let (portal, ..) = member_with_step(&portal(1).await).await;
    for _ in 0..5 {
        half(&portal).await.ask(mail_second_step(None)).await.outcome.unwrap();
    }
    let answer = half(&portal).await.ask(mail_second_step(None)).await.outcome;
    assert!(matches!(answer, Err(AppError::TooMany { .. })), "{answer:?}");
}

#[tokio::test]
async fn after_ten_wrong_codes_the_right_one_must_wait_too_in_any_browser() {
    let (portal, authenticator, _) = member_with_step(&portal(1).await).await;
    let code = authenticator.code(portal.now());
    for _ in 0..10 {
        let mut browser = half(&portal).await;
        assert_eq!(takes(&mut browser, &another_code(&code)).await.outcome, wrong(Field::OneTime));
    }
    assert_eq!(news(&portal).await, [News::StepsRefused], "somebody knows the password");
    let answer = takes(&mut half(&portal).await, &code).await.outcome;
    assert!(matches!(answer, Err(AppError::TooMany { .. })), "{answer:?}");
    let wanted = Wanted { kind: Some(Kind::SignOn), ..Wanted::default() };
    let rows = store::audit::search(&portal.store, &wanted, 100).await.unwrap();
    assert_eq!(rows.iter().filter(|row| row.outcome == Outcome::Refused).count(), 10, "each by itself");
}

#[tokio::test]
async fn registering_again_keeps_it_and_changes_nothing_before_it_is_taken() {
    let (portal, authenticator, _) = member_with_step(&portal(1).await).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, NUMBER, "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    let answer = confirms(&mut browser, &code, OTHER).await;
    assert_eq!(answer.location.as_deref(), Some("/sign-on/code?next=%2Fbook%2Frole"));
    assert!(!is_signed_on(&mut browser).await);
    half(&portal).await;
    let waiting = browser.ask(second_step()).await.outcome.unwrap().unwrap();
    assert!(!waiting.by_mail, "the same proof once more");
    assert_eq!(browser.ask(mail_second_step(None)).await.outcome, Err(AppError::NotFound));
    takes(&mut browser, &authenticator.code(portal.now())).await.outcome.unwrap();
    assert!(is_signed_on(&mut browser).await);
    assert_eq!(news(&portal).await, [News::PasswordChanged]);
    assert_eq!(signs_on(&mut Browser::new(&portal), NUMBER, PASSWORD).await.outcome, wrong(Field::Password));
}

#[tokio::test]
async fn beside_it_a_password_of_eight_characters_does() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, NUMBER, "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    let short = || Err(AppError::field(Field::Password, Fault::TooShort));
    assert_eq!(confirms(&mut browser, &code, "kq7vz2mw").await.outcome, short());
    let (portal, authenticator, _) = member_with_step(&portal).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, NUMBER, "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    assert_eq!(confirms(&mut browser, &code, "kq7vz2m").await.outcome, short());
    confirms(&mut browser, &code, "kq7vz2mw").await.outcome.unwrap();
    takes(&mut browser, &authenticator.code(portal.now())).await.outcome.unwrap();
    signs_on(&mut Browser::new(&portal), NUMBER, "kq7vz2mw").await.outcome.unwrap();
    assert!(view(&mut browser).await.is_short);
    assert_eq!(browser.ask(turn_off_second_step()).await.outcome, short(), "alone it is not enough");
    assert!(view(&mut browser).await.is_on);
    let plan = Access::new(portal.now(), Actor::Plan, "m0".into(), (Action::Update, Kind::Credential));
    let ended =
        store::second_factor::remove(&portal.store.audited(plan), &support::allowed("m0"), portal.now())
            .await;
    assert_eq!(ended.ok(), Some(true));
    let answer = signs_on(&mut Browser::new(&portal), NUMBER, "kq7vz2mw").await.outcome;
    assert_eq!(answer, wrong(Field::Password), "it has gone with it");
}

#[tokio::test]
async fn new_recovery_codes_hold_once_they_were_kept_and_the_old_ones_do_not() {
    let (portal, _, old) = member_with_step(&portal(1).await).await;
    let mut browser = half(&portal).await;
    takes(&mut browser, &old[0]).await.outcome.unwrap();
    news(&portal).await;
    assert_eq!(browser.ask(renew_recovery_codes()).await.outcome, Err(AppError::NotFound));
    browser.ask(begin_recovery_codes()).await.outcome.unwrap();
    let new = view(&mut browser).await.recovery.unwrap();
    takes(&mut half(&portal).await, &old[1]).await.outcome.unwrap();
    browser.ask(renew_recovery_codes()).await.outcome.unwrap();
    assert_eq!(view(&mut browser).await.recovery, None, "not shown again");
    let told = news(&portal).await;
    assert!(told.len() == 2 && told.contains(&News::RecoveryUsed) && told.contains(&News::NewRecoveryCodes));
    assert_eq!(takes(&mut half(&portal).await, &old[2]).await.outcome, wrong(Field::OneTime));
    takes(&mut half(&portal).await, &new[2]).await.outcome.unwrap();
}

#[tokio::test]
async fn turned_off_the_password_alone_is_enough_again() {
    let (portal, authenticator, _) = member_with_step(&portal(1).await).await;
    let mut browser = half(&portal).await;
    takes(&mut browser, &authenticator.code(portal.now())).await.outcome.unwrap();
    let done = browser.ask(turn_off_second_step()).await;
    assert_eq!((done.outcome, done.location), (Ok(()), Some("/account/second-step?done=off".into())));
    assert_eq!(news(&portal).await, [News::AuthenticatorOff]);
    let mut other = Browser::new(&portal);
    signs_on(&mut other, NUMBER, PASSWORD).await.outcome.unwrap();
    assert!(is_signed_on(&mut other).await);
}

#[tokio::test]
async fn who_has_signed_on_five_minutes_ago_proves_it_again_and_has_another_session() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(&portal);
    signs_on(&mut browser, NUMBER, PASSWORD).await.outcome.unwrap();
    browser.ask(begin_authenticator()).await.outcome.unwrap();
    browser.portal = another(&portal, || now() + SignedDuration::from_mins(5)).await;
    let stale = view(&mut browser).await;
    assert_eq!((stale.is_fresh, stale.offered), (false, None), "shown to nobody who comes later");
    assert_eq!(browser.ask(begin_authenticator()).await.outcome, Err(AppError::ProveAgain));
    assert_eq!(browser.ask(begin_recovery_codes()).await.outcome, Err(AppError::ProveAgain));
    assert_eq!(browser.ask(turn_on_second_step("123456".into())).await.outcome, Err(AppError::ProveAgain));
    assert_eq!(browser.ask(turn_off_second_step()).await.outcome, Err(AppError::ProveAgain));
    assert_eq!(browser.ask(prove_again(OTHER.into(), None)).await.outcome, wrong(Field::CurrentPassword));
    let mut before = browser.clone();
    let proved = browser.ask(prove_again(PASSWORD.into(), Some("/account/second-step".into()))).await;
    assert_eq!((proved.outcome, proved.location), (Ok(None), Some("/account/second-step".into())));
    assert!(!is_signed_on(&mut before).await, "the token of before has ended");
    assert!(view(&mut browser).await.offered.is_some(), "what was begun goes on");
    turns_on(&mut browser).await;
    browser.portal = another(&portal, || now() + SignedDuration::from_mins(10)).await;
    let proved = browser.ask(prove_again(PASSWORD.into(), Some("/account/second-step".into()))).await;
    assert_eq!(proved.location.as_deref(), Some("/sign-on/code?next=%2Faccount%2Fsecond%2Dstep"));
    assert!(!view(&mut browser).await.is_fresh, "the password alone is not enough");
}

#[tokio::test]
async fn what_was_begun_can_be_left_with_all_as_it_was() {
    let (portal, authenticator, _) = member_with_step(&portal(1).await).await;
    let mut browser = half(&portal).await;
    takes(&mut browser, &authenticator.code(portal.now())).await.outcome.unwrap();
    browser.ask(begin_authenticator()).await.outcome.unwrap();
    browser.ask(begin_recovery_codes()).await.outcome.unwrap();
    browser.ask(leave_second_step()).await.outcome.unwrap();
    let view = view(&mut browser).await;
    assert_eq!((view.is_on, view.recovery_left, view.offered, view.recovery), (true, 10, None, None));
}
