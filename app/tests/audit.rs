//! Who has seen or changed what of whose record is written down, before anything is shown.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{cancel_appointment, find_appointment, list_appointments},
        draft::start_draft,
        grant::act_for,
        member::me,
        office::{check_in, office_day},
        sign_on::sign_on,
    },
    domain::{
        actor::Actor,
        audit::{Access, Action, Kind, Outcome},
        grant::{Relation, Scope},
        id::AppointmentId,
        need::Need,
        staff::Duty,
    },
    error::AppError,
    portal::Portal,
    store::{
        self,
        audit::{Wanted, find, prune, search, write},
        backup::{Line, bring_back},
    },
};
use jiff::{SignedDuration, Timestamp, civil::date};
use support::{
    Browser, NINE, another, at,
    household::{give, grant},
    journey::{confirm, try_to_book},
    now, portal,
    staff::invited,
};

/// What was done to the record of `m0`, first things first.
async fn rows(portal: &Portal) -> Vec<Access> {
    let wanted = Wanted { member: Some("m0".into()), ..Wanted::default() };
    let mut found = find(&portal.store, &wanted, 1_000).await.unwrap();
    found.reverse();
    found
}

/// Those of that kind: what was done, and what came of it.
async fn of_kind(portal: &Portal, kind: Kind) -> Vec<(Option<Actor>, Action, Outcome)> {
    let rows = rows(portal).await.into_iter().filter(|row| row.kind == kind);
    rows.map(|row| (row.by, row.action, row.outcome)).collect()
}

/// Somebody writes into the database, past the program.
async fn behind(portal: &Portal, statement: &str) -> Result<(), store::Error> {
    bring_back(&portal.store, Line::Definition(statement)).await
}

/// No row can be written any more.
async fn refuse(portal: &Portal) {
    behind(portal, "DEFINE EVENT full ON audit WHEN $event = 'CREATE' THEN { THROW 'full' }").await.unwrap();
}

async fn booked(browser: &mut Browser) -> AppointmentId {
    try_to_book(browser, ("role", "visit", NINE)).await.unwrap()
}

fn later() -> Timestamp {
    now() + SignedDuration::from_secs(61)
}

#[tokio::test]
async fn what_a_member_sees_is_one_row_a_minute() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    for _ in 0..3 {
        browser.ask(list_appointments()).await.outcome.unwrap();
        browser.ask(me()).await.outcome.unwrap();
    }
    let row = |kind| Access::read(now(), Actor::Member, "m0".into(), kind);
    assert_eq!(rows(&portal).await, [row(Kind::Appointments), row(Kind::Details)]);
    let later = another(&portal, later).await;
    browser.portal = later.clone();
    browser.ask(list_appointments()).await.outcome.unwrap();
    assert_eq!(of_kind(&later, Kind::Appointments).await.len(), 2);
}

#[tokio::test]
async fn an_appointment_is_named_and_one_that_is_not_theirs_is_refused_without_a_name() {
    let portal = portal(2).await;
    let (mut owner, mut other) = (Browser::of(&portal, 1).await, Browser::of(&portal, 0).await);
    let id = booked(&mut owner).await;
    assert_eq!(other.ask(find_appointment(id.clone())).await.outcome, Err(AppError::NotFound));
    let row = rows(&portal).await.pop().unwrap();
    assert_eq!((row.kind, row.outcome, row.about), (Kind::Appointment, Outcome::Refused, None));
    owner.ask(find_appointment(id.clone())).await.outcome.unwrap();
    let wanted = Wanted { member: Some("m1".into()), kind: Some(Kind::Appointment), ..Wanted::default() };
    let row = find(&portal.store, &wanted, 1).await.unwrap().pop().unwrap();
    assert_eq!((row.about, row.outcome, row.by), (Some(id), Outcome::Done, Some(Actor::Member)));
}

