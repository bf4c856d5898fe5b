//! People of offices: who they are, as the endpoints answer.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::list_appointments,
        member::me,
        second_factor::FactorView,
        staff::{
            EnrolmentView, begin_enrolment, enrolment, finish_enrolment, staff, staff_sign_off, staff_sign_on,
        },
    },
    domain::staff::Duty,
    error::{AppError, Fault, Field},
    identity::{authenticator::Authenticator, enrolment::invite},
    portal::Portal,
    store,
};
use jiff::{SignedDuration, Timestamp};
use support::{Answer, Browser, another, now, portal, staff::invited};

const PASSWORD: &str = "cedar river walking stone";

fn wrong(field: Field) -> Result<(), AppError> {
    Err(AppError::field(field, Fault::Wrong))
}

fn a_minute_later() -> Timestamp {
    now() + SignedDuration::from_mins(1)
}

fn two_minutes_later() -> Timestamp {
    now() + SignedDuration::from_mins(2)
}

fn a_day_later() -> Timestamp {
    now() + SignedDuration::from_hours(24)
}

async fn begins(browser: &mut Browser, code: &str) -> Answer<()> {
    browser.ask(begin_enrolment(code.to_owned())).await
}

async fn offered(browser: &mut Browser) -> Option<EnrolmentView> {
    browser.ask(enrolment()).await.outcome.unwrap()
}

async fn finishes(browser: &mut Browser, code: &str) -> Answer<()> {
    browser.ask(finish_enrolment(PASSWORD.to_owned(), code.to_owned())).await
}

async fn signs_on(browser: &mut Browser, name: &str, password: &str, code: &str) -> Answer<()> {
    browser.ask(staff_sign_on(name.to_owned(), password.to_owned(), code.to_owned(), None)).await
}

async fn is_signed_on(browser: &mut Browser) -> bool {
    browser.ask(staff()).await.outcome.unwrap().is_some()
}

/// Ana Ruiz with her authenticator and her recovery codes, who has just enrolled.
async fn enrolled(portal: &Portal) -> (Browser, Authenticator, Vec<String>) {
    let (_, code) = invited(portal, "Ana Ruiz", "office", Duty::Desk).await;
    let mut browser = Browser::new(portal);
    begins(&mut browser, &code).await.outcome.unwrap();
    let FactorView { secret, recovery, .. } = offered(&mut browser).await.unwrap().factor;
    let authenticator = Authenticator::read(&secret).unwrap();
    finishes(&mut browser, &authenticator.code(portal.now())).await.outcome.unwrap();
    (browser, authenticator, recovery)
}

#[tokio::test]
async fn who_was_given_a_code_enrols_once_and_is_signed_on() {
    let portal = portal(0).await;
    let (_, code) = invited(&portal, "Ana Ruiz", "office", Duty::Desk).await;
    let mut browser = Browser::new(&portal);
    assert_eq!(begins(&mut browser, "aaaa-bbbb-cccc-dddd").await.outcome, wrong(Field::Invitation));
    let begun = begins(&mut browser, &code.to_uppercase().replace('-', " ")).await;
    assert_eq!((begun.outcome, begun.location), (Ok(()), Some("/staff/enrol".into())));
    let view = offered(&mut browser).await.unwrap();
    assert_eq!((view.staff.name.as_str(), view.factor.recovery.len()), ("Ana Ruiz", 8));
    assert_eq!(offered(&mut browser).await, Some(view.clone()), "the same once more");
    assert_eq!(offered(&mut Browser::new(&portal)).await, None, "only in this browser");
    assert_eq!(finishes(&mut browser, "000000").await.outcome, wrong(Field::OneTime));
    let short = browser.ask(finish_enrolment("short".to_owned(), "000000".to_owned())).await.outcome;
    assert_eq!(short, Err(AppError::field(Field::Password, Fault::TooShort)));
    let named = browser.ask(finish_enrolment("ruiz appointment ruiz".to_owned(), "000000".to_owned())).await;
    assert_eq!(named.outcome, Err(AppError::field(Field::Password, Fault::Known)));
    let now = Authenticator::read(&view.factor.secret).unwrap().code(now());
    let done = finishes(&mut browser, &format!("{} {}", &now[..3], &now[3..])).await;
    assert_eq!((done.outcome, done.location), (Ok(()), Some("/staff".into())));
    assert!(is_signed_on(&mut browser).await);
    assert_eq!(offered(&mut browser).await, None, "recovery codes are not shown again");
    assert_eq!(begins(&mut Browser::new(&portal), &code).await.outcome, wrong(Field::Invitation));
}

