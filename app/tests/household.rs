//! One member acts for another: what each grant lets them do, and what it does not.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod support;

use app::{
    api::{
        appointment::{
            ForAnother, book, cancel_appointment, find_appointment, list_appointments, move_appointment,
        },
        draft::{find_draft, start_draft},
        earlier::{ask_for_earlier, stop_asking},
        grant::{ActingFor, Grants, act_for, end_grant, list_grants},
        hold::{keep_time, let_go_of_time},
        member::{choose_language, choose_physician, me},
        referral::list_referrals,
        session::list_sessions,
        times::{find_role, free_times},
    },
    domain::{
        actor::Actor,
        appointment::{Refusal, State},
        grant::{Grant, Relation, Scope},
        id::{AppointmentId, Whom},
        need::Need,
        referral::{Referral, ReferredTo},
        visit_type::VisitType,
    },
    error::AppError,
    identity::secret,
    portal::Portal,
    search::places::Places,
    store::{
        self,
        backup::{Line, bring_back},
    },
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, date},
};
use support::{
    Browser, at,
    household::give,
    journey::{confirm, try_to_book},
    now, signer,
};

/// Today, on the plan's clock.
const TODAY: Date = date(2026, 11, 24);
/// A teen, a child, and who is of age since today.
const TEEN: Date = date(2011, 5, 1);
const CHILD: Date = date(2018, 5, 1);
const OF_AGE: Date = date(2008, 11, 24);

/// A portal whose phone visits are private to teens, as is heart care. `m0` acts for others.
async fn portal() -> Portal {
    let store = support::portal(8).await.store;
    let mut plan = support::plan();
    plan.visit_types[1].private_to_teens = true;
    plan.specialties[1].private_to_teens = true;
    let mut members: Vec<_> = (0..8).map(support::member).collect();
    for (n, member) in members.iter_mut().enumerate() {
        member.given = format!("M{n}");
    }
    (members[5].born, members[6].born, members[7].born) = (TEEN, CHILD, OF_AGE);
    store::member::save_all(&store, &members).await.unwrap();
    Portal::open(store, plan, Places::default(), signer(), false, now).await.unwrap()
}

fn grant(member: usize, relation: Relation, scope: Scope) -> Grant {
    Grant {
        id: format!("g{member}").as_str().into(),
        ..support::household::grant(0, member, relation, scope)
    }
}

/// What stands for that member in the pages of the browser, where they may act for them.
async fn whom(browser: &mut Browser, member: usize) -> Option<Whom> {
    let household = browser.ask(me()).await.outcome.unwrap().unwrap().household;
    let name = format!("M{member} Núñez");
    household.others.into_iter().find(|other| other.name == name).map(|other| other.whom)
}

/// `m0`, who acts for that member where they may.
async fn acting_for(portal: &Portal, member: usize) -> Browser {
    let mut browser = Browser::of(portal, 0).await;
    if let Some(whom) = whom(&mut browser, member).await {
        let answer = browser.ask(act_for(Some(whom), "/directory".into())).await;
        assert_eq!((answer.outcome, answer.location.as_deref()), (Ok(()), Some("/directory")));
    }
    browser
}

/// Starts a booking for whom the browser's pages are.
async fn start(
    browser: &mut Browser,
    whom: Option<Whom>,
    visit: &'static str,
    when: Timestamp,
) -> Result<String, AppError> {
    let contact = "206-555-0100".to_owned();
    let form =
        start_draft(None, "role".into(), visit.into(), when, Need::Routine, String::new(), contact, whom);
    let answer = browser.ask(form).await;
    answer.outcome.map(|()| answer.location.unwrap().rsplit('/').next().unwrap().to_owned())
}

/// An answer in a word.
fn word<T>(outcome: Result<T, AppError>) -> &'static str {
    match outcome {
        Ok(_) => "yes",
        Err(AppError::NotFound) => "no",
        Err(AppError::ViewOnly) => "looks only",
        Err(AppError::ActingEnded) => "ended",
        Err(error) => panic!("{error:?}"),
    }
}

fn on(day: Date, time: &str) -> Timestamp {
    at(&format!("{day}T{time}:00Z"))
}

