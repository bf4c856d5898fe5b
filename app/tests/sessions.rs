//! How long members stay signed on, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::list_appointments,
        draft::{keep_draft, latest_draft},
        member::{choose_language, me},
        session::{end_other_sessions, list_sessions, session_left, stay_signed_on, why_signed_off},
        sign_on::{sign_off, sign_on},
        travel::note_emergency,
    },
    domain::{
        need::Need,
        session::{Ended, Left, Sessions},
    },
    error::AppError,
    identity::registration::enrol,
    portal::Portal,
    store,
};
use axum::http::Method;
use jiff::{SignedDuration, Timestamp};
use support::{Browser, NINE, another, at, member, now, portal};

const PASSWORD: &str = "cedar river walking stone";

fn minutes(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

/// The same browser when so many minutes have gone by.
async fn after(browser: &Browser, clock: fn() -> Timestamp) -> Browser {
    browser.at(&another(&browser.portal, clock).await)
}

async fn is_signed_on(browser: &mut Browser) -> bool {
    browser.ask(me()).await.outcome.unwrap().is_some()
}

async fn on_a_computer(portal: &Portal, shared: bool) -> Browser {
    enrol(portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(portal);
    browser.ask(sign_on("00001000".into(), PASSWORD.into(), shared, None)).await.outcome.unwrap();
    browser
}

#[tokio::test]
async fn who_does_nothing_for_half_an_hour_is_signed_off_and_told_why() {
    let portal = portal(1).await;
    let browser = Browser::of(&portal, 0).await;
    let mut idle = after(&browser, || minutes(30)).await;
    assert_eq!(idle.ask(why_signed_off(false)).await.outcome, Ok(Some(Ended::Idle)));
    assert!(!is_signed_on(&mut idle).await);
    assert_eq!(idle.ask(list_appointments()).await.outcome, Err(AppError::SignOn));
    assert_eq!(idle.ask(session_left(false)).await.outcome, Ok(None));
    assert_eq!(idle.ask(stay_signed_on(false)).await.outcome, Ok(None), "it does not begin again");
    let mut used = after(&browser, || minutes(29)).await;
    assert!(is_signed_on(&mut used).await);
    assert!(is_signed_on(&mut after(&browser, || minutes(58)).await).await, "it was used at 29");
    assert_eq!(used.ask(why_signed_off(false)).await.outcome, Ok(None));
}

#[tokio::test]
async fn a_page_that_looks_what_is_new_keeps_nobody_signed_on() {
    let portal = portal(1).await;
    let browser = Browser::of(&portal, 0).await;
    let mut looking = after(&browser, || minutes(29)).await;
    looking.method = Method::GET;
    assert!(is_signed_on(&mut looking).await);
    assert_eq!(looking.ask(session_left(false)).await.outcome, Ok(Some(Left { seconds: 60, extends: true })));
    assert!(!is_signed_on(&mut after(&browser, || minutes(30)).await).await);
    let mut touched = looking.clone();
    touched.method = Method::POST;
    let left = touched.ask(stay_signed_on(false)).await.outcome;
    assert_eq!(left, Ok(Some(Left { seconds: 30 * 60, extends: true })));
    assert!(is_signed_on(&mut after(&browser, || minutes(30)).await).await, "all windows last longer");
}

#[tokio::test]
async fn a_use_is_written_down_once_a_minute_and_never_backwards() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let hash = app::identity::secret::hash(&[browser.cookie("bookwell").unwrap()]);
    let seen = async || store::session::find(&portal.store, &hash).await.unwrap().unwrap().seen;
    after(&browser, || now() + SignedDuration::from_secs(59)).await.ask(me()).await.outcome.unwrap();
    assert_eq!(seen().await, now());
    after(&browser, || minutes(5)).await.ask(me()).await.outcome.unwrap();
    assert_eq!(seen().await, minutes(5));
    browser.ask(me()).await.outcome.unwrap();
    assert_eq!(seen().await, minutes(5));
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours() {
    let portal = portal(1).await;
    let browser = Browser::of(&portal, 0).await;
    let hash = app::identity::secret::hash(&[browser.cookie("bookwell").unwrap()]);
    store::session::touch(&portal.store, &hash, minutes(12 * 60 - 1)).await.unwrap();
    let mut last = after(&browser, || minutes(12 * 60) - SignedDuration::from_secs(1)).await;
    assert!(is_signed_on(&mut last).await);
    assert_eq!(last.ask(stay_signed_on(false)).await.outcome, Ok(Some(Left { seconds: 1, extends: false })));
    let mut over = after(&browser, || minutes(12 * 60)).await;
    assert!(!is_signed_on(&mut over).await);
    assert_eq!(over.ask(why_signed_off(false)).await.outcome, Ok(Some(Ended::Over)));
}

#[tokio::test]
async fn times_are_those_of_the_plan() {
    let mut portal = portal(1).await;
    let sessions = Sessions { idle_minutes: 5, absolute_hours: 1, ..Sessions::default() };
    let plan = app::domain::plan::Plan { sessions, ..(*portal.plan).clone() };
    portal.plan = std::sync::Arc::new(plan);
    let mut browser = Browser::of(&portal, 0).await;
    let left = |seconds| Ok(Some(Left { seconds, extends: true }));
    assert_eq!(browser.ask(session_left(false)).await.outcome, left(5 * 60));
    let hash = app::identity::secret::hash(&[browser.cookie("bookwell").unwrap()]);
    let session = store::session::find(&portal.store, &hash).await.unwrap().unwrap();
    assert_eq!(session.until, minutes(60));
}

#[tokio::test]
async fn a_shared_computer_is_left_sooner_and_remembers_nothing() {
    let portal = portal(1).await;
    let mut own = on_a_computer(&portal, false).await;
    assert!(own.kept_for("bookwell").is_some());
    own.ask(choose_language(true, "/".into())).await.outcome.unwrap();
    assert!(own.kept_for("i18n_pref_locale").is_some());

    let mut shared = on_a_computer(&portal, true).await;
    assert_eq!(shared.kept_for("bookwell"), None, "it ends with the browser");
    assert_eq!(shared.cookie("i18n_pref_locale"), Some("es"), "the account's language");
    assert_eq!(shared.kept_for("i18n_pref_locale"), None);
    shared.ask(choose_language(false, "/".into())).await.outcome.unwrap();
    assert_eq!(shared.kept_for("i18n_pref_locale"), None);
    shared.ask(note_emergency(1, 0, String::new())).await.outcome.unwrap();
    assert_eq!(shared.kept_for("bookwell-emergency"), None);
    assert!(is_signed_on(&mut after(&shared, || minutes(9)).await).await);
    assert!(!is_signed_on(&mut after(&shared, || minutes(19)).await).await);
    shared.ask(sign_off()).await.outcome.unwrap();
    for name in ["bookwell", "i18n_pref_locale", "bookwell-emergency"] {
        assert_eq!(shared.cookie(name), None, "{name}");
    }
    own.ask(sign_off()).await.outcome.unwrap();
    assert_eq!(own.cookie("i18n_pref_locale"), Some("es"), "at home it stays");
}

#[tokio::test]
async fn a_language_chosen_before_on_a_shared_computer_goes_with_the_browser() {
    let portal = portal(1).await;
    enrol(&portal, &member(0).number, PASSWORD).await.unwrap();
    let mut browser = Browser::new(&portal);
    browser.ask(choose_language(true, "/".into())).await.outcome.unwrap();
    let answer = browser.ask(sign_on("00001000".into(), PASSWORD.into(), true, None)).await.outcome;
    assert_eq!(answer, Ok(None), "pages go on as they are");
    assert_eq!(browser.cookie("i18n_pref_locale"), Some("es"));
    assert_eq!(browser.kept_for("i18n_pref_locale"), None);
}

#[tokio::test]
async fn signing_off_everywhere_else_leaves_this_one_and_they_are_told() {
    let portal = portal(2).await;
    let (mut here, mut there) = (Browser::of(&portal, 0).await, Browser::of(&portal, 0).await);
    let mut stranger = Browser::of(&portal, 1).await;
    let sessions = here.ask(list_sessions()).await.outcome.unwrap();
    assert_eq!(sessions.iter().filter(|session| session.current).count(), 1);
    assert_eq!(sessions.len(), 2);
    assert_eq!(here.ask(end_other_sessions()).await.location, Some("/account?done=sessions".into()));
    assert!(is_signed_on(&mut here).await);
    assert!(!is_signed_on(&mut there).await);
    assert_eq!(there.ask(why_signed_off(false)).await.outcome, Ok(Some(Ended::Elsewhere)));
    assert!(is_signed_on(&mut stranger).await);
}

#[tokio::test]
async fn a_session_that_nobody_uses_is_in_no_list() {
    let portal = portal(1).await;
    let (left, used) = (Browser::of(&portal, 0).await, Browser::of(&portal, 0).await);
    after(&used, || minutes(20)).await.ask(me()).await.outcome.unwrap();
    let mut later = after(&used, || minutes(40)).await;
    assert_eq!(later.ask(list_sessions()).await.outcome.unwrap().len(), 1);
    assert!(!is_signed_on(&mut after(&left, || minutes(40)).await).await);
}

#[tokio::test]
async fn what_was_typed_is_kept_before_the_end_and_is_there_again() {
    let portal = portal(2).await;
    let browser = Browser::of(&portal, 0).await;
    let mut warned = after(&browser, || minutes(28)).await;
    let typed = |draft| {
        let (reason, contact) = ("the knee again".into(), String::new());
        keep_draft(draft, "role".into(), "visit".into(), at(NINE), Need::Routine, reason, contact, None)
    };
    let answer = warned.ask(typed(None)).await;
    let key = answer.outcome.unwrap();
    assert_eq!(answer.location, None, "the page stays");
    assert_eq!(warned.ask(typed(Some(key.clone()))).await.outcome, Ok(key.clone()), "one form is one draft");
    let mut again = Browser::of(&after(&browser, || minutes(31)).await.portal, 0).await;
    let found = again.ask(latest_draft("role".into(), "visit".into())).await.outcome.unwrap().unwrap();
    assert_eq!((found.id, found.reason), (key, "the knee again".to_owned()));
    let mut stranger = Browser::of(&again.portal, 1).await;
    assert_eq!(stranger.ask(latest_draft("role".into(), "visit".into())).await.outcome, Ok(None));
    let mut nobody = Browser::new(&portal);
    assert_eq!(nobody.ask(typed(None)).await.outcome, Err(AppError::SignOn));
}