#[tokio::test]
async fn nothing_is_shown_that_cannot_be_written_down() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let id = booked(&mut browser).await;
    let portal = another(&portal, later).await;
    browser.portal = portal.clone();
    refuse(&portal).await;
    assert_eq!(browser.ask(list_appointments()).await.outcome, Err(AppError::NotKnown));
    assert_eq!(
        browser.ask(list_appointments()).await.outcome,
        Err(AppError::NotKnown),
        "nor the second time"
    );
    assert_eq!(browser.ask(find_appointment(id.clone())).await.outcome, Err(AppError::NotKnown));
    assert_eq!(browser.ask(me()).await.outcome, Err(AppError::NotKnown));
    let mut visitor = Browser::new(&portal);
    assert_eq!(visitor.ask(me()).await.outcome, Ok(None), "who is nobody goes on");
    behind(&portal, "REMOVE EVENT full ON audit").await.unwrap();
    assert_eq!(browser.ask(list_appointments()).await.outcome.unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_entered_stands_in_the_audit_or_is_not_kept() {
    let portal = portal(1).await;
    let mut browser = Browser::of(&portal, 0).await;
    let draft = || {
        let (reason, contact) = ("a private matter".to_owned(), "206-555-0199".to_owned());
        start_draft(None, "role".into(), "visit".into(), at(NINE), Need::Routine, reason, contact, None)
    };
    browser.ask(draft()).await.outcome.unwrap();
    let member = Some(Actor::Member);
    let done = Outcome::Done;
    let drafts = [(member.clone(), Action::Read, done), (member.clone(), Action::Update, done)];
    assert_eq!(of_kind(&portal, Kind::Draft).await, drafts);
    assert_eq!(of_kind(&portal, Kind::Hold).await, [(member, Action::Create, done)]);
    let texts = format!("{:?}", rows(&portal).await);
    assert!(!texts.contains("private matter") && !texts.contains("206-555"), "never what stands in it");
    refuse(&portal).await;
    assert!(browser.ask(draft()).await.outcome.is_err());
    assert_eq!(of_kind(&portal, Kind::Draft).await.len(), 2, "the row and the change are one");
}

#[tokio::test]
async fn who_goes_away_while_rows_are_written_lets_nobody_else_down() {
    let portal = portal(1).await;
    let look = |n: i64| Access::read(now(), Actor::Plan, format!("m{n}").as_str().into(), Kind::Details);
    for n in 0..200 {
        // Whoever comes first writes for both, and is gone after the first steps of it.
        let mut first = Box::pin(portal.store.note_access(look(2 * n)));
        let steps = std::future::poll_fn(|context| {
            let _ = first.as_mut().poll(context);
            std::task::Poll::Ready(())
        });
        steps.await;
        let second = tokio::spawn({
            let (portal, look) = (portal.clone(), look(2 * n + 1));
            async move { portal.store.note_access(look).await }
        });
        for _ in 0..n % 20 {
            tokio::task::yield_now().await;
        }
        drop(first);
        second.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn what_a_proxy_sees_and_changes_is_in_the_record_of_the_member() {
    let portal = portal(2).await;
    give(&portal, grant(1, 0, Relation::Carer, Scope::Book)).await;
    assert_eq!(of_kind(&portal, Kind::Grant).await, [(Some(Actor::Plan), Action::Create, Outcome::Done)]);
    let mut proxy = Browser::of(&portal, 1).await;
    let whom = proxy.ask(me()).await.outcome.unwrap().unwrap().household.others[0].whom.clone();
    proxy.ask(act_for(Some(whom.clone()), "/".into())).await.outcome.unwrap();
    proxy.ask(list_appointments()).await.outcome.unwrap();
    let by = Some(Actor::Proxy("m1".into()));
    let seen = (by.clone(), Action::Read, Outcome::Done);
    assert_eq!(of_kind(&portal, Kind::Appointments).await, [seen]);
    let contact = "206-555-0100".to_owned();
    let draft = start_draft(
        None,
        "role".into(),
        "visit".into(),
        at(NINE),
        Need::Routine,
        String::new(),
        contact,
        Some(whom),
    );
    let answer = proxy.ask(draft).await;
    let key = answer.location.unwrap().rsplit('/').next().unwrap().into();
    let id = confirm(&mut proxy, key).await.unwrap();
    proxy.ask(cancel_appointment(id.clone())).await.outcome.unwrap();
    let wanted = Wanted { member: Some("m0".into()), by_others: true, ..Wanted::default() };
    let all = search(&portal.store, &wanted, 100).await.unwrap();
    let changes: Vec<_> =
        all.iter().filter(|it| it.action == Action::Delete && it.about == Some(id.clone())).collect();
    assert_eq!(changes.len(), 1, "what the ledger says is an access too, and stands nowhere twice: {all:?}");
    assert_eq!(changes[0].by, by);
}

#[tokio::test]
async fn what_an_office_sees_is_in_the_record_of_each_member_on_its_list() {
    let portal = portal(1).await;
    let id = booked(&mut Browser::of(&portal, 0).await).await;
    let (ana, _) = invited(&portal, "Ana Ruiz", "office", Duty::Desk).await;
    let (ben, _) = invited(&portal, "Ben Ott", "elsewhere", Duty::Desk).await;
    let mut desk = Browser::of_staff(&portal, &ana).await;
    let day = desk.ask(office_day(None, Some(date(2026, 11, 30)))).await.outcome.unwrap();
    assert_eq!(day.desks.iter().map(|desk| desk.visits.len()).sum::<usize>(), 1);
    let row = Access::read(now(), Actor::Staff(ana.id), "m0".into(), Kind::Day).about(&id);
    assert!(rows(&portal).await.contains(&row));
    let mut stranger = Browser::of_staff(&portal, &ben).await;
    let refused = stranger.ask(check_in(id.clone(), String::new())).await.outcome;
    assert_eq!(refused, Err(AppError::NotFound));
    let row = Access::read(now(), Actor::Staff(ben.id), "m0".into(), Kind::Appointment).about(&id).refused();
    assert!(rows(&portal).await.contains(&row), "who has tried is known");
    refuse(&portal).await;
    let other_day =
        desk.at(&another(&portal, later).await).ask(office_day(None, Some(date(2026, 11, 30)))).await;
    assert_eq!(other_day.outcome.unwrap_err(), AppError::NotKnown);
}

#[tokio::test]
async fn each_sign_on_that_fails_is_a_row_of_nobody() {
    let portal = portal(1).await;
    let mut browser = Browser::new(&portal);
    for _ in 0..3 {
        let failed =
            browser.ask(sign_on("00001000".into(), "not the right one".into(), false, None)).await.outcome;
        assert!(matches!(failed, Err(AppError::Invalid(_))), "{failed:?}");
    }
    let refused = (None, Action::Execute, Outcome::Refused);
    assert_eq!(of_kind(&portal, Kind::SignOn).await, [refused.clone(), refused.clone(), refused]);
}

#[tokio::test]
async fn rows_of_many_who_ask_at_once_are_all_there() {
    const MEMBERS: usize = 60;
    let portal = portal(MEMBERS).await;
    let asking = (0..MEMBERS).map(|n| {
        let portal = portal.clone();
        tokio::spawn(async move {
            let mut browser = Browser::of(&portal, n).await;
            for _ in 0..2 {
                browser.ask(list_appointments()).await.outcome.unwrap();
            }
        })
    });
    for asked in asking.collect::<Vec<_>>() {
        asked.await.unwrap();
    }
    let wanted = Wanted { kind: Some(Kind::Appointments), ..Wanted::default() };
    assert_eq!(find(&portal.store, &wanted, 1_000).await.unwrap().len(), MEMBERS);
}

#[tokio::test]
async fn no_row_is_changed_and_only_what_was_kept_long_enough_goes() {
    let portal = portal(1).await;
    let row = |hours| {
        let at = now() + SignedDuration::from_hours(hours);
        Access::read(at, Actor::Member, "m0".into(), Kind::Details)
    };
    write(&portal.store, &[row(0), row(1), row(2), row(3)]).await.unwrap();
    for statement in ["UPDATE audit SET who = 'plan'", "DELETE audit", "UPSERT audit SET text = ''"] {
        let refused = behind(&portal, statement).await;
        let stays = rows(&portal).await == [row(0), row(1), row(2), row(3)];
        assert!(stays && (refused.is_err() || statement.starts_with("UPSERT")), "{statement}: {refused:?}");
    }
    assert_eq!(prune(&portal.store, row(2).at).await.unwrap(), 2);
    assert_eq!(rows(&portal).await, [row(2), row(3)]);
    assert_eq!(prune(&portal.store, row(100).at).await.unwrap(), 1, "the end of a chain stays");
    assert_eq!(rows(&portal).await, [row(3)]);
    assert!(behind(&portal, "DELETE audit").await.is_err());
}

#[tokio::test]
async fn rows_are_found_by_whom_when_and_what() {
    let portal = portal(1).await;
    let id = booked(&mut Browser::of(&portal, 0).await).await;
    let staff = Actor::Staff("s".into());
    let looks = Access::read(at("2026-11-20T12:00:00Z"), staff.clone(), "m0".into(), Kind::Day).about(&id);
    write(&portal.store, std::slice::from_ref(&looks)).await.unwrap();
    let by_staff = Wanted { by: Some(vec![staff]), ..Wanted::default() };
    assert_eq!(search(&portal.store, &by_staff, 10).await.unwrap(), std::slice::from_ref(&looks));
    let before = Wanted { until: Some(at("2026-11-21T00:00:00Z")), ..Wanted::default() };
    assert_eq!(search(&portal.store, &before, 10).await.unwrap(), std::slice::from_ref(&looks));
    let since = Wanted { from: Some(at("2026-11-21T00:00:00Z")), by_others: true, ..Wanted::default() };
    assert_eq!(search(&portal.store, &since, 10).await.unwrap(), []);
    let booked = Wanted { kind: Some(Kind::Appointment), ..Wanted::default() };
    let found = search(&portal.store, &booked, 10).await.unwrap();
    assert_eq!((found.len(), found[0].action, found[0].about.clone()), (1, Action::Create, Some(id)));
}