/// What `m0` gets who does everything with an appointment of that member and that visit: shows it,
/// finds it, books another, moves it, cancels it.
async fn tries(portal: &Portal, member: usize, visit: &'static str, day: Date) -> [&'static str; 5] {
    let mut own = Browser::of(portal, member).await;
    let start_at: &'static str = on(day, "17:00").to_string().leak();
    let id = try_to_book(&mut own, ("role", visit, start_at)).await.unwrap();
    let mut proxy = acting_for(portal, member).await;
    let known = whom(&mut proxy, member).await.unwrap_or_else(|| "a guess".into());
    let listed = proxy.ask(list_appointments()).await.outcome.unwrap();
    let listed = listed.iter().any(|view| view.appointment.id == id);
    [
        if listed { "yes" } else { "no" },
        word(proxy.ask(find_appointment(id.clone())).await.outcome),
        word(start(&mut proxy, Some(known), visit, on(day, "18:00")).await),
        word(proxy.ask(move_appointment(id.clone(), Some(on(day, "19:00")))).await.outcome),
        word(proxy.ask(cancel_appointment(id)).await.outcome),
    ]
}

#[tokio::test]
async fn each_grant_lets_its_proxy_do_what_it_says_and_nothing_else() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    give(&portal, grant(2, Relation::Carer, Scope::View)).await;
    give(&portal, Grant { valid_until: TODAY.yesterday().ok(), ..grant(3, Relation::Carer, Scope::Book) })
        .await;
    give(&portal, grant(5, Relation::Parent, Scope::Book)).await;
    give(&portal, grant(6, Relation::Parent, Scope::Book)).await;
    give(&portal, grant(7, Relation::Parent, Scope::Book)).await;
    let (all, looks) = (["yes"; 5], ["yes", "yes", "looks only", "looks only", "looks only"]);
    let monday = date(2026, 11, 30);
    let day = |n: i32| monday + (n + n / 5 * 2).days();
    let none = ["no"; 5];
    assert_eq!(tries(&portal, 1, "visit", day(0)).await, all, "a carer");
    assert_eq!(tries(&portal, 2, "visit", day(1)).await, looks, "who may look");
    assert_eq!(tries(&portal, 3, "visit", day(2)).await, none, "whose grant is over");
    assert_eq!(tries(&portal, 4, "visit", day(3)).await, none, "who has none");
    assert_eq!(tries(&portal, 5, "visit", day(4)).await, all, "a parent of a teen");
    assert_eq!(tries(&portal, 5, "call", day(5)).await, none, "in what is private");
    assert_eq!(tries(&portal, 6, "call", day(6)).await, all, "a parent of a child");
    assert_eq!(tries(&portal, 7, "visit", day(7)).await, none, "of somebody who is of age");
    assert_eq!(tries(&portal, 1, "call", day(8)).await, all, "a carer, in what is private to teens");
}

/// The grant ends once a request has been let in, before it is decided.
async fn ends_once_something_is_written_down(portal: &Portal) {
    let ends = "DEFINE EVENT ends ON audit WHEN $event = 'CREATE' \
        THEN { UPSERT grant_end:g1 SET at = '2026-11-24T12:00:00Z' RETURN NONE }";
    bring_back(&portal.store, Line::Definition(ends)).await.unwrap();
}

#[tokio::test]
async fn what_is_under_way_as_a_grant_ends_is_not_done() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    let mut proxy = acting_for(&portal, 1).await;
    let known = whom(&mut proxy, 1).await;
    let draft = start(&mut proxy, known, "visit", on(date(2026, 11, 30), "17:00")).await.unwrap();
    ends_once_something_is_written_down(&portal).await;
    // What they see is written down once a minute.
    proxy.portal = support::another(&portal, || now() + SignedDuration::from_mins(1)).await;
    let answer = proxy.ask(book(draft.as_str().into())).await;
    assert_eq!((answer.outcome, answer.status), (Err(AppError::ActingEnded), Some(403)));
    let own = store::appointment::of_member(&portal.store, &support::allowed("m1")).await.unwrap();
    assert_eq!(own, []);
}

#[tokio::test]
async fn nothing_is_cancelled_as_a_grant_ends() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    let id = try_to_book(&mut Browser::of(&portal, 1).await, ("role", "visit", support::NINE)).await.unwrap();
    let mut proxy = acting_for(&portal, 1).await;
    ends_once_something_is_written_down(&portal).await;
    proxy.portal = support::another(&portal, || now() + SignedDuration::from_mins(1)).await;
    let answer = proxy.ask(cancel_appointment(id)).await;
    assert_eq!((answer.outcome, answer.status), (Err(AppError::ActingEnded), Some(403)));
    let own = store::appointment::of_member(&portal.store, &support::allowed("m1")).await.unwrap();
    assert_eq!(own.iter().map(|own| own.state).collect::<Vec<_>>(), [State::Booked]);
}

