//! Members who have turned a second step on.

use app::{
    api::{
        member::me,
        second_factor::{SecondFactorView, begin_authenticator, second_factor, turn_on_second_step},
        second_step::take_second_step,
    },
    domain::news::News,
    identity::{authenticator::Authenticator, registration::enrol},
    portal::Portal,
};
use jiff::{SignedDuration, Timestamp};

use super::{
    Answer, Browser, another,
    identity::{PASSWORD, news, signs_on, without_language},
    member, now,
};

/// The number of the first member.
pub const NUMBER: &str = "00001000";

fn later() -> Timestamp {
    now() + SignedDuration::from_secs(90)
}

/// A member who has turned the second step on, with their authenticator and recovery codes; and the
/// portal a moment later, when the code that showed it can be used no more.
pub async fn member_with_step(portal: &Portal) -> (Portal, Authenticator, Vec<String>) {
    enrol(portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(portal);
    signs_on(&mut browser, NUMBER, PASSWORD).await.outcome.unwrap();
    let (authenticator, recovery) = turns_on(&mut browser).await;
    assert_eq!(news(portal).await, [News::AuthenticatorOn]);
    (another(portal, later).await, authenticator, recovery)
}

/// Turns it on: the authenticator and the recovery codes.
pub async fn turns_on(browser: &mut Browser) -> (Authenticator, Vec<String>) {
    browser.ask(begin_authenticator()).await.outcome.unwrap();
    let offered = view(browser).await.offered.unwrap();
    let authenticator = Authenticator::read(&offered.secret).unwrap();
    let code = authenticator.code(browser.portal.now());
    let done = browser.ask(turn_on_second_step(code)).await;
    assert_eq!((done.outcome, done.location), (Ok(()), Some("/account/second-step?done=on".into())));
    (authenticator, offered.recovery)
}

/// What the page shows of it.
pub async fn view(browser: &mut Browser) -> SecondFactorView {
    browser.ask(second_factor()).await.outcome.unwrap()
}

/// Enters a code.
pub async fn takes(browser: &mut Browser, code: &str) -> Answer<()> {
    without_language(browser.ask(take_second_step(code.to_owned(), None)).await)
}

/// Whether somebody is signed on.
pub async fn is_signed_on(browser: &mut Browser) -> bool {
    browser.ask(me()).await.outcome.unwrap().is_some()
}

/// Whoever has given the right password, and no more.
pub async fn half(portal: &Portal) -> Browser {
    let mut browser = Browser::new(portal);
    let answer = signs_on(&mut browser, NUMBER, PASSWORD).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/sign-on/code".into())));
    assert!(!is_signed_on(&mut browser).await);
    browser
}