#[tokio::test]
async fn a_code_to_enrol_ends_after_a_day_also_while_it_is_used() {
    let portal = portal(0).await;
    let (_, code) = invited(&portal, "Ana Ruiz", "office", Duty::Desk).await;
    let mut browser = Browser::new(&portal);
    begins(&mut browser, &code).await.outcome.unwrap();
    let secret = offered(&mut browser).await.unwrap().factor.secret;
    let late = another(&portal, a_day_later).await;
    let mut browser = browser.at(&late);
    assert_eq!(offered(&mut browser).await, None);
    let now = Authenticator::read(&secret).unwrap().code(a_day_later());
    assert_eq!(finishes(&mut browser, &now).await.outcome, wrong(Field::Invitation));
    assert_eq!(begins(&mut browser, &code).await.outcome, wrong(Field::Invitation));
    assert!(!is_signed_on(&mut browser).await);
}

#[tokio::test]
async fn a_code_of_the_authenticator_is_taken_once() {
    let portal = portal(0).await;
    let (mut browser, authenticator, _) = enrolled(&portal).await;
    assert_eq!(browser.ask(staff_sign_off()).await.location, Some("/staff/sign-on".into()));
    assert!(!is_signed_on(&mut browser).await);
    let used = authenticator.code(now());
    assert_eq!(signs_on(&mut browser, "Ana Ruiz", PASSWORD, &used).await.outcome, wrong(Field::Name));

    let later = another(&portal, two_minutes_later).await;
    let (mut browser, mut other) = (Browser::new(&later), Browser::new(&later));
    let fresh = authenticator.code(two_minutes_later());
    assert_eq!(
        signs_on(&mut browser, "Ana Ruiz", "not the password", &fresh).await.outcome,
        wrong(Field::Name)
    );
    assert_eq!(signs_on(&mut browser, "Ana Ruiz", PASSWORD, "123").await.outcome, wrong(Field::Name));
    assert_eq!(signs_on(&mut browser, "Ana Rey", PASSWORD, &fresh).await.outcome, wrong(Field::Name));
    let done = signs_on(&mut browser, " ana RUIZ ", PASSWORD, &fresh).await;
    assert_eq!((done.outcome, done.location), (Ok(()), Some("/staff".into())));
    assert!(is_signed_on(&mut browser).await);
    assert_eq!(signs_on(&mut other, "Ana Ruiz", PASSWORD, &fresh).await.outcome, wrong(Field::Name));
    let before = authenticator.code(a_minute_later() + SignedDuration::from_secs(30));
    assert_eq!(signs_on(&mut other, "Ana Ruiz", PASSWORD, &before).await.outcome, wrong(Field::Name));
}

#[tokio::test]
async fn a_recovery_code_stands_in_for_the_authenticator_once() {
    let portal = portal(0).await;
    let (_, _, recovery) = enrolled(&portal).await;
    let mut browser = Browser::new(&portal);
    let typed = recovery[3].to_uppercase();
    signs_on(&mut browser, "Ana Ruiz", PASSWORD, &typed).await.outcome.unwrap();
    assert!(is_signed_on(&mut browser).await);
    let again = signs_on(&mut Browser::new(&portal), "Ana Ruiz", PASSWORD, &recovery[3]).await;
    assert_eq!(again.outcome, wrong(Field::Name));
    signs_on(&mut browser, "Ana Ruiz", PASSWORD, &recovery[4]).await.outcome.unwrap();
}

#[tokio::test]
async fn who_guesses_waits() {
    let portal = portal(0).await;
    let (_, authenticator, _) = enrolled(&portal).await;
    let later = another(&portal, a_minute_later).await;
    let mut browser = Browser::new(&later);
    for _ in 0..10 {
        assert_eq!(signs_on(&mut browser, "Ana Ruiz", PASSWORD, "000000").await.outcome, wrong(Field::Name));
    }
    let right = authenticator.code(a_minute_later());
    let waits = signs_on(&mut browser, "Ana Ruiz", PASSWORD, &right).await.outcome;
    assert!(matches!(waits, Err(AppError::TooMany { .. })), "{waits:?}");
    let nothing = signs_on(&mut browser, "", "", "").await.outcome;
    let Err(AppError::Invalid(faults)) = nothing else { panic!("{nothing:?}") };
    assert_eq!(faults.len(), 3);
}

