//! What a member does with their record: they see who has looked at it, take it along, and close the
//! account.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        access::list_accesses,
        account::close_account,
        appointment::{find_appointment, list_appointments},
        draft::start_draft,
        earlier::ask_for_earlier,
        hold::keep_time,
        member::me,
        office::office_day,
        record::held,
        sign_on::sign_on,
        times::free_times,
    },
    domain::{
        actor::Actor,
        appointment::EventKind,
        audit::{Access, Action, Kind, Who},
        grant::{Relation, Scope},
        id::MemberId,
        need::Need,
        staff::Duty,
    },
    error::{AppError, Fault, Field},
    identity::registration::enrol,
    portal::Portal,
    store::{self, outbox},
};
use jiff::{SignedDuration, civil::date};
use support::{
    Browser, NINE, at,
    household::{acting, give, grant},
    journey::try_to_book,
    now, portal,
    staff::invited,
};

const PASSWORD: &str = "cedar river walking stone";

/// `m1` may act for `m0`.
async fn may_act(portal: &Portal) {
    give(portal, grant(1, 0, Relation::Carer, Scope::Book)).await;
}

/// `m0`, who has registered and signed on.
async fn registered(portal: &Portal) -> Browser {
    enrol(portal, &"00001000".into(), PASSWORD).await.unwrap();
    let mut browser = Browser::new(portal);
    browser.ask(sign_on("00001000".into(), PASSWORD.into(), false, None)).await.outcome.unwrap();
    browser
}

#[tokio::test]
async fn a_member_sees_who_else_has_looked_by_name_and_themself_on_wish() {
    let portal = portal(2).await;
    may_act(&portal).await;
    let mut member = Browser::of(&portal, 0).await;
    try_to_book(&mut member, ("role", "visit", NINE)).await.unwrap();
    acting(&portal).await.ask(list_appointments()).await.outcome.unwrap();
    let (ana, _) = invited(&portal, "Ana Ruiz", "office", Duty::Desk).await;
    let mut desk = Browser::of_staff(&portal, &ana).await;
    desk.ask(office_day(None, Some(date(2026, 11, 30)))).await.outcome.unwrap();

    let others = member.ask(list_accesses(0, false)).await.outcome.unwrap();
    let seen: Vec<_> = others.list.iter().map(|it| (it.who.clone(), it.kind)).collect();
    let staff = Who::Staff { name: "Ana Ruiz".to_owned(), offices: vec!["office".to_owned()] };
    assert!(seen.contains(&(Who::Proxy("Ana Núñez".to_owned()), Kind::Appointments)), "{seen:?}");
    assert!(seen.contains(&(staff, Kind::Day)) && seen.contains(&(Who::Plan, Kind::Grant)), "{seen:?}");
    assert!(!seen.iter().any(|(who, _)| *who == Who::You), "{seen:?}");
    let all = member.ask(list_accesses(0, true)).await.outcome.unwrap().list;
    let booked =
        |it: &app::domain::record::HeldAccess| it.action == Action::Create && it.kind == Kind::Appointment;
    assert!(all.iter().any(|it| it.who == Who::You && booked(it)), "{all:?}");
    assert!(all.windows(2).all(|pair| pair[0].at.instant >= pair[1].at.instant), "the newest first");
}

#[tokio::test]
async fn nobody_sees_it_or_takes_it_for_somebody_else() {
    let portal = portal(2).await;
    may_act(&portal).await;
    let mut proxy = acting(&portal).await;
    assert_eq!(proxy.ask(list_accesses(0, true)).await.outcome, Err(AppError::OwnOnly));
    assert_eq!(proxy.ask(held()).await.outcome, Err(AppError::OwnOnly));
    assert_eq!(proxy.ask(close_account(PASSWORD.into())).await.outcome, Err(AppError::OwnOnly));
    let mut visitor = Browser::new(&portal);
    assert_eq!(visitor.ask(list_accesses(0, true)).await.outcome, Err(AppError::SignOn));
    assert_eq!(visitor.ask(held()).await.outcome, Err(AppError::SignOn));
    assert_eq!(visitor.ask(close_account(PASSWORD.into())).await.outcome, Err(AppError::SignOn));
}

#[tokio::test]
async fn the_list_has_pages_and_no_row_is_on_two() {
    let portal = portal(1).await;
    let rows: Vec<_> = (0..45)
        .map(|n| Access::read(now() - SignedDuration::from_hours(n), Actor::Plan, "m0".into(), Kind::Details))
        .collect();
    store::audit::write(&portal.store, &rows).await.unwrap();
    let mut member = Browser::of(&portal, 0).await;
    let mut seen = Vec::new();
    for (page, more) in [(0, true), (1, true), (2, false)] {
        let found = member.ask(list_accesses(page, false)).await.outcome.unwrap();
        assert_eq!((found.page, found.more), (page, more));
        seen.extend(found.list.into_iter().map(|it| it.at.instant));
    }
    assert_eq!(seen, rows.iter().map(|row| row.at).collect::<Vec<_>>());
    let beyond = member.ask(list_accesses(u32::MAX, false)).await.outcome.unwrap();
    assert!(beyond.list.is_empty() && !beyond.more);
}

