//! What people of offices see and do at their offices, and at no others.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::find_appointment,
        office::{DayView, check_in, copay_paid, no_show, office_day},
        office_away::{AwayView, list_teams, look_away, say_away},
        times::free_times,
    },
    domain::{
        actor::Actor,
        appointment::{Appointment, EventKind},
        attendance::{Attendance, Unattended},
        id::AppointmentId,
        plan::Tender,
        staff::{Duty, Staff},
        standing::{Counts, Standing},
    },
    error::{AppError, Fault, Field},
    portal::Portal,
    store,
};
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{Browser, NINE, another, at, journey::try_to_book, portal, staff::invited};

fn nine() -> Timestamp {
    at(NINE)
}

async fn booked(portal: &Portal, member: usize, start: &'static str) -> AppointmentId {
    try_to_book(&mut Browser::of(portal, member).await, ("role", "visit", start)).await.unwrap()
}

async fn stored(portal: &Portal, id: &AppointmentId) -> Appointment {
    store::office::find(&portal.store, id).await.unwrap().unwrap()
}

async fn of(portal: &Portal, name: &str, place: &str, duty: Duty) -> (Staff, Browser) {
    let (staff, _) = invited(portal, name, place, duty).await;
    let browser = Browser::of_staff(portal, &staff).await;
    (staff, browser)
}

async fn day(browser: &mut Browser) -> DayView {
    browser.ask(office_day(None, Some(date(2026, 11, 30)))).await.outcome.unwrap()
}

/// Whether it is to be said how somebody has paid.
async fn can_pay(browser: &mut Browser) -> bool {
    day(browser).await.desks.iter().flat_map(|desk| &desk.visits).any(|visit| visit.can_pay)
}

fn looks(until: &str) -> impl Future<Output = Result<AwayView, AppError>> + Send + 'static {
    look_away("role".to_owned(), "2026-11-30".to_owned(), until.to_owned())
}

fn says(until: &str, reason: &str) -> impl Future<Output = Result<(), AppError>> + Send + 'static {
    say_away("role".to_owned(), "2026-11-30".to_owned(), until.to_owned(), reason.to_owned())
}