#[tokio::test]
async fn an_ended_account_is_signed_off_at_once_and_its_name_is_free() {
    let portal = portal(0).await;
    let (mut browser, authenticator, recovery) = enrolled(&portal).await;
    let id = store::staff::find_by_name(&portal.store, "Ana Ruiz").await.unwrap().unwrap().id;
    let taken = invite(&portal.store, "ANA RUÍZ", vec!["office".into()], Duty::Desk, now()).await.unwrap();
    assert!(taken.is_none(), "two of one name could not sign on");
    assert!(store::staff::end(&portal.store, &id, now()).await.unwrap());
    assert!(!store::staff::end(&portal.store, &id, now()).await.unwrap(), "once");
    assert!(!is_signed_on(&mut browser).await);
    let later = another(&portal, a_minute_later).await;
    for code in [authenticator.code(a_minute_later()), recovery[0].clone()] {
        let signing = signs_on(&mut Browser::new(&later), "Ana Ruiz", PASSWORD, &code).await.outcome;
        assert_eq!(signing, wrong(Field::Name));
    }
    let (again, _) = invited(&portal, "Ana Ruiz", "office", Duty::Desk).await;
    assert_ne!(again.id, id, "what she did before stays hers");
}

#[tokio::test]
async fn who_was_invited_and_left_before_enrolling_does_not_enrol() {
    let portal = portal(0).await;
    let (staff, code) = invited(&portal, "Ana Ruiz", "office", Duty::Desk).await;
    let mut browser = Browser::new(&portal);
    begins(&mut browser, &code).await.outcome.unwrap();
    let secret = offered(&mut browser).await.unwrap().factor.secret;
    assert!(store::staff::end(&portal.store, &staff.id, now()).await.unwrap());
    let now = Authenticator::read(&secret).unwrap().code(now());
    assert_eq!(finishes(&mut browser, &now).await.outcome, wrong(Field::Invitation));
}

#[tokio::test]
async fn a_desk_that_nobody_uses_is_signed_off_and_any_after_a_shift() {
    let portal = portal(0).await;
    let (staff, _) = invited(&portal, "Ana Ruiz", "office", Duty::Desk).await;
    let mut browser = Browser::of_staff(&portal, &staff).await;
    let soon = another(&portal, || now() + SignedDuration::from_mins(14)).await;
    let later = another(&portal, || now() + SignedDuration::from_mins(28)).await;
    let idle = another(&portal, || now() + SignedDuration::from_mins(44)).await;
    assert!(is_signed_on(&mut browser.at(&soon)).await);
    assert!(is_signed_on(&mut browser.at(&later)).await, "since she was there a quarter of an hour ago");
    assert!(!is_signed_on(&mut browser.at(&idle)).await);

    let hash = app::identity::secret::hash(&[browser.cookie("bookwell-staff").unwrap()]);
    let end = now() + SignedDuration::from_hours(9);
    store::staff_session::touch(&portal.store, &hash, end - SignedDuration::from_mins(10)).await.unwrap();
    let last = another(&portal, || now() + SignedDuration::from_secs(9 * 60 * 60 - 1)).await;
    let over = another(&portal, || now() + SignedDuration::from_hours(9)).await;
    assert!(is_signed_on(&mut browser.at(&last)).await);
    assert!(!is_signed_on(&mut browser.at(&over)).await);
    assert!(is_signed_on(&mut browser).await, "the clock alone has ended it");
}

#[tokio::test]
async fn a_member_is_nobody_of_an_office_and_nobody_of_an_office_is_a_member() {
    let portal = portal(1).await;
    let (staff, _) = invited(&portal, "Ana Ruiz", "office", Duty::Manager).await;
    let of_staff = Browser::of_staff(&portal, &staff).await.cookie("bookwell-staff").unwrap().to_owned();
    let of_member = Browser::of(&portal, 0).await.cookie("bookwell").unwrap().to_owned();
    for (name, token) in
        [("bookwell", &of_staff), ("bookwell-staff", &of_member), ("bookwell-staff", &"x".into())]
    {
        let mut browser = Browser::with(&portal, &[(name, token)]);
        assert!(!is_signed_on(&mut browser).await);
        assert_eq!(browser.ask(me()).await.outcome, Ok(None));
        assert_eq!(browser.ask(list_appointments()).await.outcome, Err(AppError::SignOn));
    }
    let mut both = Browser::with(&portal, &[("bookwell", &of_member), ("bookwell-staff", &of_staff)]);
    assert!(is_signed_on(&mut both).await);
    both.ask(staff_sign_off()).await.outcome.unwrap();
    assert!(both.ask(me()).await.outcome.unwrap().is_some(), "the member stays signed on");
}
