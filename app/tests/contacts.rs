//! Changing the e-mail and the phone on file, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        contact::{change_email, change_phone, confirm_email, waiting_email},
        member::me,
        sign_on::{register, typed},
    },
    domain::{audit, member::Member},
    error::{AppError, Fault, Field},
    identity::registration::enrol,
    portal::Portal,
    store::{
        self,
        audit::{Wanted, find},
        outbox::{Kind, Record},
    },
};
use jiff::{SignedDuration, Timestamp};
use support::{Answer, Browser, another, member, now, portal};

const PASSWORD: &str = "cedar river walking stone";
const NEW: &str = "ana.new@example.org";

fn wrong(field: Field) -> Result<(), AppError> {
    Err(AppError::field(field, Fault::Wrong))
}

async fn signed_on(portal: &Portal) -> Browser {
    enrol(portal, &member(0).number, PASSWORD).await.unwrap();
    Browser::of(portal, 0).await
}

async fn asks(browser: &mut Browser, email: &str, password: &str) -> Answer<()> {
    browser.ask(change_email(email.into(), password.into())).await
}

async fn confirms(browser: &mut Browser, code: &str) -> Answer<()> {
    browser.ask(confirm_email(code.into())).await
}

async fn letters(portal: &Portal) -> Vec<Record> {
    store::outbox::due(&portal.store, portal.now(), 100).await.unwrap()
}

/// The code that went to the new e-mail.
async fn code(portal: &Portal) -> String {
    letters(portal).await.into_iter().find_map(|letter| letter.code).unwrap()
}

async fn on_file(portal: &Portal) -> Member {
    store::member::find(&portal.store, &"m0".into()).await.unwrap().unwrap()
}

