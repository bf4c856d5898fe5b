//! Somebody has learned a member's password: what it does not open, and what ends what they have begun.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{contact::change_email, second_factor::prove_again, second_step::mail_second_step},
    domain::actor::Actor,
    error::AppError,
    identity::registration::enrol,
    store,
};
use jiff::{SignedDuration, Timestamp};
use support::{
    Browser, another,
    identity::{OTHER, PASSWORD, codes, confirms, registers, signs_on},
    member, now, portal,
    step::{NUMBER, half, is_signed_on, member_with_step, takes, turns_on},
};

fn ten_minutes_later() -> Timestamp {
    now() + SignedDuration::from_mins(10)
}

#[tokio::test]
async fn who_turns_a_second_step_on_signs_everybody_off_who_came_in_without_it() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let (mut own, mut foreign) = (Browser::new(&portal), Browser::new(&portal));
    signs_on(&mut foreign, NUMBER, PASSWORD).await.outcome.unwrap();
    signs_on(&mut own, NUMBER, PASSWORD).await.outcome.unwrap();
    turns_on(&mut own).await;
    assert!(is_signed_on(&mut own).await);
    assert!(!is_signed_on(&mut foreign).await);
}

#[tokio::test]
async fn the_e_mail_changes_only_after_the_second_step_was_taken_a_moment_ago() {
    let first = portal(1).await;
    let (portal, authenticator, _) = member_with_step(&first).await;
    let mut browser = half(&portal).await;
    takes(&mut browser, &authenticator.code(portal.now())).await.outcome.unwrap();
    let change = || change_email("else@example.org".into(), PASSWORD.into());
    let mut fresh = browser.clone();
    fresh.ask(change()).await.outcome.unwrap();
    browser.portal = another(&first, ten_minutes_later).await;
    assert_eq!(browser.ask(change()).await.outcome, Err(AppError::ProveAgain));
    browser.ask(prove_again(PASSWORD.into(), None)).await.outcome.unwrap();
    assert_eq!(browser.ask(change()).await.outcome, Err(AppError::ProveAgain), "the password is not enough");
    let code = authenticator.code(browser.portal.now());
    takes(&mut browser, &code).await.outcome.unwrap();
    browser.ask(change()).await.outcome.unwrap();
}

#[tokio::test]
async fn a_new_password_ends_the_sign_ons_that_wait_for_their_second_step() {
    let (portal, authenticator, recovery) = member_with_step(&portal(1).await).await;
    let mut foreign = half(&portal).await;
    let mut own = Browser::new(&portal);
    registers(&mut own, NUMBER, "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    confirms(&mut own, &code, OTHER).await.outcome.unwrap();
    takes(&mut own, &authenticator.code(portal.now())).await.outcome.unwrap();
    assert_eq!(takes(&mut foreign, &recovery[0]).await.outcome, Err(AppError::SignOn));
    assert!(is_signed_on(&mut own).await);
}

#[tokio::test]
async fn whose_membership_has_ended_comes_in_by_nothing_that_they_have_begun() {
    let (portal, _, recovery) = member_with_step(&portal(1).await).await;
    let (mut waits, mut registering) = (half(&portal).await, Browser::new(&portal));
    waits.ask(mail_second_step(None)).await.outcome.unwrap();
    let step = codes(&portal, 1).await.remove(0);
    registers(&mut registering, NUMBER, "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    let plan = portal.store.by(Actor::Plan, portal.now());
    store::member::end(&plan, &["m0".into()], portal.now()).await.unwrap();
    for code in [&step, &recovery[0]] {
        assert_eq!(takes(&mut waits, code).await.outcome, Err(AppError::SignOn));
    }
    assert!(confirms(&mut registering, &code, OTHER).await.outcome.is_err());
    assert!(!is_signed_on(&mut registering).await);
}
