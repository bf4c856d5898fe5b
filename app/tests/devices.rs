//! On which devices members are signed on, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        member::me,
        session::{SessionView, end_session, list_sessions},
        sign_on::{sign_off, sign_on},
    },
    domain::{
        browser::{Browser as Known, Family, System},
        id::SessionId,
    },
    error::AppError,
    identity::registration::enrol,
    portal::Portal,
    store::{
        self,
        backup::Export,
        outbox::{Kind, Record},
    },
};
use support::{Browser, member, portal};

const PASSWORD: &str = "cedar river walking stone";
const PHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 \
    (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
const SAFARI: Known = Known { family: Some(Family::Safari), system: Some(System::Iphone) };

async fn signs_on(browser: &mut Browser, n: usize, shared: bool) {
    let number = member(n).number;
    enrol(&browser.portal, &number, PASSWORD).await.unwrap();
    let question = sign_on(number.as_str().into(), PASSWORD.into(), shared, None);
    browser.ask(question).await.outcome.unwrap();
}

async fn letters(portal: &Portal) -> Vec<Record> {
    store::outbox::due(&portal.store, portal.now(), 100).await.unwrap()
}

async fn sessions(browser: &mut Browser) -> Vec<SessionView> {
    browser.ask(list_sessions()).await.outcome.unwrap()
}

#[tokio::test]
async fn a_device_that_was_not_seen_before_is_told_to_its_member_once() {
    let portal = portal(2).await;
    let mut phone = Browser::new(&portal);
    phone.says = Some(PHONE);
    signs_on(&mut phone, 0, false).await;
    let [letter] = &letters(&portal).await[..] else { panic!("one letter") };
    assert_eq!((letter.kind, letter.member.as_str(), letter.browser), (Kind::Device, "m0", SAFARI));
    phone.ask(sign_off()).await.outcome.unwrap();
    signs_on(&mut phone, 0, false).await;
    assert_eq!(letters(&portal).await.len(), 0, "it is known");
    signs_on(&mut phone, 1, false).await;
    let [letter] = &letters(&portal).await[..] else { panic!("one letter") };
    assert_eq!(letter.member.as_str(), "m1", "to another member it is new");
    let mut other = Browser::new(&portal);
    signs_on(&mut other, 0, false).await;
    assert_eq!(letters(&portal).await.len(), 1);
    assert_ne!(other.cookie("bookwell-device"), phone.cookie("bookwell-device"));
}

#[tokio::test]
async fn a_shared_computer_is_told_each_time_and_not_remembered() {
    let portal = portal(1).await;
    let mut library = Browser::new(&portal);
    for _ in 0..2 {
        signs_on(&mut library, 0, true).await;
        assert_eq!(library.cookie("bookwell-device"), None);
        assert_eq!(letters(&portal).await.len(), 1);
        assert!(sessions(&mut library).await[0].shared);
        library.ask(sign_off()).await.outcome.unwrap();
    }
}

#[tokio::test]
async fn the_token_of_a_device_stands_nowhere_in_the_database() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    signs_on(&mut browser, 0, false).await;
    let token = browser.cookie("bookwell-device").unwrap().to_owned();
    let mut export = Export::begin(&portal.store).await.unwrap();
    let mut devices = 0;
    while let Some(line) = export.next().await.unwrap() {
        assert!(!line.contains(&token), "{line}");
        devices += line.matches("device:").count();
    }
    assert!(devices > 0, "what is known of it was looked at");
}

#[tokio::test]
async fn each_session_is_listed_with_its_browser_and_any_one_can_be_ended() {
    let portal = portal(2).await;
    let mut here = Browser::of(&portal, 0).await;
    let mut phone = Browser::new(&portal);
    phone.says = Some(PHONE);
    signs_on(&mut phone, 0, false).await;
    let listed = sessions(&mut here).await;
    let [other] = &listed.iter().filter(|session| !session.current).collect::<Vec<_>>()[..] else {
        panic!("this one and another")
    };
    assert_eq!((other.browser, listed.len()), (SAFARI, 2));
    let mut stranger = Browser::of(&portal, 1).await;
    assert_eq!(stranger.ask(end_session(other.id.clone())).await.outcome, Err(AppError::NotFound));
    let nothing = here.ask(end_session(SessionId::from(""))).await;
    assert_eq!((nothing.outcome, nothing.status), (Err(AppError::NotFound), Some(404)));
    let ended = here.ask(end_session(other.id.clone())).await;
    assert_eq!(ended.location, Some("/account?done=session".into()));
    assert_eq!(phone.ask(me()).await.outcome, Ok(None));
    let this = sessions(&mut here).await.remove(0);
    assert_eq!(here.ask(end_session(this.id)).await.location, Some("/".into()));
    assert_eq!((here.ask(me()).await.outcome, here.cookie("bookwell")), (Ok(None), None));
}
