//! What a member asks about appointments, as the endpoints answer it.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{book, cancel_appointment, find_appointment, list_appointments, move_appointment},
        draft::{change_start, find_draft, latest_draft, start_draft},
        times::free_times,
    },
    domain::{
        appointment::{EventKind, Refusal},
        eligibility::{ByPhone, Verdict},
        id::{AppointmentId, IdempotencyKey},
        need::Need,
        time::LocalTime,
    },
    error::{AppError, Fault, Field, FieldError},
    letter::Visit,
    portal::Portal,
    store::{
        self,
        appointment::{Orphan, without_role},
        directory::Kind,
    },
};
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{Answer, Browser, NINE, TWENTY_PAST, another, at, now, portal, too_late};

/// Fills in the form; returns the draft that it leads to.
async fn draft(browser: &mut Browser, role: &'static str, start: &'static str) -> IdempotencyKey {
    let answer = details(browser, role, start, Need::Routine, "206-555-0100").await;
    answer.outcome.unwrap();
    answer.location.unwrap().rsplit('/').next().unwrap().into()
}

async fn details(
    browser: &mut Browser,
    role: &'static str,
    start: &'static str,
    need: Need,
    contact: &'static str,
) -> Answer<()> {
    let question = start_draft(
        None,
        role.into(),
        "visit".into(),
        at(start),
        need,
        "A cough".into(),
        contact.into(),
        None,
    );
    browser.ask(question).await
}

/// Books a time; returns the appointment that it leads to.
async fn booked(browser: &mut Browser, start: &'static str) -> AppointmentId {
    let key = draft(browser, "role", start).await;
    let answer = browser.ask(book(key)).await;
    answer.outcome.unwrap();
    let location = answer.location.unwrap();
    let id = location.strip_prefix("/appointments/").unwrap().strip_suffix("?done=booked").unwrap();
    id.into()
}

/// A chosen time is kept no longer.
fn later() -> Timestamp {
    now() + SignedDuration::from_mins(11)
}

fn others(error: AppError) -> Vec<LocalTime> {
    let AppError::Refused(Refusal::SlotTaken { others }) = error else { panic!("{error:?}") };
    others
}

async fn offered(portal: &Portal) -> Vec<LocalTime> {
    let question = free_times("role".into(), "visit".into(), Some(date(2026, 11, 30)), None);
    Browser::new(portal).ask(question).await.outcome.unwrap().times
}

/// Through five processes: each has an index of its own, so that only the store can decide.
#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_members_who_confirm_one_time_one_has_it_and_all_others_are_told_the_nearest() {
    let mut portal = portal(50).await;
    let mut racers = Vec::new();
    for n in 0..50 {
        if n % 10 == 0 {
            portal = another(&portal, now).await;
        }
        racers.push(Browser::of(&portal, n).await);
    }
    let race = racers.into_iter().map(|mut browser| {
        tokio::spawn(async move {
            let key = draft(&mut browser, "role", NINE).await;
            (browser.ask(book(key)).await, browser)
        })
    });
    let (mut won, mut told) = (0, 0);
    for finish in race.collect::<Vec<_>>() {
        let (answer, mut browser) = finish.await.unwrap();
        let own = browser.ask(list_appointments()).await.outcome.unwrap();
        match answer.outcome {
            Ok(()) => {
                won += 1;
                assert_eq!((own.len(), own[0].appointment.start.instant), (1, at(NINE)));
            }
            Err(error) => {
                told += 1;
                let others = others(error);
                assert!(
                    others.len() == 5 && others.iter().all(|other| other.instant != at(NINE)),
                    "{others:?}"
                );
                assert_eq!(own, []);
            }
        }
    }
    assert_eq!((won, told), (1, 49));
    assert!(offered(&portal).await.iter().all(|time| time.instant != at(NINE)));
}

