//! Registering and signing on, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::list_appointments,
        member::{choose_language, choose_physician, me},
        session::list_sessions,
        sign_on::{Typed, register, sign_off, sign_on, typed},
    },
    domain::{appointment::Refusal, news::News},
    error::{AppError, Fault, Field, FieldError},
    identity::registration::enrol,
    store,
};
use jiff::{SignedDuration, Timestamp};
use support::{
    Browser, another,
    identity::{OTHER, PASSWORD, another_code, codes, confirms, news, registers, signs_on, wrong},
    member, now, portal,
};

#[tokio::test]
async fn a_member_registers_is_signed_on_and_can_sign_on_again() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    let answer = registers(&mut browser, "0000 1000", "nunez").await;
    assert_eq!(
        (answer.outcome, answer.location),
        (Ok(()), Some("/register/code?next=%2Fbook%2Frole".into()))
    );
    let code = codes(&portal, 1).await.remove(0);
    let answer = confirms(&mut browser, &format!(" {} {} ", &code[..3], &code[3..]), PASSWORD).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/book/role".into())));
    assert_eq!(browser.ask(me()).await.outcome.unwrap().unwrap().name, "Ana Núñez");
    assert_eq!(browser.ask(sign_off()).await.location, Some("/".into()));
    assert_eq!(browser.ask(me()).await.outcome, Ok(None));
    let answer = signs_on(&mut browser, "00001000", PASSWORD).await;
    assert_eq!((answer.outcome, answer.location), (Ok(()), Some("/appointments".into())));
    assert!(browser.ask(list_appointments()).await.outcome.is_ok());
}

#[tokio::test]
async fn who_is_not_on_the_roll_gets_the_same_answer_and_no_letter() {
    let portal = portal(1).await;
    for (number, family) in [("99999999", "Nunez"), ("00001000", "Other")] {
        let mut browser = Browser::new(&portal);
        let answer = registers(&mut browser, number, family).await;
        assert_eq!(
            (answer.outcome, answer.location),
            (Ok(()), Some("/register/code?next=%2Fbook%2Frole".into()))
        );
        assert_eq!(browser.cookie("bookwell-registration").map(str::len), Some(43));
        assert_eq!(confirms(&mut browser, "123456", PASSWORD).await.outcome, wrong(Field::Code));
    }
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert!(store::outbox::due(&portal.store, now(), 100).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_right_code_comes_too_late_after_five_wrong_ones() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, "00001000", "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    for _ in 0..5 {
        assert_eq!(confirms(&mut browser, &another_code(&code), PASSWORD).await.outcome, wrong(Field::Code));
    }
    assert_eq!(confirms(&mut browser, &code, PASSWORD).await.outcome, wrong(Field::Code));
}

#[tokio::test]
async fn the_fifth_try_may_be_the_right_one_and_a_code_is_used_once() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, "00001000", "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    let mut thief = browser.clone();
    for _ in 0..4 {
        assert_eq!(confirms(&mut browser, &another_code(&code), PASSWORD).await.outcome, wrong(Field::Code));
    }
    assert_eq!(confirms(&mut browser, &code, PASSWORD).await.outcome, Ok(()));
    assert_eq!(confirms(&mut thief, &code, OTHER).await.outcome, wrong(Field::Code));
}

#[tokio::test]
async fn a_code_holds_for_ten_minutes_and_for_its_own_browser() {
    fn later() -> Timestamp {
        now() + SignedDuration::from_mins(10)
    }
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, "00001000", "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    assert_eq!(confirms(&mut Browser::new(&portal), &code, PASSWORD).await.outcome, wrong(Field::Code));
    browser.portal = another(&portal, later).await;
    assert_eq!(confirms(&mut browser, &code, PASSWORD).await.outcome, wrong(Field::Code));
}

#[tokio::test]
async fn a_password_is_fifteen_characters_and_a_short_one_costs_no_try() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, "00001000", "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    for _ in 0..6 {
        let short = Err(AppError::field(Field::Password, Fault::TooShort));
        assert_eq!(confirms(&mut browser, &code, "fourteen chars").await.outcome, short);
    }
    assert_eq!(confirms(&mut browser, &code, "fifteen ñ chars").await.outcome, Ok(()));
}

