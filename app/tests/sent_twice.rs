//! What is sent more than once, and a database that fails meanwhile.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{book, cancel_appointment, list_appointments, move_appointment},
        draft::start_draft,
    },
    domain::{
        actor::Actor,
        appointment::{EventKind, Refusal},
        draft::Draft,
        id::{AppointmentId, IdempotencyKey},
        need::Need,
    },
    error::AppError,
    portal::Portal,
    store::{
        self,
        backup::{Line, bring_back},
    },
};
use support::{Browser, NINE, TWENTY_PAST, at, journey::try_to_book, now, portal};

/// A form of the first member that is filled in and not sent.
async fn filled_in(portal: &Portal, browser: &mut Browser) -> Draft {
    let contact = "206-555-0100".to_owned();
    let form = start_draft(
        None,
        "role".into(),
        "visit".into(),
        at(NINE),
        Need::Routine,
        "A cough".into(),
        contact,
        None,
    );
    let location = browser.ask(form).await.location.unwrap();
    let key: IdempotencyKey = location.rsplit('/').next().unwrap().into();
    store::draft::find(&portal.store, &support::allowed("m0"), &key).await.unwrap().unwrap()
}

async fn own(browser: &mut Browser) -> Vec<AppointmentId> {
    let own = browser.ask(list_appointments()).await.outcome.unwrap();
    own.into_iter().map(|view| view.appointment.id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_answers_lead_to_what_they_have_booked() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let draft = filled_in(&portal, &mut browser).await;
    let first = browser.ask(book(draft.id.clone())).await;
    let gone = browser.ask(book(draft.id.clone())).await;
    assert_eq!((gone.outcome, &gone.location), (Ok(()), &first.location), "the draft is gone with it");
    store::draft::save(&support::audited(&portal.store), &draft).await.unwrap();
    let again = browser.ask(book(draft.id.clone())).await;
    assert_eq!((again.outcome, again.location), (Ok(()), first.location));
    assert_eq!(own(&mut browser).await.len(), 1);
}

/// Two windows with one form: the second has another time by now.
#[tokio::test(flavor = "multi_thread")]
async fn other_answers_are_told_that_the_form_has_booked_already() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let draft = filled_in(&portal, &mut browser).await;
    browser.ask(book(draft.id.clone())).await.outcome.unwrap();
    let [appointment] = &own(&mut browser).await[..] else { panic!("one was booked") };
    // Later, and at a time at which the rules refuse it anyway: both were sent with that key.
    for start in ["2026-12-01T17:00:00Z", TWENTY_PAST] {
        let other = Draft { start: at(start), ..draft.clone() };
        store::draft::save(&support::audited(&portal.store), &other).await.unwrap();
        let answer = browser.ask(book(other.id)).await;
        let told = AppError::BookedOtherwise { appointment: appointment.clone() };
        assert_eq!((answer.outcome, answer.status), (Err(told), Some(422)), "{start}");
    }
    assert_eq!(own(&mut browser).await, std::slice::from_ref(appointment));
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_database_fails_nothing_is_guessed() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let draft = filled_in(&portal, &mut browser).await;
    // Neither can it be written, nor can be read whether it was.
    for fault in
        ["DEFINE EVENT full ON claim WHEN true THEN { THROW 'the disk is full' }", "REMOVE TABLE idempotency"]
    {
        bring_back(&portal.store, Line::Definition(fault)).await.unwrap();
    }
    let answer = browser.ask(book(draft.id.clone())).await;
    assert_eq!((answer.outcome, answer.status), (Err(AppError::NotKnown), Some(503)));
    let kept = store::draft::find(&portal.store, &support::allowed("m0"), &draft.id).await.unwrap();
    assert_eq!(kept, Some(draft), "what was typed stays");
}

/// Whatever is decided, something else of the member's has come in between.
#[tokio::test(flavor = "multi_thread")]
async fn where_others_are_quicker_again_and_again_nothing_is_changed_and_that_is_said() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let draft = filled_in(&portal, &mut browser).await;
    let never = "DEFINE FIELD OVERWRITE changes ON member_guard ASSERT false";
    bring_back(&portal.store, Line::Definition(never)).await.unwrap();
    let answer = browser.ask(book(draft.id.clone())).await;
    assert_eq!((answer.outcome, answer.status), (Err(AppError::Busy), Some(409)));
    let kept = store::draft::find(&portal.store, &support::allowed("m0"), &draft.id).await.unwrap();
    assert_eq!((kept, own(&mut browser).await), (Some(draft), vec![]));
}

async fn kinds(portal: &Portal, id: &AppointmentId) -> Vec<EventKind> {
    support::history(&portal.store, id).await.into_iter().map(|event| event.kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_and_a_cancellation_are_made_once_and_answered_the_same() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, ("role", "visit", NINE)).await.unwrap();
    let to = Some(at("2026-12-01T17:00:00Z"));
    for _ in 0..2 {
        let answer = browser.ask(move_appointment(id.clone(), to)).await;
        assert_eq!(
            (answer.outcome, answer.location),
            (Ok(()), Some(format!("/appointments/{id}?done=moved")))
        );
    }
    for _ in 0..2 {
        let answer = browser.ask(cancel_appointment(id.clone())).await;
        let done = Some(format!("/appointments/{id}?done=cancelled"));
        assert_eq!((answer.outcome, answer.location), (Ok(()), done));
    }
    let all = [EventKind::Booked, EventKind::Moved, EventKind::Cancelled];
    assert_eq!(kinds(&portal, &id).await, all);
    assert_eq!(store::outbox::due(&portal.store, now(), 100).await.unwrap().len(), 3, "a letter for each");
    // The move is not the last thing any more.
    let late = browser.ask(move_appointment(id, to)).await;
    assert_eq!((late.outcome, late.status), (Err(Refusal::NotOpen.into()), Some(409)));
}

/// Two taps of one moment: the second has read the appointment before the first one was done.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_moves_at_once_to_one_start_both_are_told_that_it_is_done() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, ("role", "visit", NINE)).await.unwrap();
    for round in 0..10 {
        let to = at(if round % 2 == 0 { "2026-12-01T17:00:00Z" } else { NINE });
        let taps = [browser.clone(), browser.clone()].map(|mut browser| {
            let change = move_appointment(id.clone(), Some(to));
            tokio::spawn(async move { browser.ask(change).await.outcome })
        });
        for tap in taps {
            assert_eq!(tap.await.unwrap(), Ok(()), "round {round}");
        }
    }
    assert_eq!(kinds(&portal, &id).await.len(), 11);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_office_has_done_is_not_answered_as_the_members_own() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut browser, ("role", "visit", NINE)).await.unwrap();
    let appointment = support::found(&portal.store, &id).await;
    let by = Actor::Staff("Ana Ruiz".into());
    store::appointment::cancel(&portal.store, &appointment, &by, None, None, now()).await.unwrap().unwrap();
    let answer = browser.ask(cancel_appointment(id)).await;
    assert_eq!((answer.outcome, answer.status), (Err(Refusal::NotOpen.into()), Some(409)));
}