#[tokio::test]
async fn referrals_are_seen_by_who_may_see() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    give(&portal, grant(2, Relation::Carer, Scope::View)).await;
    give(&portal, Grant { valid_from: date(2026, 11, 25), ..grant(3, Relation::Carer, Scope::Book) }).await;
    give(&portal, grant(5, Relation::Parent, Scope::View)).await;
    let referral = |n: usize| Referral {
        id: format!("r{n}").as_str().into(),
        member: format!("m{n}").as_str().into(),
        to: ReferredTo::Specialty("primary".into()),
        valid_from: date(2026, 11, 1),
        valid_until: date(2026, 12, 31),
        visits: None,
        used: 0,
    };
    store::referral::save_all(&support::hand(&portal.store), &(1..8).map(referral).collect::<Vec<_>>())
        .await
        .unwrap();
    let mut seen = Vec::new();
    for member in 1..8 {
        let mut proxy = acting_for(&portal, member).await;
        seen.push(proxy.ask(list_referrals()).await.outcome.unwrap().len());
    }
    assert_eq!(seen, [1, 1, 0, 0, 1, 0, 0]);
}

#[tokio::test]
async fn what_is_private_stands_in_no_list_of_a_parent_and_in_no_refusal() {
    let portal = portal().await;
    give(&portal, grant(5, Relation::Parent, Scope::Book)).await;
    let mut teen = Browser::of(&portal, 5).await;
    let call = start(&mut teen, None, "call", at(support::NINE)).await.unwrap();
    let mut parent = acting_for(&portal, 5).await;
    assert_eq!(parent.ask(find_draft(call.as_str().into())).await.outcome, Err(AppError::NotFound));
    confirm(&mut teen, call.as_str().into()).await.unwrap();
    let types = |offers: Vec<app::api::clinician::VisitOffer>| -> Vec<String> {
        offers.into_iter().map(|offer| offer.visit_type.0).collect()
    };
    assert_eq!(types(parent.ask(find_role("role".into())).await.outcome.unwrap().offers), ["visit"]);
    assert_eq!(types(teen.ask(find_role("role".into())).await.outcome.unwrap().offers), ["visit", "call"]);
    let times = parent.ask(free_times("role".into(), "call".into(), None, None)).await.outcome;
    assert_eq!(times.err(), Some(AppError::NotFound));
    let whom = whom(&mut parent, 5).await;
    let other = start(&mut parent, whom.clone(), "visit", at("2026-11-30T17:00:00Z")).await;
    assert!(other.is_ok(), "{other:?}");
    let hold = parent.ask(keep_time("role".into(), "call".into(), at("2026-12-01T17:00:00Z"), whom)).await;
    assert_eq!(hold.outcome.err(), Some(AppError::NotFound));
}

/// A plan in which of each kind of visit one may be open.
fn one_open(visit_type: &mut VisitType) {
    visit_type.most_open = Some(1);
}

#[tokio::test]
async fn a_refusal_names_no_appointment_that_is_private() {
    let first = portal().await;
    let mut plan = (*first.plan).clone();
    plan.visit_types.iter_mut().for_each(one_open);
    let store = first.store.clone();
    let referral = Referral {
        id: "r".into(),
        member: "m5".into(),
        to: ReferredTo::Specialty("heart".into()),
        valid_from: date(2026, 11, 1),
        valid_until: date(2026, 12, 31),
        visits: None,
        used: 0,
    };
    store::referral::save_all(&support::hand(&store), &[referral]).await.unwrap();
    let portal = Portal::open(store, plan, Places::default(), signer(), false, now).await.unwrap();
    give(&portal, grant(5, Relation::Parent, Scope::Book)).await;
    let mut teen = Browser::of(&portal, 5).await;
    try_to_book(&mut teen, ("heart", "visit", support::NINE)).await.unwrap();
    let mut parent = acting_for(&portal, 5).await;
    let whom = whom(&mut parent, 5).await;
    let key = start(&mut parent, whom, "visit", at("2026-12-01T17:00:00Z")).await.unwrap();
    assert_eq!(confirm(&mut parent, key.as_str().into()).await, Err(Refusal::Overlap));
    assert_eq!(parent.ask(list_appointments()).await.outcome.unwrap(), []);
    assert_eq!(parent.ask(list_referrals()).await.outcome.unwrap(), []);
    assert_eq!(teen.ask(list_referrals()).await.outcome.unwrap().len(), 1);
}