#[tokio::test]
async fn what_another_process_has_booked_is_refused_and_never_offered_again() {
    let portal = portal(2).await;
    let mut loser = Browser::of(&portal, 1).await;
    let key = draft(&mut loser, "role", NINE).await;
    // It was kept for the one who then comes too late.
    let elsewhere = another(&portal, later).await;
    booked(&mut Browser::of(&elsewhere, 0).await, NINE).await;
    let refused = loser.ask(book(key.clone())).await;
    assert_eq!(refused.status, Some(409));
    let others = others(refused.outcome.unwrap_err());
    let overlapping = [at(NINE), at(TWENTY_PAST)];
    assert!(others.iter().all(|other| !overlapping.contains(&other.instant)), "{others:?}");
    assert!(offered(&portal).await.iter().all(|time| !overlapping.contains(&time.instant)));
    let check = loser.ask(find_draft(key)).await.outcome.unwrap();
    assert_eq!((check.free, check.others), (false, others));
}

#[tokio::test]
async fn the_loser_takes_another_time_and_keeps_what_was_typed() {
    let portal = portal(2).await;
    let mut loser = Browser::of(&portal, 1).await;
    let key = draft(&mut loser, "role", NINE).await;
    let elsewhere = another(&portal, later).await;
    booked(&mut Browser::of(&elsewhere, 0).await, NINE).await;
    let other = others(loser.ask(book(key.clone())).await.outcome.unwrap_err()).remove(0);
    let none = Err(AppError::field(Field::Start, Fault::Missing));
    assert_eq!(loser.ask(change_start(key.clone(), None)).await.outcome, none);
    loser.ask(change_start(key.clone(), Some(other.instant))).await.outcome.unwrap();
    loser.ask(book(key)).await.outcome.unwrap();
    let own = loser.ask(list_appointments()).await.outcome.unwrap().remove(0).appointment;
    assert_eq!((own.start, own.reason.as_str(), own.copay_cents), (other, "A cough", 2500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_ten_times_books_once_and_leads_to_the_same_place() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let key = draft(&mut browser, "role", NINE).await;
    let sent = (0..10).map(|_| {
        let (mut browser, key) = (browser.clone(), key.clone());
        tokio::spawn(async move { browser.ask(book(key)).await })
    });
    let mut places = Vec::new();
    for answer in sent.collect::<Vec<_>>() {
        let answer = answer.await.unwrap();
        answer.outcome.unwrap();
        places.push(answer.location.unwrap());
    }
    places.push(browser.ask(book(key)).await.location.unwrap());
    places.dedup();
    assert_eq!(places.len(), 1);
    assert_eq!(browser.ask(list_appointments()).await.outcome.unwrap().len(), 1);
}

#[tokio::test]
async fn another_members_things_are_not_found_like_things_that_do_not_exist() {
    let portal = portal(2).await;
    let mut owner = Browser::of(&portal, 0).await;
    let key = draft(&mut owner, "role", TWENTY_PAST).await;
    let id = booked(&mut owner, "2026-12-01T17:00:00Z").await;
    let mut other = Browser::of(&portal, 1).await;
    for (id, key) in [(id, key), ("none".into(), "none".into())] {
        assert_eq!(other.ask(find_appointment(id.clone())).await.outcome, Err(AppError::NotFound));
        assert_eq!(other.ask(cancel_appointment(id.clone())).await.outcome, Err(AppError::NotFound));
        assert_eq!(
            other.ask(move_appointment(id.clone(), Some(at(NINE)))).await.outcome,
            Err(AppError::NotFound)
        );
        let times = free_times("role".into(), "visit".into(), None, Some(id));
        assert_eq!(other.ask(times).await.outcome, Err(AppError::NotFound));
        assert_eq!(other.ask(find_draft(key.clone())).await.outcome, Err(AppError::NotFound));
        assert_eq!(
            other.ask(change_start(key.clone(), Some(at(NINE)))).await.outcome,
            Err(AppError::NotFound)
        );
        assert_eq!(other.ask(book(key)).await.outcome, Err(AppError::NotFound));
    }
    assert_eq!(owner.ask(list_appointments()).await.outcome.unwrap().len(), 1);
}

#[tokio::test]
async fn nobody_in_particular_is_asked_to_sign_on() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    let answer = details(&mut browser, "role", NINE, Need::Routine, "206-555-0100").await;
    assert_eq!((answer.outcome, answer.status), (Err(AppError::SignOn), Some(401)));
    assert_eq!(browser.ask(book("k".into())).await.outcome, Err(AppError::SignOn));
    assert_eq!(browser.ask(list_appointments()).await.outcome, Err(AppError::SignOn));
    assert_eq!(browser.ask(find_appointment("a".into())).await.outcome, Err(AppError::SignOn));
    assert_eq!(browser.ask(cancel_appointment("a".into())).await.outcome, Err(AppError::SignOn));
    assert_eq!(
        browser.ask(move_appointment("a".into(), Some(at(NINE)))).await.outcome,
        Err(AppError::SignOn)
    );
    assert_eq!(browser.ask(find_draft("k".into())).await.outcome, Err(AppError::SignOn));
}

#[tokio::test]
async fn what_cannot_wait_is_refused_and_kept() {
    let portal = portal(2).await;
    for (n, need) in [Need::Emergency, Need::Urgent].into_iter().enumerate() {
        let mut browser = Browser::of(&portal, n).await;
        let refusal: AppError = Refusal::NotRoutine(need).into();
        let answer = details(&mut browser, "role", NINE, need, "206-555-0100").await;
        assert_eq!((answer.outcome, answer.status), (Err(refusal.clone()), Some(409)));
        let kept = browser.ask(latest_draft("role".into(), "visit".into())).await.outcome.unwrap().unwrap();
        assert_eq!(kept.reason, "A cough");
        assert_eq!(browser.ask(book(kept.id)).await.outcome, Err(refusal));
    }
}

#[tokio::test]
async fn what_must_be_corrected_is_named_and_kept() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let answer = details(&mut browser, "role", NINE, Need::Routine, "  ").await;
    let missing = FieldError { field: Field::Contact, fault: Fault::Missing };
    assert_eq!((answer.outcome, answer.status), (Err(AppError::Invalid(vec![missing])), Some(422)));
    let kept = browser.ask(latest_draft("role".into(), "visit".into())).await.outcome.unwrap().unwrap();
    assert_eq!(kept.reason, "A cough");
    assert_eq!(browser.ask(book(kept.id.clone())).await.outcome, Err(AppError::Invalid(vec![missing])));
    let long = "x".repeat(501);
    let again = start_draft(
        Some(kept.id.clone()),
        kept.role,
        kept.visit_type,
        kept.start,
        kept.need,
        long.clone(),
        "206-555-0100".into(),
        None,
    );
    let too_long = FieldError { field: Field::Reason, fault: Fault::TooLong };
    assert_eq!(browser.ask(again).await.outcome, Err(AppError::Invalid(vec![too_long])));
    let check = browser.ask(find_draft(kept.id)).await.outcome.unwrap();
    assert_eq!(check.draft.reason, long);
}