/// What each function answers, by its name.
async fn all(browser: &mut Browser, id: &AppointmentId) -> Vec<(&'static str, Result<(), AppError>)> {
    let here = office_day(Some("office".into()), None);
    vec![
        ("day", browser.ask(here).await.outcome.map(drop)),
        ("check-in", browser.ask(check_in(id.clone(), "visa".to_owned())).await.outcome),
        ("no-show", browser.ask(no_show(id.clone())).await.outcome),
        ("paid", browser.ask(copay_paid(id.clone(), "visa".to_owned())).await.outcome),
        ("look", browser.ask(looks("2026-11-30")).await.outcome.map(drop)),
        ("say", browser.ask(says("2026-11-30", "")).await.outcome),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_or_does_anything_at_an_office_but_its_own_people() {
    let portal = portal(2).await;
    let id = booked(&portal, 0, NINE).await;
    let then = another(&portal, nine).await;
    let before = stored(&portal, &id).await;
    let history = support::history(&portal.store, &id).await;

    let member = Browser::of(&then, 0).await;
    for mut nobody in [Browser::new(&then), member, Browser::of(&then, 1).await] {
        for (what, answer) in all(&mut nobody, &id).await {
            assert_eq!(answer, Err(AppError::StaffSignOn), "{what}");
        }
        assert_eq!(nobody.ask(list_teams()).await.outcome, Err(AppError::StaffSignOn));
    }
    let (_, desk) = of(&then, "Desk of another", "elsewhere", Duty::Desk).await;
    let (_, manager) = of(&then, "Manager of another", "elsewhere", Duty::Manager).await;
    for mut other in [desk, manager] {
        for (what, answer) in all(&mut other, &id).await {
            assert_eq!(answer, Err(AppError::NotFound), "{what}");
        }
        let unknown = other.ask(check_in("no-such".into(), String::new())).await;
        assert_eq!((unknown.outcome, unknown.status), (Err(AppError::NotFound), Some(404)));
    }
    assert_eq!(stored(&portal, &id).await, before);
    assert_eq!(support::history(&portal.store, &id).await, history);
    let schedule = store::schedule::of_roles(&portal.store, &["role".into()]).await.unwrap();
    assert!(schedule[&"role".into()].amendment.exceptions.is_empty(), "no day is closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_does_its_work_and_says_nobody_away() {
    let portal = portal(2).await;
    let id = booked(&portal, 0, NINE).await;
    let then = another(&portal, nine).await;
    let (staff, mut desk) = of(&then, "Ana Ruiz", "office", Duty::Desk).await;
    let missed = booked(&portal, 1, "2026-11-30T18:20:00Z").await;
    assert_eq!(desk.ask(looks("2026-11-30")).await.outcome, Err(AppError::NotFound));
    assert_eq!(desk.ask(says("2026-11-30", "")).await.outcome, Err(AppError::NotFound));
    assert_eq!(desk.ask(list_teams()).await.outcome, Err(AppError::NotFound));

    let seen = day(&mut desk).await;
    assert_eq!(seen.counts, Counts { expected: 2, ..Counts::default() });
    let visits: Vec<_> = seen.desks.iter().flat_map(|desk| &desk.visits).collect();
    assert_eq!(visits[0].member.as_ref().unwrap().name, "Ana Núñez");
    assert!(visits[0].can_check_in && visits[0].can_miss && !visits[1].can_miss);

    let cash = desk.ask(check_in(id.clone(), "cash".to_owned())).await;
    assert_eq!((cash.outcome, cash.status), (Err(AppError::Unattended(Unattended::NotAccepted)), Some(409)));
    let check = desk.ask(check_in(id.clone(), "master-card".to_owned())).await.outcome;
    assert_eq!(check, Err(AppError::Unattended(Unattended::NotAccepted)), "the plan takes Visa alone");
    let done = desk.ask(check_in(id.clone(), "visa".to_owned())).await;
    assert_eq!(done.location.unwrap(), "/staff?office=office&date=2026%2D11%2D30&done=checked%2Din");
    let kept = stored(&portal, &id).await;
    assert_eq!((kept.attendance, kept.tender), (Some(Attendance::CheckedIn), Some(Tender::Visa)));
    let again = desk.ask(no_show(id.clone())).await.outcome;
    assert_eq!(again, Err(AppError::Unattended(Unattended::Already(Attendance::CheckedIn))));
    let early = desk.ask(no_show(missed.clone())).await.outcome;
    assert_eq!(early, Err(AppError::Unattended(Unattended::NotBegun)));
    let late = another(&portal, || nine() + SignedDuration::from_hours(3)).await;
    let mut desk = Browser::of_staff(&late, &staff).await;
    let done = desk.ask(no_show(missed.clone())).await;
    assert_eq!(done.location.unwrap(), "/staff?office=office&date=2026%2D11%2D30&done=no%2Dshow");

    let seen = day(&mut desk).await;
    assert_eq!(seen.counts, Counts { checked_in: 1, no_show: 1, ..Counts::default() });
    for (id, kind) in [(&id, EventKind::CheckedIn), (&missed, EventKind::NoShow)] {
        let history = support::history(&portal.store, id).await;
        let last = history.last().unwrap();
        assert_eq!((last.kind, &last.by), (kind, &Actor::Staff(staff.id.clone())));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn how_a_copay_was_paid_is_written_down_after_the_check_in_too_and_once() {
    let portal = portal(1).await;
    let id = booked(&portal, 0, NINE).await;
    let then = another(&portal, nine).await;
    let (staff, mut desk) = of(&then, "Ana Ruiz", "office", Duty::Desk).await;
    let pays = |tender: &str| copay_paid(id.clone(), tender.to_owned());
    let refused = |why| Err(AppError::Unattended(why));
    assert_eq!(desk.ask(pays("visa")).await.outcome, refused(Unattended::NotHere));
    assert!(!can_pay(&mut desk).await);
    desk.ask(check_in(id.clone(), String::new())).await.outcome.unwrap();
    assert!(can_pay(&mut desk).await);
    for tender in ["cash", "master-card", ""] {
        assert_eq!(desk.ask(pays(tender)).await.outcome, refused(Unattended::NotAccepted), "{tender}");
    }
    let done = desk.ask(pays("visa")).await;
    assert_eq!(done.location.unwrap(), "/staff?office=office&date=2026%2D11%2D30&done=paid");
    let kept = stored(&portal, &id).await;
    assert_eq!((kept.attendance, kept.tender), (Some(Attendance::CheckedIn), Some(Tender::Visa)));
    assert_eq!(desk.ask(pays("visa")).await.outcome, refused(Unattended::Paid));
    assert!(!can_pay(&mut desk).await);
    let history = support::history(&portal.store, &id).await;
    let last = history.last().unwrap();
    assert_eq!((last.kind, &last.by), (EventKind::Paid, &Actor::Staff(staff.id.clone())));
    assert_eq!(support::ledger::verified(&portal.store).await[&id].len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_sees_first_what_happens_and_then_nobody_is_left_alone() {
    let portal = portal(2).await;
    let (one, other) = (booked(&portal, 0, NINE).await, booked(&portal, 1, "2026-11-30T18:20:00Z").await);
    let (staff, mut manager) = of(&portal, "Ana Ruiz", "office", Duty::Manager).await;
    let teams = manager.ask(list_teams()).await.outcome.unwrap();
    assert!(teams[0].roles.contains(&("role".into(), "ada Núñez, MD".to_owned())), "{teams:?}");

    let before = store::backup::letters(&portal.store).await.unwrap();
    let looked = manager.ask(looks("2026-11-30")).await.outcome.unwrap();
    let instead = |away: &AwayView| -> Vec<_> {
        away.affected.iter().map(|one| one.instead.as_ref().map(|(start, _)| start.instant)).collect()
    };
    assert_eq!(looked.affected.len(), 2);
    assert!(instead(&looked)[0] != instead(&looked)[1] && instead(&looked).iter().all(Option::is_some));
    assert!(looked.affected.iter().all(|one| !one.told));
    assert_eq!(store::backup::letters(&portal.store).await.unwrap(), before, "looking tells nobody");
    assert!(
        store::absence::find(&portal.store, &support::found(&portal.store, &one).await)
            .await
            .unwrap()
            .is_none()
    );

    let done = manager.ask(says("2026-11-30", "She is ill")).await;
    let location = "/staff/away?role=role&from=2026%2D11%2D30&until=2026%2D11%2D30&done=away";
    assert_eq!((done.outcome, done.location.as_deref()), (Ok(()), Some(location)));
    let after = manager.ask(looks("2026-11-30")).await.outcome.unwrap();
    assert_eq!(instead(&after), instead(&looked), "what was shown is what was done");
    assert!(after.affected.iter().all(|one| one.told));
    manager.ask(says("2026-11-30", "")).await.outcome.unwrap();
    assert_eq!(store::backup::letters(&portal.store).await.unwrap(), before + 2, "each is told once");

    let seen = day(&mut manager).await;
    assert_eq!(seen.counts, Counts { away: 2, ..Counts::default() });
    assert!(seen.calls.is_empty());
    let member = Browser::of(&portal, 0).await.ask(find_appointment(one.clone())).await.outcome.unwrap();
    assert!(member.absence.unwrap().suggestion.is_some_and(|it| it.kept_until.is_some()), "it is kept");
    assert_eq!(member.history.last().unwrap().reason.as_deref(), Some("She is ill"));
    let history = support::history(&portal.store, &other).await;
    assert_eq!(history.last().unwrap().by, Actor::Staff(staff.id));
    let free = Browser::of(&portal, 1)
        .await
        .ask(free_times("role".into(), "visit".into(), Some(date(2026, 11, 30)), None))
        .await;
    assert!(free.outcome.is_ok_and(|free| free.times.iter().all(|time| time.date() != date(2026, 11, 30))));
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_nobody_can_see_is_called_until_they_have_answered() {
    let portal = portal(1).await;
    let id = booked(&portal, 0, NINE).await;
    let (_, mut manager) = of(&portal, "Ana Ruiz", "office", Duty::Manager).await;
    manager.ask(says("2027-03-01", "")).await.outcome.unwrap();
    let seen = manager.ask(office_day(None, None)).await.outcome.unwrap();
    let [call] = &seen.calls[..] else { panic!("{:?}", seen.calls) };
    assert_eq!((&call.visit.id, call.visit.standing), (&id, Standing::ToCall));
    assert_eq!(call.visit.member.as_ref().unwrap().phone, "206-555-0100");
    let (_, mut other) = of(&portal, "Ben Ott", "elsewhere", Duty::Manager).await;
    assert!(other.ask(office_day(None, None)).await.outcome.unwrap().calls.is_empty());
    let appointment = stored(&portal, &id).await;
    let by = Actor::Member;
    store::appointment::cancel(&portal.store, &appointment, &by, None, None, portal.now())
        .await
        .unwrap()
        .unwrap();
    assert!(manager.ask(office_day(None, None)).await.outcome.unwrap().calls.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_cannot_be_are_told_by_their_field() {
    let portal = portal(0).await;
    let (_, mut manager) = of(&portal, "Ana Ruiz", "office", Duty::Manager).await;
    let mut ask = async |role: &str, from: &str, until: &str| {
        let asked = look_away(role.to_owned(), from.to_owned(), until.to_owned());
        manager.ask(asked).await.outcome.map(drop)
    };
    let fault = |field, fault| Err(AppError::field(field, fault));
    assert_eq!(ask("", "2026-11-30", "2026-11-30").await, fault(Field::Role, Fault::Missing));
    assert_eq!(ask("role", "", "2026-11-30").await, fault(Field::From, Fault::Missing));
    assert_eq!(ask("role", "2026-11-30", "tomorrow").await, fault(Field::Until, Fault::Unreadable));
    assert_eq!(ask("role", "2026-11-30", "2026-11-29").await, fault(Field::Until, Fault::Wrong));
    assert_eq!(ask("role", "2026-11-30", "2029-11-29").await, fault(Field::Until, Fault::Wrong));
    assert_eq!(ask("no-such", "2026-11-30", "2026-11-30").await, Err(AppError::NotFound));
    assert_eq!(ask("contracted", "2026-11-30", "2026-11-30").await, Err(AppError::NotFound));
}