/// An appointment that `m0` has booked for that member.
async fn booked_for(portal: &Portal, member: usize) -> (Browser, AppointmentId) {
    let mut proxy = acting_for(portal, member).await;
    let whom = whom(&mut proxy, member).await;
    let key = start(&mut proxy, whom, "visit", at(support::NINE)).await.unwrap();
    let id = confirm(&mut proxy, key.as_str().into()).await.unwrap();
    (proxy, id)
}

#[tokio::test]
async fn what_a_proxy_does_is_written_down_as_theirs_and_is_the_members() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    let (mut proxy, id) = booked_for(&portal, 1).await;
    proxy.ask(move_appointment(id.clone(), Some(at(support::TWENTY_PAST)))).await.outcome.unwrap();
    proxy.ask(ask_for_earlier(id.clone(), vec![], vec![])).await.outcome.unwrap();
    proxy.ask(stop_asking(id.clone())).await.outcome.unwrap();
    proxy.ask(cancel_appointment(id.clone())).await.outcome.unwrap();
    let history = support::history(&portal.store, &id).await;
    let by: Vec<_> = history.into_iter().map(|event| event.by).collect();
    assert_eq!(by, vec![Actor::Proxy("m0".into()); 3]);
    let mut own = Browser::of(&portal, 1).await;
    let view = own.ask(find_appointment(id)).await.outcome.unwrap();
    assert_eq!((view.appointment.member.as_str(), view.history.len()), ("m1", 3));
    let names = ForAnother { proxy: "M0 Núñez".into(), member: "M1 Núñez".into() };
    assert!(view.history.iter().all(|event| event.for_another.as_ref() == Some(&names)));
}

#[tokio::test]
async fn a_page_of_one_member_does_nothing_for_another() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    give(&portal, grant(6, Relation::Parent, Scope::Book)).await;
    let (mut browser, id) = booked_for(&portal, 1).await;
    let first = whom(&mut browser, 1).await;
    let key = start(&mut browser, first.clone(), "visit", at("2026-12-01T17:00:00Z")).await.unwrap();
    let second = whom(&mut browser, 6).await;
    browser.ask(act_for(second.clone(), String::new())).await.outcome.unwrap();
    assert_eq!(word(browser.ask(find_appointment(id.clone())).await.outcome), "no");
    assert_eq!(word(browser.ask(cancel_appointment(id.clone())).await.outcome), "no");
    assert_eq!(word(browser.ask(book(key.as_str().into())).await.outcome), "no");
    let late = at("2026-12-02T17:00:00Z");
    assert_eq!(word(start(&mut browser, first.clone(), "visit", late).await), "no");
    assert_eq!(word(start(&mut browser, None, "visit", late).await), "no", "a page for themselves");
    let kept = browser.ask(keep_time("role".into(), "visit".into(), late, first)).await.outcome;
    assert_eq!(word(kept), "no");
    browser.ask(act_for(None, "/appointments/x".into())).await.outcome.unwrap();
    assert_eq!(word(start(&mut browser, second, "visit", late).await), "no", "a page for the other");
    assert_eq!(word(start(&mut browser, None, "visit", late).await), "yes");
    assert_eq!(browser.ask(list_appointments()).await.outcome.unwrap(), []);
}

#[tokio::test]
async fn what_stands_for_a_member_says_nothing_in_another_session() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    let mut one = Browser::of(&portal, 0).await;
    let mut other = Browser::of(&portal, 0).await;
    let whom = (whom(&mut one, 1).await, whom(&mut other, 1).await);
    assert!(whom.0.is_some() && whom.0 != whom.1);
    let answer = one.ask(act_for(whom.1, String::new())).await;
    assert_eq!((answer.outcome, answer.status), (Err(AppError::NotFound), Some(404)));
    let nobody = Browser::new(&portal).ask(act_for(whom.0, String::new())).await;
    assert_eq!((nobody.outcome, nobody.status), (Err(AppError::SignOn), Some(401)));
}