fn another_code(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn a_new_email_is_the_members_once_its_code_was_typed_and_the_old_one_is_told() {
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    let answer = asks(&mut browser, NEW, PASSWORD).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/account/email".into())));
    assert_eq!(browser.ask(waiting_email()).await.outcome, Ok(Some("a•••@example.org".into())));
    let [letter] = &letters(&portal).await[..] else { panic!("one letter") };
    assert_eq!((letter.kind, letter.email.as_deref()), (Kind::Verify, Some(NEW)));
    assert_eq!(on_file(&portal).await.email, "m0@example.org", "nothing has changed yet");
    let code = letter.code.clone().unwrap();
    let answer = confirms(&mut browser, &format!("{} {}", &code[..3], &code[3..])).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/account?done=email".into())));
    assert_eq!(browser.ask(me()).await.outcome.unwrap().unwrap().email, NEW);
    let [notice] = &letters(&portal).await[..] else { panic!("one letter") };
    assert_eq!((notice.kind, notice.email.as_deref()), (Kind::Email, Some("m0@example.org")));
    assert_eq!(browser.ask(waiting_email()).await.outcome, Ok(None));
    assert_eq!(confirms(&mut browser, &code).await.outcome, wrong(Field::Code), "it is used once");
    let wanted = Wanted { member: Some("m0".into()), kind: Some(audit::Kind::Details), ..Wanted::default() };
    let rows = find(&portal.store, &wanted, 100).await.unwrap();
    let changes = rows.iter().filter(|row| row.action == audit::Action::Update).count();
    assert_eq!(changes, 3, "each code that is asked for or tried is written down");
}

#[tokio::test]
async fn nobody_changes_anything_without_the_password_and_guesses_are_counted_with_those_of_signing_on() {
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    assert_eq!(asks(&mut browser, NEW, "not the right one").await.outcome, wrong(Field::OwnPassword));
    for _ in 0..9 {
        let answer = browser.ask(change_phone("206-555-0111".into(), "wrong".into())).await;
        assert_eq!(answer.outcome, wrong(Field::OwnPassword));
    }
    let tried = asks(&mut browser, NEW, PASSWORD).await;
    assert_eq!((tried.outcome, tried.status), (Err(AppError::TooMany { minutes: 15 }), Some(429)));
    assert_eq!(letters(&portal).await.len(), 0);
    assert_eq!(on_file(&portal).await, member(0));
    let mut nobody = Browser::new(&portal);
    assert_eq!(asks(&mut nobody, NEW, PASSWORD).await.outcome, Err(AppError::SignOn));
}

#[tokio::test]
async fn a_code_holds_for_ten_minutes_five_tries_and_the_session_that_asked() {
    fn just_before() -> Timestamp {
        now() + SignedDuration::from_mins(10) - SignedDuration::from_secs(1)
    }
    fn later() -> Timestamp {
        now() + SignedDuration::from_mins(10)
    }
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    asks(&mut browser, NEW, PASSWORD).await.outcome.unwrap();
    let right = code(&portal).await;
    let mut elsewhere = Browser::of(&portal, 0).await;
    assert_eq!(confirms(&mut elsewhere, &right).await.outcome, wrong(Field::Code));
    let late = browser.at(&another(&portal, later).await);
    assert_eq!(confirms(&mut late.clone(), &right).await.outcome, wrong(Field::Code));
    for _ in 0..3 {
        assert_eq!(confirms(&mut browser, &another_code(&right)).await.outcome, wrong(Field::Code));
    }
    let mut fifth = browser.at(&another(&portal, just_before).await);
    assert_eq!(confirms(&mut fifth, &right).await.outcome, Ok(()));

    asks(&mut browser, "second@example.org", PASSWORD).await.outcome.unwrap();
    let right = code(&portal).await;
    for _ in 0..5 {
        assert_eq!(confirms(&mut browser, &another_code(&right)).await.outcome, wrong(Field::Code));
    }
    assert_eq!(confirms(&mut browser, &right).await.outcome, wrong(Field::Code));
    assert_eq!(browser.ask(waiting_email()).await.outcome, Ok(None));
    assert_eq!(on_file(&portal).await.email, NEW);
}

#[tokio::test]
async fn letters_to_new_addresses_are_few() {
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    for _ in 0..5 {
        asks(&mut browser, NEW, PASSWORD).await.outcome.unwrap();
    }
    assert_eq!(asks(&mut browser, NEW, PASSWORD).await.status, Some(429));
}

#[tokio::test]
async fn what_cannot_be_read_is_said_and_stays_typed_but_for_the_password() {
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    let unreadable = |field| Err(AppError::field(field, Fault::Unreadable));
    assert_eq!(asks(&mut browser, "ana@nowhere", PASSWORD).await.outcome, unreadable(Field::Email));
    assert_eq!(browser.ask(typed()).await.outcome.unwrap().email, "ana@nowhere");
    let answer = browser.ask(change_phone("911".into(), PASSWORD.into())).await;
    assert_eq!((answer.outcome, answer.status), (unreadable(Field::Phone), Some(422)));
    assert_eq!(browser.ask(typed()).await.outcome.unwrap().phone, "911");
    assert_eq!(letters(&portal).await.len(), 0);
}

#[tokio::test]
async fn a_new_phone_holds_at_once_and_a_letter_says_so() {
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    let answer = browser.ask(change_phone("(206) 555-0111".into(), PASSWORD.into())).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/account?done=phone".into())));
    assert_eq!(on_file(&portal).await.phone, "206-555-0111");
    let [letter] = &letters(&portal).await[..] else { panic!("one letter") };
    assert_eq!((letter.kind, letter.email.clone()), (Kind::Phone, None));
}

#[tokio::test]
async fn the_roll_does_not_undo_what_a_member_has_changed_until_it_says_something_new() {
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    browser.ask(change_phone("206-555-0111".into(), PASSWORD.into())).await.outcome.unwrap();
    browser.ask(change_phone("206-555-0122".into(), PASSWORD.into())).await.outcome.unwrap();
    asks(&mut browser, NEW, PASSWORD).await.outcome.unwrap();
    let code = code(&portal).await;
    confirms(&mut browser, &code).await.outcome.unwrap();
    let roll = async |member: Member| store::member::save_all(&portal.store, &[member]).await.unwrap();
    roll(Member { given: "Anna".into(), ..member(0) }).await;
    let kept = on_file(&portal).await;
    let expected = (NEW.to_owned(), "206-555-0122".to_owned(), "Anna".to_owned());
    assert_eq!((kept.email, kept.phone, kept.given), expected);
    roll(Member { email: "newer@example.org".into(), ..member(0) }).await;
    let newer = on_file(&portal).await;
    assert_eq!((newer.email.as_str(), newer.phone.as_str()), ("newer@example.org", "206-555-0122"));
    roll(member(0)).await;
    assert_eq!(on_file(&portal).await.email, "m0@example.org", "what the member had is past by then");
}

#[tokio::test]
async fn a_code_to_register_that_went_to_the_old_email_holds_no_more() {
    let portal = portal(1).await;
    let mut browser = signed_on(&portal).await;
    let mut thief = Browser::new(&portal);
    let (day, month, year) = ("15".into(), "4".into(), "1958".into());
    thief.ask(register("00001000".into(), day, month, year, "Núñez".into(), None)).await.outcome.unwrap();
    let mut to_old = None;
    for _ in 0..200 {
        to_old = letters(&portal).await.into_iter().find_map(|letter| letter.code);
        if to_old.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    asks(&mut browser, NEW, PASSWORD).await.outcome.unwrap();
    let code = code(&portal).await;
    confirms(&mut browser, &code).await.outcome.unwrap();
    let question = app::api::sign_on::confirm_registration(
        to_old.unwrap(),
        "another four long words".into(),
        false,
        None,
    );
    assert_eq!(thief.ask(question).await.outcome.map(drop), wrong(Field::Code));
}
