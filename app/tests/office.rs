//! What a member sees and can do of what an office has done.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        absence::take_suggestion,
        appointment::{
            AppointmentView, cancel_appointment, find_appointment, list_appointments, move_appointment,
        },
        hold::keep_time,
    },
    domain::{
        absence::{Absence, Instead},
        actor::Actor,
        appointment::{Appointment, EventKind, Refusal},
        attendance::Attendance,
        directory::Role,
        hold::Hold,
        id::{AppointmentId, RoleId, StaffId},
        schedule::Schedule,
        time::LocalTime,
    },
    error::AppError,
    portal::{Portal, zone},
    store::{self, absence::Told, appointment::Booked},
};
use jiff::{SignedDuration, Timestamp};
use support::{Browser, NINE, TWENTY_PAST, another, at, journey::try_to_book, now, portal, too_late};

async fn booked(browser: &mut Browser, start: &'static str) -> AppointmentId {
    try_to_book(browser, ("role", "visit", start)).await.unwrap()
}

async fn view(browser: &mut Browser, id: &AppointmentId) -> AppointmentView {
    browser.ask(find_appointment(id.clone())).await.outcome.unwrap()
}

async fn stored(portal: &Portal, id: &AppointmentId) -> Appointment {
    store::office::find(&portal.store, id).await.unwrap().unwrap()
}

fn staff() -> Actor {
    Actor::Staff(StaffId("Ana Ruiz".to_owned()))
}

/// The clinician is away; that time is suggested, and not kept.
async fn away(portal: &Portal, id: &AppointmentId, instead: Option<(&str, &str)>) {
    tell(portal, id, instead, None).await;
}

/// The same; it is kept from that moment on, where there is one.
async fn tell(
    portal: &Portal,
    id: &AppointmentId,
    instead: Option<(&str, &str)>,
    kept_at: Option<Timestamp>,
) {
    let appointment = stored(portal, id).await;
    let instead = instead.map(|(role, start)| Instead {
        role: role.into(),
        start: LocalTime::at(at(start), &zone("America/Los_Angeles")),
        claims: vec![at(start), at(start) + SignedDuration::from_mins(20)],
    });
    let hold = instead.as_ref().zip(kept_at);
    let hold = hold.map(|(instead, at)| Hold::instead(&appointment, instead, portal.plan.holds, at));
    let absence = Absence { appointment: id.clone(), start: appointment.start.clone(), instead, at: now() };
    let before = store::absence::find(&portal.store, &appointment).await.unwrap();
    let (told, by) = ((&absence, before.as_ref()), staff());
    let told = store::absence::tell(&portal.store, &appointment, told, hold.as_ref(), (&by, None)).await;
    assert!(matches!(told, Ok(Told::New(_))), "{told:?}");
}

/// A colleague of `role` at the same office.
async fn colleague(portal: &Portal) {
    let ids = ["role".into()];
    let scheduled = store::schedule::of_roles(&portal.store, &ids).await.unwrap().remove(&ids[0]).unwrap();
    let role = Role { id: "colleague".into(), clinician: "cleo".into(), ..scheduled.role };
    let schedule = Schedule { role: role.id.clone(), ..scheduled.published };
    store::directory::save(&portal.store, &[role]).await.unwrap();
    store::directory::save(&portal.store, &[schedule]).await.unwrap();
    portal.reload().await.unwrap();
}