#[tokio::test]
async fn a_member_takes_along_all_that_is_held_and_no_id_of_anybody_else() {
    let portal = portal(2).await;
    may_act(&portal).await;
    let mut member = registered(&portal).await;
    let id = try_to_book(&mut member, ("role", "visit", NINE)).await.unwrap();
    member.ask(ask_for_earlier(id.clone(), Vec::new(), Vec::new())).await.outcome.unwrap();
    let contact = "206-555-0100".to_owned();
    let later = at("2026-12-01T17:00:00Z");
    let draft = start_draft(
        None,
        "role".into(),
        "visit".into(),
        later,
        Need::Routine,
        "my knee".into(),
        contact,
        None,
    );
    member.ask(draft).await.outcome.unwrap();
    acting(&portal).await.ask(find_appointment(id.clone())).await.outcome.unwrap();

    let held = member.ask(held()).await.outcome.unwrap();
    assert_eq!((held.member.id.clone(), held.signing_on.has_password), (MemberId::from("m0"), true));
    assert_eq!(held.appointments.len(), 1);
    let kinds: Vec<_> =
        held.appointments[0].history.iter().map(|event| (event.kind, event.who.clone())).collect();
    assert_eq!(kinds, [(EventKind::Booked, Who::You)]);
    assert_eq!((held.grants.len(), held.grants[0].other.as_str()), (1, "Ana Núñez"));
    assert_eq!((held.holds.len(), held.wishes.len(), held.drafts.len()), (1, 1, 1));
    assert_eq!((held.drafts[0].reason.as_str(), &*held.drafts[0].start.abbreviation), ("my knee", "PST"));
    assert!(held.letters.iter().any(|letter| letter.subject == "Your appointment is booked"), "{held:?}");
    assert_eq!(held.sessions.len(), 1);
    assert!(held.accesses.iter().any(|it| it.who == Who::Proxy("Ana Núñez".to_owned())), "{held:?}");
    assert!(held.accesses.iter().any(|it| it.kind == Kind::Download), "this look too");
    let text = serde_json::to_string(&held).unwrap();
    assert!(!text.contains("\"m1\"") && !text.contains("argon2"), "{text}");
}

#[tokio::test]
async fn a_closed_account_is_gone_but_for_what_the_plan_must_keep() {
    let portal = portal(2).await;
    let mut member = registered(&portal).await;
    let mut elsewhere = Browser::of(&portal, 0).await;
    let id = try_to_book(&mut member, ("role", "visit", NINE)).await.unwrap();
    member.ask(ask_for_earlier(id.clone(), Vec::new(), Vec::new())).await.outcome.unwrap();
    let kept = at("2026-12-01T17:00:00Z");
    member.ask(keep_time("role".into(), "visit".into(), kept, None)).await.outcome.unwrap();
    let mut other = Browser::of(&portal, 1).await;
    let day = Some(date(2026, 12, 1));
    let is_free = async |browser: &mut Browser| {
        let times =
            browser.ask(free_times("role".into(), "visit".into(), day, None)).await.outcome.unwrap().times;
        times.iter().any(|time| time.instant == kept)
    };
    assert!(!is_free(&mut other).await);

    let wrong = member.ask(close_account("not the right one".into())).await.outcome;
    assert_eq!(wrong, Err(AppError::field(Field::Password, Fault::Wrong)));
    assert!(elsewhere.ask(me()).await.outcome.unwrap().is_some(), "nothing has changed");
    let closed = member.ask(close_account(PASSWORD.into())).await;
    assert_eq!((closed.outcome, closed.location.as_deref()), (Ok(()), Some("/account/close?done=closed")));

    assert_eq!(elsewhere.ask(me()).await.outcome, Ok(None));
    assert_eq!(member.cookie("bookwell"), None);
    assert!(is_free(&mut other).await, "what was kept is free");
    let again =
        Browser::new(&portal).ask(sign_on("00001000".into(), PASSWORD.into(), false, None)).await.outcome;
    assert_eq!(again, Err(AppError::field(Field::Password, Fault::Wrong)));
    let due = outbox::due(&portal.store, now(), 10).await.unwrap();
    assert_eq!(due.iter().filter(|letter| letter.kind == outbox::Kind::Closed).count(), 1);
    let wished = support::wish(&portal.store, &id).await;
    assert!(
        wished.is_none()
            && store::draft::of_member(&portal.store, &support::allowed("m0")).await.unwrap().is_empty()
    );
    support::ledger::verified(&portal.store).await;

    let mut back = registered(&portal).await;
    let found = back.ask(list_appointments()).await.outcome.unwrap();
    assert_eq!((found.len(), found[0].open), (1, true), "appointments stay, and whoever comes back has them");
    let accesses = back.ask(list_accesses(0, true)).await.outcome.unwrap().list;
    assert!(accesses.iter().any(|it| (it.action, it.kind) == (Action::Delete, Kind::Account)));
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_closed() {
    let portal = portal(1).await;
    let mut member = registered(&portal).await;
    member.ask(close_account("not the right one".into())).await.outcome.unwrap_err();
    let full = "DEFINE EVENT full ON audit WHEN $event = 'CREATE' THEN { THROW 'full' }";
    store::backup::bring_back(&portal.store, store::backup::Line::Definition(full)).await.unwrap();
    assert!(member.ask(close_account(PASSWORD.into())).await.outcome.is_err());
    assert!(store::credential::find(&portal.store, &"m0".into()).await.unwrap().is_some());
    assert_eq!(
        store::session::of_member(&portal.store, &support::allowed("m0"), now()).await.unwrap().len(),
        1
    );
}
