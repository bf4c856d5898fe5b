//! A clinician is away: what is suggested to whom, and who is called.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use std::sync::Arc;

use app::{
    api::{
        absence::{Suggestion, take_suggestion},
        appointment::{find_appointment, move_appointment},
        earlier::{ask_for_earlier, stop_asking, take_earlier},
        hold::keep_time,
    },
    domain::{
        absence::{Absence, Instead},
        actor::Actor,
        amendment::Amendment,
        appointment::{Appointment, EventKind},
        hold::Hold,
        id::{AppointmentId, StaffId},
        plan::Plan,
        referral::{Referral, ReferredTo},
        standing::Standing,
    },
    office::{Away, Office, Telling, look_again},
    portal::Portal,
    store::{
        self,
        absence::Told,
        backup::{Line, bring_back},
    },
};
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};
use support::{
    Browser, NINE, add_role, another, at,
    journey::{Wish, try_to_book},
    now, plan, portal,
};

/// The day of [`NINE`].
const MONDAY: Date = date(2026, 11, 30);

fn by() -> Actor {
    Actor::Staff(StaffId("Ana Ruiz".to_owned()))
}

/// Daylight in Seattle on the day of the tests.
fn ten() -> Timestamp {
    at("2026-11-24T18:00:00Z")
}

fn seconds_later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

async fn booked(portal: &Portal, member: usize, wish: Wish) -> AppointmentId {
    try_to_book(&mut Browser::of(portal, member).await, wish).await.unwrap()
}

async fn away(portal: &Portal, role: &str, day: Date) -> Away {
    let (by, reason) = (by(), Some("She is ill"));
    Office::of(portal, portal.now(), &by).away(&role.into(), (day, day), reason).await.unwrap()
}

/// What is suggested to the only one who is booked.
async fn suggested(portal: &Portal, role: &str, day: Date) -> Option<Instead> {
    let mut away = away(portal, role, day).await;
    assert_eq!(away.affected.len(), 1);
    away.affected.remove(0).instead
}

/// A visit with `role` that is written past all rules.
async fn write(portal: &Portal, start: &str, place: &str) -> Appointment {
    let visit = support::decided::appointment("m0", start, start, 40);
    let visit = Appointment { role: "role".into(), location: Some(place.into()), ..visit };
    support::decided::book(&portal.store, &visit).await.unwrap();
    visit
}

async fn absence(portal: &Portal, id: &AppointmentId) -> Option<Absence> {
    store::absence::find(&portal.store, &support::found(&portal.store, id).await).await.unwrap()
}

async fn letters(portal: &Portal) -> u64 {
    store::backup::letters(&portal.store).await.unwrap()
}

/// How those stand who are booked on that Monday, and who is called.
async fn standing(portal: &Portal) -> (Vec<Standing>, Vec<AppointmentId>) {
    let by = by();
    let office = Office::of(portal, portal.now(), &by);
    let listed = office.day_of(&"role".into(), Some(MONDAY)).await.unwrap();
    let visits = listed.desks.into_iter().flat_map(|desk| desk.visits);
    let calls = office.calls(&"office".into()).await.unwrap().into_iter();
    (visits.map(|visit| visit.standing).collect(), calls.map(|(_, visit)| visit.appointment.id).collect())
}