#[tokio::test]
async fn a_password_that_is_tried_first_or_known_is_refused_with_the_reason_and_costs_no_try() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    registers(&mut browser, "00001000", "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    let refused = [
        ("passwordpassword", Fault::Common),
        ("ana nunez 1958 00001000", Fault::Known),
        ("Núñez appointment Example", Fault::Known),
    ];
    for (password, fault) in refused.iter().cycle().take(6) {
        let answer = confirms(&mut browser, &code, password).await;
        assert_eq!(answer.outcome, Err(AppError::field(Field::Password, *fault)), "{password}");
    }
    assert_eq!(
        confirms(&mut browser, &another_code(&code), "passwordpassword").await.outcome,
        wrong(Field::Code)
    );
    assert_eq!(confirms(&mut browser, &code, PASSWORD).await.outcome, Ok(()));
    assert!(news(&portal).await.is_empty(), "who registers first has changed nothing");
}

#[tokio::test]
async fn registering_again_replaces_the_password_and_ends_all_sessions() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut elsewhere = Browser::new(&portal);
    signs_on(&mut elsewhere, "00001000", PASSWORD).await.outcome.unwrap();
    let mut browser = Browser::new(&portal);
    registers(&mut browser, "00001000", "Núñez").await.outcome.unwrap();
    let code = codes(&portal, 1).await.remove(0);
    confirms(&mut browser, &code, OTHER).await.outcome.unwrap();
    assert_eq!(news(&portal).await, [News::PasswordChanged]);
    assert_eq!(elsewhere.ask(me()).await.outcome, Ok(None));
    assert_eq!(browser.ask(list_sessions()).await.outcome.unwrap().len(), 1);
    assert_eq!(signs_on(&mut elsewhere, "00001000", PASSWORD).await.outcome, wrong(Field::Password));
    assert_eq!(signs_on(&mut elsewhere, "00001000", OTHER).await.outcome, Ok(()));
}

#[tokio::test]
async fn five_registrations_an_hour_for_one_number() {
    let portal = portal(2).await;
    let mut browser = Browser::new(&portal);
    for _ in 0..5 {
        assert_eq!(registers(&mut browser, "99999999", "Nobody").await.outcome, Ok(()));
    }
    let answer = registers(&mut browser, "99999999", "Nobody").await;
    assert_eq!((answer.outcome, answer.status), (Err(AppError::TooMany { minutes: 60 }), Some(429)));
    assert_eq!(registers(&mut browser, "00001001", "Núñez").await.outcome, Ok(()));
}

#[tokio::test]
async fn after_ten_wrong_passwords_the_right_one_must_wait_too_for_known_and_unknown_numbers() {
    fn later() -> Timestamp {
        now() + SignedDuration::from_mins(15)
    }
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(&portal);
    for number in ["00001000", "99999999"] {
        for _ in 0..10 {
            assert_eq!(signs_on(&mut browser, number, OTHER).await.outcome, wrong(Field::Password));
        }
        assert_eq!(
            signs_on(&mut browser, number, PASSWORD).await.outcome,
            Err(AppError::TooMany { minutes: 15 })
        );
    }
    browser.portal = another(&portal, later).await;
    assert_eq!(signs_on(&mut browser, "00001000", PASSWORD).await.outcome, Ok(()));
}

#[tokio::test]
async fn the_right_password_starts_the_count_anew() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(&portal);
    for _ in 0..2 {
        for _ in 0..9 {
            assert_eq!(signs_on(&mut browser, "00001000", OTHER).await.outcome, wrong(Field::Password));
        }
        assert_eq!(signs_on(&mut browser, "00001000", PASSWORD).await.outcome, Ok(()));
    }
}

#[tokio::test]
async fn each_sign_on_has_a_token_of_its_own_and_the_one_before_ends() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(&portal);
    signs_on(&mut browser, "00001000", PASSWORD).await.outcome.unwrap();
    let mut before = browser.clone();
    signs_on(&mut browser, "00001000", PASSWORD).await.outcome.unwrap();
    assert_ne!(before.cookie("bookwell"), browser.cookie("bookwell"));
    assert_eq!(before.ask(me()).await.outcome, Ok(None));
    assert!(browser.ask(me()).await.outcome.unwrap().is_some());
}

#[tokio::test]
async fn what_was_typed_comes_back_but_for_the_password() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    let (day, month, year) = ("15".into(), "14".into(), "1958".into());
    let answer = browser.ask(register("1-2 3".into(), day, month, year, " Núñez ".into(), None)).await;
    let unreadable = FieldError { field: Field::Born, fault: Fault::Unreadable };
    assert_eq!((answer.outcome, answer.status), (Err(AppError::Invalid(vec![unreadable])), Some(422)));
    let before = browser.ask(typed()).await.outcome.unwrap();
    let expected = Typed {
        number: "1-2 3".into(),
        family: " Núñez ".into(),
        day: "15".into(),
        month: "14".into(),
        year: "1958".into(),
        ..Typed::default()
    };
    assert_eq!(before, expected);
    signs_on(&mut browser, "42", PASSWORD).await.outcome.unwrap_err();
    assert_eq!(
        browser.ask(typed()).await.outcome.unwrap(),
        Typed { number: "42".into(), ..Typed::default() }
    );
}