#[tokio::test]
async fn the_member_ends_a_grant_at_once_and_the_one_who_acts_is_told_so_plainly() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    let (mut proxy, id) = booked_for(&portal, 1).await;
    let mut own = Browser::of(&portal, 1).await;
    let Grants { over_me, .. } = own.ask(list_grants()).await.outcome.unwrap();
    assert_eq!((over_me.len(), over_me[0].name.as_str(), over_me[0].may_end), (1, "M0 Núñez", true));
    let answer = own.ask(end_grant("g1".into())).await;
    assert_eq!((answer.outcome, answer.location.as_deref()), (Ok(()), Some("/account?done=grant")));
    let late = at("2026-12-02T17:00:00Z");
    assert_eq!(word(proxy.ask(list_appointments()).await.outcome), "ended");
    assert_eq!(word(proxy.ask(cancel_appointment(id.clone())).await.outcome), "ended");
    assert_eq!(
        word(start(&mut proxy, None, "visit", late).await),
        "ended",
        "nothing is booked for them instead"
    );
    let told = proxy.ask(me()).await.outcome.unwrap().unwrap();
    assert_eq!((told.household.acting, told.household.others), (ActingFor::Over, vec![]));
    proxy.ask(act_for(None, String::new())).await.outcome.unwrap();
    assert_eq!(word(proxy.ask(list_appointments()).await.outcome), "yes");
    assert_eq!(own.ask(list_grants()).await.outcome.unwrap(), Grants::default());
    assert!(own.ask(find_appointment(id)).await.outcome.unwrap().open, "what is booked stays");
}

#[tokio::test]
async fn nobody_ends_what_is_not_over_themselves_and_a_child_ends_nothing() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    give(&portal, grant(5, Relation::Parent, Scope::Book)).await;
    for (who, id) in [(0, "g1"), (4, "g1"), (5, "g5"), (1, "g5"), (1, "none")] {
        let answer = Browser::of(&portal, who).await.ask(end_grant(id.into())).await;
        assert_eq!((answer.outcome, answer.status), (Err(AppError::NotFound), Some(404)), "{who} {id}");
    }
    let teen = Browser::of(&portal, 5).await.ask(list_grants()).await.outcome.unwrap();
    assert!(!teen.over_me[0].may_end);
    assert_eq!(teen.over_me[0].until, Some(date(2029, 4, 30)));
    let proxy = Browser::of(&portal, 0).await.ask(list_grants()).await.outcome.unwrap();
    assert_eq!(proxy.of_me.len(), 2);
}

#[tokio::test]
async fn password_sessions_and_language_stay_those_of_who_is_signed_on() {
    let portal = portal().await;
    give(&portal, grant(1, Relation::Carer, Scope::Book)).await;
    let mut proxy = acting_for(&portal, 1).await;
    assert_eq!(proxy.ask(me()).await.outcome.unwrap().unwrap().name, "M0 Núñez");
    assert_eq!(proxy.ask(list_sessions()).await.outcome.unwrap().len(), 1);
    proxy.ask(choose_language(true, "/account".into())).await.outcome.unwrap();
    let spanish =
        async |id: &str| store::member::find(&portal.store, &id.into()).await.unwrap().unwrap().spanish;
    assert_eq!((spanish("m0").await, spanish("m1").await), (Some(true), None));
    let chosen = proxy.ask(choose_physician("ada".into())).await;
    assert_eq!((chosen.outcome, chosen.status), (Err(AppError::OwnOnly), Some(403)));
    let cookie = proxy.cookie("bookwell").unwrap().to_owned();
    let found = store::session::find(&portal.store, &secret::hash(&[&cookie])).await.unwrap();
    let acts_for = found.unwrap().acts_for;
    assert_eq!(acts_for, Some("m1".into()), "it is kept with the session, in no cookie");
}

#[tokio::test]
async fn who_may_only_look_is_told_what_to_do_and_a_new_session_acts_for_nobody() {
    let portal = portal().await;
    give(&portal, grant(2, Relation::Carer, Scope::View)).await;
    let mut proxy = acting_for(&portal, 2).await;
    let whom = whom(&mut proxy, 2).await;
    let kept = proxy.ask(keep_time("role".into(), "visit".into(), at(support::NINE), whom)).await;
    assert_eq!((kept.outcome.err(), kept.status), (Some(AppError::ViewOnly), Some(403)));
    let mut own = Browser::of(&portal, 2).await;
    own.ask(keep_time("role".into(), "visit".into(), at(support::NINE), None)).await.outcome.unwrap();
    let left = proxy.ask(let_go_of_time("role".into(), at(support::NINE))).await;
    assert_eq!((left.outcome, left.status), (Err(AppError::ViewOnly), Some(403)));
    assert_eq!(store::hold::of_member(&portal.store, &support::allowed("m2")).await.unwrap().len(), 1);
    let mut elsewhere = Browser::of(&portal, 0).await;
    let household = elsewhere.ask(me()).await.outcome.unwrap().unwrap().household;
    assert_eq!((household.acting, household.others.len()), (ActingFor::Own, 1));
}