async fn is_claimed(portal: &Portal, role: &str, start: &str) -> bool {
    let role = RoleId::from(role);
    !store::appointment::claimed(&portal.store, &role, &[at(start)]).await.unwrap().is_empty()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggested_time_is_taken_though_it_is_too_late_to_move() {
    let portal = portal(1).await;
    let id = booked(&mut Browser::of(&portal, 0).await, NINE).await;
    away(&portal, &id, Some(("role", "2026-12-01T17:00:00Z"))).await;
    let late = another(&portal, too_late).await;
    let mut member = Browser::of(&late, 0).await;
    let seen = view(&mut member, &id).await;
    let suggestion = seen.absence.unwrap().suggestion.unwrap();
    assert_eq!(
        (suggestion.listing.role.id, suggestion.start.instant),
        ("role".into(), at("2026-12-01T17:00:00Z"))
    );
    let moving = member.ask(move_appointment(id.clone(), Some(at("2026-12-01T17:00:00Z")))).await.outcome;
    assert!(matches!(moving, Err(AppError::Refused(Refusal::TooLate { .. }))), "{moving:?}");
    let taken = member.ask(take_suggestion(id.clone())).await;
    assert_eq!((taken.outcome, taken.location), (Ok(()), Some(format!("/appointments/{id}?done=moved"))));
    let seen = view(&mut member, &id).await;
    assert_eq!((seen.appointment.start.instant, seen.absence), (at("2026-12-01T17:00:00Z"), None));
    let kinds: Vec<_> = seen.history.iter().map(|happening| happening.kind).collect();
    assert_eq!(kinds, [EventKind::Booked, EventKind::Away, EventKind::Moved]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggested_time_that_is_kept_is_taken_though_its_lead_time_has_passed() {
    let portal = portal(1).await;
    let id = booked(&mut Browser::of(&portal, 0).await, "2026-12-04T17:00:00Z").await;
    let in_time = at(NINE) - SignedDuration::from_hours(2);
    tell(&portal, &id, Some(("role", NINE)), Some(in_time)).await;
    let late = another(&portal, || at(NINE) - SignedDuration::from_mins(30)).await;
    let mut member = Browser::of(&late, 0).await;
    let other = member.ask(keep_time("role".into(), "visit".into(), at(NINE), None)).await.outcome;
    assert!(matches!(other, Err(AppError::Refused(Refusal::SlotTaken { .. }))), "it is for that one only");
    member.ask(take_suggestion(id.clone())).await.outcome.unwrap();
    assert_eq!(stored(&portal, &id).await.start.instant, at(NINE));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_takes_over_at_the_same_moment() {
    let portal = portal(1).await;
    colleague(&portal).await;
    let mut member = Browser::of(&portal, 0).await;
    let id = booked(&mut member, NINE).await;
    away(&portal, &id, Some(("colleague", NINE))).await;
    member.ask(take_suggestion(id.clone())).await.outcome.unwrap();
    let moved = stored(&portal, &id).await;
    assert_eq!((&moved.role, moved.start.instant), (&"colleague".into(), at(NINE)));
    let history = support::history(&portal.store, &id).await;
    let with: Vec<_> = history.iter().map(|event| moved.after(event).role).collect();
    assert_eq!(
        with,
        ["role", "role", "colleague"].map(RoleId::from),
        "a receipt names whom it was agreed with"
    );
    assert_eq!(view(&mut member, &id).await.absence, None, "it is answered");
    member.ask(take_suggestion(id.clone())).await.outcome.unwrap();
    assert_eq!(support::history(&portal.store, &id).await.len(), 3, "it is taken once");
    assert!(is_claimed(&portal, "colleague", NINE).await && !is_claimed(&portal, "role", NINE).await);
    let free = |role: &str| {
        let visit = portal.plan.visit_type(&"visit".into()).unwrap();
        portal.availability().ask(&role.into(), visit, now(), |offer| offer.claims_for(at(NINE)).is_some())
    };
    assert_eq!((free("role"), free("colleague")), (true, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_suggested_time_that_somebody_else_has_is_told_with_others_and_the_appointment_stays() {
    let portal = portal(2).await;
    let mut member = Browser::of(&portal, 0).await;
    let id = booked(&mut member, NINE).await;
    away(&portal, &id, Some(("role", "2026-12-01T17:00:00Z"))).await;
    booked(&mut Browser::of(&portal, 1).await, "2026-12-01T17:00:00Z").await;
    let taken = member.ask(take_suggestion(id.clone())).await.outcome;
    let Err(AppError::Refused(Refusal::SlotTaken { others })) = taken else { panic!("{taken:?}") };
    assert!(!others.is_empty());
    assert_eq!(stored(&portal, &id).await.start.instant, at(NINE));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_takes_what_was_not_suggested_to_them() {
    let portal = portal(2).await;
    let mut member = Browser::of(&portal, 0).await;
    let id = booked(&mut member, NINE).await;
    assert_eq!(member.ask(take_suggestion(id.clone())).await.outcome, Err(AppError::NotFound));
    away(&portal, &id, None).await;
    assert_eq!(view(&mut member, &id).await.absence.unwrap().suggestion, None);
    let all = member.ask(list_appointments()).await.outcome.unwrap();
    assert!(all[0].absence.is_some(), "the list tells it too");
    assert_eq!(member.ask(take_suggestion(id.clone())).await.outcome, Err(AppError::NotFound));
    away(&portal, &id, Some(("full", NINE))).await;
    let full = member.ask(take_suggestion(id.clone())).await.outcome;
    assert!(matches!(full, Err(AppError::Refused(Refusal::NotOnline(_)))), "{full:?}");
    let mut other = Browser::of(&portal, 1).await;
    assert_eq!(other.ask(take_suggestion(id.clone())).await.outcome, Err(AppError::NotFound));
    assert_eq!(Browser::new(&portal).ask(take_suggestion(id)).await.outcome, Err(AppError::SignOn));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_checked_in_does_not_cancel_or_move_and_reads_it_in_the_history() {
    let portal = portal(1).await;
    let mut member = Browser::of(&portal, 0).await;
    let id = booked(&mut member, NINE).await;
    let appointment = stored(&portal, &id).await;
    let (came, by) = (Attendance::CheckedIn, staff());
    assert!(store::attendance::attend(&portal.store, &appointment, came, None, &by, now()).await.unwrap());
    let not_open = Err(AppError::Refused(Refusal::NotOpen));
    assert_eq!(member.ask(cancel_appointment(id.clone())).await.outcome, not_open);
    assert_eq!(member.ask(move_appointment(id.clone(), Some(at(TWENTY_PAST)))).await.outcome, not_open);
    let seen = view(&mut member, &id).await;
    assert_eq!(seen.appointment.attendance, Some(Attendance::CheckedIn));
    assert_eq!(seen.history.last().unwrap().kind, EventKind::CheckedIn);
    let all = store::appointment::of_member(&portal.store, &support::allowed("m0")).await.unwrap();
    assert!(all[0].overlaps(at(NINE), 20), "the time is still the member's");
}

/// Two requests of one moment: both have read the appointment, and one of them takes the
/// colleague's time. The start stays the same; the other one no longer knows what it changes.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_read_before_a_colleague_took_over_at_the_same_moment_changes_nothing() {
    let portal = portal(2).await;
    colleague(&portal).await;
    let mut member = Browser::of(&portal, 0).await;
    let id = booked(&mut member, NINE).await;
    let read_before = stored(&portal, &id).await;
    away(&portal, &id, Some(("colleague", NINE))).await;
    member.ask(take_suggestion(id.clone())).await.outcome.unwrap();
    booked(&mut Browser::of(&portal, 1).await, NINE).await;

    let (store, by) = (&portal.store, staff());
    assert!(store::appointment::cancel(store, &read_before, &by, None, None, now()).await.unwrap().is_none());
    let claims = vec![at(TWENTY_PAST), at(TWENTY_PAST) + SignedDuration::from_mins(20)];
    let start = LocalTime::at(at(TWENTY_PAST), &zone("America/Los_Angeles"));
    let moved = Appointment { start, claims, ..read_before.clone() };
    let moving = support::decided::move_to(store, &read_before, &moved, now()).await;
    assert!(matches!(moving, Ok(Booked::NotOpen)), "{moving:?}");
    let came = Attendance::CheckedIn;
    assert!(!store::attendance::attend(store, &read_before, came, None, &by, now()).await.unwrap());
    let absence =
        Absence { appointment: id.clone(), start: read_before.start.clone(), instead: None, at: now() };
    let told = store::absence::tell(store, &read_before, (&absence, None), None, (&by, None)).await;
    assert!(matches!(told, Ok(Told::Changed)), "{told:?}");

    let kept = stored(&portal, &id).await;
    assert_eq!((kept.role, kept.start.instant), ("colleague".into(), at(NINE)));
    assert!(is_claimed(&portal, "colleague", NINE).await && is_claimed(&portal, "role", NINE).await);
}