#[tokio::test]
async fn an_address_elsewhere_is_not_gone_to_after_signing_on() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(&portal);
    let question = sign_on("00001000".into(), PASSWORD.into(), false, Some("//evil.example/x".into()));
    assert_eq!(browser.ask(question).await.location, Some("/appointments".into()));
    let answer = browser.ask(choose_language(true, "https://evil.example".into())).await;
    assert_eq!(answer.location, Some("/".into()));
    assert_eq!(browser.cookie("i18n_pref_locale"), Some("es"));
    assert!(browser.ask(me()).await.outcome.unwrap().unwrap().spanish);
}

#[tokio::test]
async fn pages_come_in_the_language_of_the_account_unless_one_was_chosen_in_the_browser() {
    let portal = portal(1).await;
    let number = member(0).number;
    enrol(&portal, &number, PASSWORD).await.unwrap();
    let signs_on = || sign_on(number.as_str().into(), PASSWORD.into(), false, None);

    let mut nothing_said = Browser::new(&portal);
    assert_eq!(nothing_said.ask(signs_on()).await.outcome, Ok(None));
    assert_eq!(nothing_said.cookie("i18n_pref_locale"), None);

    for (spanish, code) in [(true, "es"), (false, "en")] {
        nothing_said.ask(choose_language(spanish, "/account".into())).await.outcome.unwrap();
        let mut new = Browser::new(&portal);
        assert_eq!(new.ask(signs_on()).await.outcome, Ok(Some(spanish)));
        assert_eq!(new.cookie("i18n_pref_locale"), Some(code));

        let mut chosen = Browser::new(&portal);
        chosen.ask(choose_language(!spanish, "/".into())).await.outcome.unwrap();
        let before = chosen.cookie("i18n_pref_locale").map(ToOwned::to_owned);
        assert_eq!(chosen.ask(signs_on()).await.outcome, Ok(None));
        assert_eq!(chosen.cookie("i18n_pref_locale"), before.as_deref());
    }
}

#[tokio::test]
async fn who_has_chosen_no_language_keeps_the_spanish_in_which_they_sign_on() {
    let portal = portal(3).await;
    for n in 0..3 {
        enrol(&portal, &member(n).number, PASSWORD).await.unwrap();
    }
    let signs_on = |n: usize| sign_on(member(n).number.as_str().into(), PASSWORD.into(), false, None);
    let store = &portal.store;
    let kept = async |id: &str| {
        store::member::find(store, &id.into()).await.unwrap().and_then(|member| member.spanish)
    };
    let in_spanish = || {
        let mut browser = Browser::new(&portal);
        browser.accepts = Some("es-US,es;q=0.9,en;q=0.8");
        browser
    };
    let mut asks = in_spanish();
    assert_eq!(asks.ask(signs_on(0)).await.outcome, Ok(Some(true)));
    assert_eq!(kept("m0").await, Some(true), "letters come as the pages do");

    let mut chosen = Browser::new(&portal);
    chosen.ask(choose_language(true, "/".into())).await.outcome.unwrap();
    assert_eq!(chosen.ask(signs_on(1)).await.outcome, Ok(None), "pages go on as they are");
    assert_eq!(kept("m1").await, Some(true));

    let mut english = in_spanish();
    english.ask(choose_language(false, "/".into())).await.outcome.unwrap();
    english.ask(signs_on(2)).await.outcome.unwrap();
    assert_eq!(kept("m2").await, None);

    asks.ask(choose_language(false, "/account".into())).await.outcome.unwrap();
    let mut again = in_spanish();
    assert_eq!(again.ask(signs_on(0)).await.outcome, Ok(Some(false)), "what was chosen stays");
    assert_eq!(kept("m0").await, Some(false));
}

#[tokio::test]
async fn a_personal_physician_is_one_who_takes_new_patients() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let full = browser.ask(choose_physician("cleo".into())).await.outcome;
    assert!(matches!(full, Err(AppError::Refused(Refusal::NotOnline(_)))), "{full:?}");
    assert_eq!(browser.ask(choose_physician("none".into())).await.outcome, Err(AppError::NotFound));
    let answer = browser.ask(choose_physician("ada".into())).await;
    assert_eq!(answer.location, Some("/clinicians/ada?done=physician".into()));
    let me = browser.ask(me()).await.outcome.unwrap().unwrap();
    assert_eq!(me.physician.map(|listing| listing.clinician.id), Some("ada".into()));
}