#[tokio::test]
async fn nobody_takes_a_draft_over_by_its_key() {
    let portal = portal(2).await;
    let mut owner = Browser::of(&portal, 0).await;
    let key = draft(&mut owner, "role", NINE).await;
    let mut other = Browser::of(&portal, 1).await;
    let question = start_draft(
        Some(key.clone()),
        "role".into(),
        "visit".into(),
        at(TWENTY_PAST),
        Need::Routine,
        String::new(),
        "x".into(),
        None,
    );
    let answer = other.ask(question).await;
    answer.outcome.unwrap();
    assert_ne!(answer.location.unwrap(), format!("/book/check/{key}"));
    assert_eq!(owner.ask(find_draft(key)).await.outcome.unwrap().start.instant, at(NINE));
}

/// Brief B9, however the request is made.
#[tokio::test]
async fn a_contracted_clinician_elsewhere_is_refused_at_every_step() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let answer = details(&mut browser, "contracted", NINE, Need::Routine, "206-555-0100").await;
    let refusal: AppError = Refusal::NotOnline(Verdict::ByPhone(ByPhone::Contracted)).into();
    assert_eq!(answer.outcome, Err(refusal.clone()));
    let kept = browser.ask(latest_draft("contracted".into(), "visit".into())).await.outcome.unwrap().unwrap();
    assert_eq!(browser.ask(book(kept.id)).await.outcome, Err(refusal));
    let times =
        browser.ask(free_times("contracted".into(), "visit".into(), None, None)).await.outcome.unwrap();
    assert_eq!((times.days, times.times), (vec![], vec![]));
}