/// A portal where Cleo is a colleague at the office of `role`, and has a second role elsewhere.
async fn with_colleague(members: usize) -> Portal {
    let portal = portal(members).await;
    add_role(&portal.store, "colleague", "cleo", "office").await;
    add_role(&portal.store, "branch", "cleo", "elsewhere").await;
    another(&portal, now).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_suggested_with_a_colleague_who_sees_somebody_in_another_role() {
    for (busy, start) in [(false, NINE), (true, "2026-11-30T16:20:00Z")] {
        let portal = with_colleague(2).await;
        booked(&portal, 0, ("role", "visit", NINE)).await;
        if busy {
            booked(&portal, 1, ("branch", "visit", NINE)).await;
        }
        let (by, fortnight) = (by(), (MONDAY, date(2026, 12, 14)));
        let office = Office::of(&portal, portal.now(), &by);
        let mut away = office.away(&"role".into(), fortnight, Some("She is ill")).await.unwrap();
        let instead = away.affected.remove(0).instead.unwrap();
        assert_eq!((instead.role.as_str(), instead.start.instant), ("colleague", at(start)));
    }
}

#[tokio::test]
async fn what_is_suggested_is_kept_only_where_the_colleague_sees_nobody() {
    let portal = with_colleague(2).await;
    let id = booked(&portal, 0, ("role", "visit", NINE)).await;
    booked(&portal, 1, ("branch", "visit", NINE)).await;
    let appointment = support::found(&portal.store, &id).await;
    let (role, start, claims) = ("colleague".into(), appointment.start.clone(), appointment.claims.clone());
    let instead = Instead { role, start: start.clone(), claims };
    let hold = Hold::instead(&appointment, &instead, plan().holds, now());
    let absence = Absence { appointment: id.clone(), start, instead: Some(instead), at: now() };
    let told = (&absence, None);
    let told = store::absence::tell(&portal.store, &appointment, told, Some(&hold), (&by(), None)).await;
    assert!(matches!(told, Ok(Told::Taken)), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_used_up_a_referral_by_the_appointment_takes_another_time_with_it() {
    let portal = portal(1).await;
    let referral = Referral {
        id: "one-visit".into(),
        member: "m0".into(),
        to: ReferredTo::Specialty("heart".into()),
        valid_from: date(2026, 11, 1),
        valid_until: date(2026, 12, 31),
        visits: Some(1),
        used: 0,
    };
    store::referral::save_all(&support::hand(&portal.store), &[referral]).await.unwrap();
    let id = booked(&portal, 0, ("heart", "visit", NINE)).await;
    let instead = suggested(&portal, "heart", MONDAY).await.unwrap();
    assert_eq!(instead.start.instant, at("2026-12-01T16:00:00Z"));
    Browser::of(&portal, 0).await.ask(take_suggestion(id)).await.outcome.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_suggested_leaves_time_for_the_way_from_another_office() {
    let mut portal = portal(1).await;
    portal.plan = Arc::new(Plan { travel_minutes_between_offices: 30, ..plan() });
    let id = booked(&portal, 0, ("role", "visit", NINE)).await;
    let elsewhere = support::decided::appointment("m0", "elsewhere", "2026-12-01T16:00:00Z", 40);
    let elsewhere = Appointment { location: Some("elsewhere".into()), ..elsewhere };
    support::decided::book(&portal.store, &elsewhere).await.unwrap();
    let instead = suggested(&portal, "role", MONDAY).await.unwrap();
    assert_eq!(instead.start.instant, at("2026-12-01T17:20:00Z"));
    Browser::of(&portal, 0).await.ask(take_suggestion(id)).await.outcome.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_answer_while_the_time_is_kept_is_called() {
    let portal = portal(1).await;
    let id = booked(&portal, 0, ("role", "visit", NINE)).await;
    assert!(suggested(&portal, "role", MONDAY).await.is_some());
    assert_eq!(standing(&portal).await, (vec![Standing::Suggested], vec![]));
    let later = another(&portal, || now() + SignedDuration::from_hours(48)).await;
    assert_eq!(standing(&later).await, (vec![Standing::ToCall], vec![id]));
    later.end_holds(later.now()).await.unwrap();
    let again = away(&later, "role", MONDAY).await;
    assert_eq!((again.affected[0].telling, &again.affected[0].instead), (Telling::Before, &None));
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_the_plan_does_not_cover_any_more_is_called() {
    let portal = portal(1).await;
    let id = booked(&portal, 0, ("role", "visit", NINE)).await;
    store::member::end(&support::hand(&portal.store), &["m0".into()], now()).await.unwrap();
    assert_eq!(suggested(&portal, "role", MONDAY).await, None);
    assert_eq!(standing(&portal).await, (vec![Standing::ToCall], vec![id]));
}

/// Their booking was decided on by a portal that did not know of the closing.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_booked_after_the_days_were_closed_is_told_a_moment_later_and_once() {
    let portal = portal(1).await;
    assert!(away(&portal, "role", MONDAY).await.affected.is_empty());
    let id = write(&portal, NINE, "office").await.id;
    let before = letters(&portal).await;
    look_again(&portal, seconds_later(4)).await.unwrap();
    assert_eq!(absence(&portal, &id).await, None, "it is not due");
    look_again(&portal, seconds_later(5)).await.unwrap();
    assert!(absence(&portal, &id).await.unwrap().instead.is_some());
    let history = support::history(&portal.store, &id).await;
    let last = history.last().unwrap();
    let expected = (EventKind::Away, by(), Some("She is ill"));
    assert_eq!((last.kind, last.by.clone(), last.reason.as_deref()), expected);
    for seconds in [10, 60, 119, 240] {
        look_again(&portal, seconds_later(seconds)).await.unwrap();
    }
    assert_eq!(letters(&portal).await, before + 1);
    assert_eq!(store::backup::count(&portal.store, "closing").await.unwrap(), 0, "nobody looks any more");
}

#[tokio::test]
async fn who_books_in_days_that_were_opened_again_is_told_nothing() {
    let portal = portal(1).await;
    assert!(away(&portal, "role", MONDAY).await.affected.is_empty());
    store::schedule::amend(&portal.store, &[Amendment::none("role".into())]).await.unwrap();
    let id = write(&portal, NINE, "office").await.id;
    look_again(&portal, seconds_later(5)).await.unwrap();
    assert_eq!(absence(&portal, &id).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_off_of_which_the_office_tells_itself_are_not_told_by_the_portal() {
    let portal = portal(1).await;
    let id = booked(&portal, 0, ("role", "visit", NINE)).await;
    store::schedule::close(&portal.store, &"role".into(), (MONDAY, MONDAY)).await.unwrap();
    look_again(&portal, seconds_later(60)).await.unwrap();
    assert_eq!(absence(&portal, &id).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn that_one_cannot_be_told_keeps_nobody_else_from_it_and_it_is_tried_again() {
    let portal = portal(2).await;
    let one = booked(&portal, 0, ("role", "visit", NINE)).await;
    let other = booked(&portal, 1, ("role", "visit", "2026-11-30T18:20:00Z")).await;
    let full =
        format!("DEFINE EVENT full ON absence WHEN record::id($after.id) = '{one}' THEN {{ THROW 'full' }}");
    bring_back(&portal.store, Line::Definition(&full)).await.unwrap();
    let away = away(&portal, "role", MONDAY).await;
    let telling: Vec<_> = away.affected.iter().map(|one| one.telling).collect();
    assert_eq!((telling, away.untold()), (vec![Telling::Failed, Telling::Now], 1));
    assert!(absence(&portal, &one).await.is_none() && absence(&portal, &other).await.is_some());

    look_again(&portal, seconds_later(150)).await.unwrap();
    assert_eq!(store::backup::count(&portal.store, "closing").await.unwrap(), 1, "it goes on");
    bring_back(&portal.store, Line::Definition("REMOVE EVENT full ON absence")).await.unwrap();
    look_again(&portal, seconds_later(300)).await.unwrap();
    assert!(absence(&portal, &one).await.is_some());
    assert_eq!(store::backup::count(&portal.store, "closing").await.unwrap(), 0);
}

/// The member has booked the time that was suggested for another visit: what kept it is spent, and
/// its record still there.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_suggested_once_and_is_spent_is_not_in_the_way_of_another_suggestion() {
    let portal = portal(1).await;
    let id = booked(&portal, 0, ("role", "visit", NINE)).await;
    let instead = suggested(&portal, "role", MONDAY).await.unwrap();
    assert_eq!(instead.start.instant, at("2026-12-01T16:00:00Z"));
    write(&portal, "2026-12-01T16:00:00Z", "office").await;
    let mut member = Browser::of(&portal, 0).await;
    member.ask(move_appointment(id.clone(), Some(at("2026-12-02T16:00:00Z")))).await.outcome.unwrap();
    let away = away(&portal, "role", date(2026, 12, 2)).await;
    assert_eq!(away.untold(), 0);
    member.ask(take_suggestion(id)).await.outcome.unwrap();
}

async fn suggestion(browser: &mut Browser, id: &AppointmentId) -> Suggestion {
    let view = browser.ask(find_appointment(id.clone())).await.outcome.unwrap();
    view.absence.unwrap().suggestion.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn asking_for_an_earlier_time_gives_up_nothing_that_is_suggested() {
    let portal = another(&portal(2).await, ten).await;
    let friday = date(2026, 12, 4);
    let id = booked(&portal, 0, ("role", "visit", "2026-12-04T18:00:00Z")).await;
    let instead = suggested(&portal, "role", friday).await.unwrap();
    let mut member = Browser::of(&portal, 0).await;
    let before = suggestion(&mut member, &id).await;
    assert!(before.kept_until.is_some());
    member.ask(ask_for_earlier(id.clone(), Vec::new(), Vec::new())).await.outcome.unwrap();
    let view = member.ask(find_appointment(id.clone())).await.outcome.unwrap();
    assert!(view.earlier.unwrap().proposal.is_some(), "there is an earlier time besides");
    assert_eq!(suggestion(&mut member, &id).await, before);
    member.ask(stop_asking(id.clone())).await.outcome.unwrap();
    assert_eq!(suggestion(&mut member, &id).await, before);
    let keeps = keep_time("role".into(), "visit".into(), instead.start.instant, None);
    assert!(Browser::of(&portal, 1).await.ask(keeps).await.outcome.is_err(), "it is kept for the member");
    member.ask(take_suggestion(id)).await.outcome.unwrap();
}

#[tokio::test]
async fn an_earlier_time_that_is_proposed_stays_the_members_when_the_clinician_is_away() {
    let portal = another(&portal(2).await, ten).await;
    let id = booked(&portal, 0, ("role", "visit", "2026-12-04T18:00:00Z")).await;
    let mut member = Browser::of(&portal, 0).await;
    member.ask(ask_for_earlier(id.clone(), Vec::new(), Vec::new())).await.outcome.unwrap();
    let view = member.ask(find_appointment(id.clone())).await.outcome.unwrap();
    let earlier = view.earlier.unwrap().proposal.unwrap().start.instant;
    assert!(suggested(&portal, "role", date(2026, 12, 4)).await.is_some());
    let keeps = keep_time("role".into(), "visit".into(), earlier, None);
    assert!(Browser::of(&portal, 1).await.ask(keeps).await.outcome.is_err(), "it is kept for the member");
    member.ask(take_earlier(id.clone(), earlier)).await.outcome.unwrap();
    let view = member.ask(find_appointment(id)).await.outcome.unwrap();
    assert_eq!(view.appointment.start.instant, earlier);
}