#[tokio::test]
async fn a_visit_that_takes_two_steps_occupies_both_and_gives_both_back() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let before = offered(&portal).await;
    let id = booked(&mut browser, NINE).await;
    let left = offered(&portal).await;
    // 8:40, 9:00 and 9:20 would overlap 9:00 to 9:40.
    assert_eq!(left.len(), before.len() - 3);
    browser.ask(cancel_appointment(id)).await.outcome.unwrap();
    assert_eq!(offered(&portal).await, before);
}

#[tokio::test]
async fn cancelling_keeps_a_history_and_happens_once() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = booked(&mut browser, NINE).await;
    let answer = browser.ask(cancel_appointment(id.clone())).await;
    assert_eq!(answer.location, Some(format!("/appointments/{id}?done=cancelled")));
    let again = browser.ask(cancel_appointment(id.clone())).await;
    assert_eq!((again.outcome, again.location), (Ok(()), answer.location), "its answer may be lost");
    let view = browser.ask(find_appointment(id)).await.outcome.unwrap();
    let kinds: Vec<_> = view.history.iter().map(|event| event.kind).collect();
    assert_eq!((kinds, view.open), (vec![EventKind::Booked, EventKind::Cancelled], false));
}

#[tokio::test]
async fn after_the_cut_off_nothing_changes() {
    let portal = portal(1).await;
    let id = booked(&mut Browser::of(&portal, 0).await, NINE).await;
    let later = another(&portal, too_late).await;
    let mut browser = Browser::of(&later, 0).await;
    let late: AppError = Refusal::TooLate { cutoff_hours: 24 }.into();
    assert_eq!(browser.ask(cancel_appointment(id.clone())).await.outcome, Err(late.clone()));
    let moved = move_appointment(id.clone(), Some(at("2026-12-02T17:00:00Z")));
    assert_eq!(browser.ask(moved).await.outcome, Err(late));
    let view = browser.ask(find_appointment(id)).await.outcome.unwrap();
    assert_eq!((view.open, view.refusal), (true, Some(Refusal::TooLate { cutoff_hours: 24 })));
}

#[tokio::test]
async fn every_time_that_is_listed_for_a_move_can_be_moved_to() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = booked(&mut browser, NINE).await;
    for _ in 0..3 {
        let question = free_times("role".into(), "visit".into(), Some(date(2026, 11, 30)), Some(id.clone()));
        let times = browser.ask(question).await.outcome.unwrap().times;
        let now_at =
            browser.ask(find_appointment(id.clone())).await.outcome.unwrap().appointment.start.instant;
        assert!(times.len() == 10 && times.iter().all(|time| time.instant != now_at));
        let next = times[times.len() / 2].instant;
        let answer = browser.ask(move_appointment(id.clone(), Some(next))).await;
        assert_eq!(
            (answer.outcome, answer.location),
            (Ok(()), Some(format!("/appointments/{id}?done=moved")))
        );
    }
    let claims = store::schedule::taken(&portal.store, &"role".into(), now(), Timestamp::MAX).await.unwrap();
    assert_eq!(claims.len(), 2);
    let none = Err(AppError::field(Field::Start, Fault::Missing));
    assert_eq!(browser.ask(move_appointment(id.clone(), None)).await.outcome, none);
    let same = browser.ask(find_appointment(id.clone())).await.outcome.unwrap().appointment.start.instant;
    let again = browser.ask(move_appointment(id.clone(), Some(same))).await;
    assert_eq!((again.outcome, again.location), (Ok(()), Some(format!("/appointments/{id}?done=moved"))));
    assert_eq!(support::history(&portal.store, &id).await.len(), 4);
}

#[tokio::test]
async fn a_move_to_a_time_that_is_taken_keeps_the_old_one() {
    let portal = portal(2).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = booked(&mut browser, NINE).await;
    booked(&mut Browser::of(&another(&portal, now).await, 1).await, "2026-11-30T18:00:00Z").await;
    let error = browser
        .ask(move_appointment(id.clone(), Some(at("2026-11-30T18:00:00Z"))))
        .await
        .outcome
        .unwrap_err();
    assert!(!others(error).is_empty());
    let view = browser.ask(find_appointment(id)).await.outcome.unwrap();
    assert_eq!(view.appointment.start.instant, at(NINE));
}

#[tokio::test]
async fn upcoming_appointments_come_first_by_start_then_the_others_newest_first() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let starts = [NINE, "2026-12-01T17:00:00Z", "2026-12-02T17:00:00Z", "2026-12-03T17:00:00Z"]
        .map(|start| (start, at(start)));
    for (start, _) in [starts[3], starts[0], starts[2], starts[1]] {
        let id = booked(&mut browser, start).await;
        if start == starts[1].0 || start == starts[2].0 {
            browser.ask(cancel_appointment(id)).await.outcome.unwrap();
        }
    }
    let listed = browser.ask(list_appointments()).await.outcome.unwrap();
    let listed: Vec<_> = listed.into_iter().map(|view| view.appointment.start.instant).collect();
    assert_eq!(listed, [starts[0].1, starts[3].1, starts[2].1, starts[1].1]);
}

#[tokio::test]
async fn an_appointment_stays_when_the_directory_drops_its_role_and_the_plan_is_told() {
    let portal = portal(2).await;
    let kept = booked(&mut Browser::of(&portal, 0).await, NINE).await;
    let mut browser = Browser::of(&portal, 0).await;
    let cancelled = booked(&mut browser, "2026-12-01T17:00:00Z").await;
    browser.ask(cancel_appointment(cancelled)).await.outcome.unwrap();
    assert_eq!(without_role(&portal.store, now()).await.unwrap(), []);

    store::directory::remove(&portal.store, Kind::Role, &["role".to_owned()]).await.unwrap();
    let orphan = Orphan { id: kept.clone(), role: "role".into(), start: at(NINE) };
    assert_eq!(without_role(&portal.store, now()).await.unwrap(), [orphan]);
    assert_eq!(without_role(&portal.store, at("2026-11-30T19:00:00Z")).await.unwrap(), []);
    let after = another(&portal, now).await;
    let view = Browser::of(&after, 0).await.ask(find_appointment(kept)).await.outcome.unwrap();
    assert_eq!((view.appointment.start.instant, view.open, view.listing), (at(NINE), true, None));
    // A receipt says with whom it was.
    let (history, member) = (support::history(&after.store, &view.appointment.id).await, support::member(0));
    let visit =
        Visit::find(&after, &member, &view.appointment, &view.appointment.start, "").await.unwrap().unwrap();
    let receipt = visit.receipt(&history[0]);
    assert_eq!(receipt.clinician, "ada Núñez, MD");
    assert_eq!(receipt.place, "office, 1 Main St, Olympia, WA 98501");
}
