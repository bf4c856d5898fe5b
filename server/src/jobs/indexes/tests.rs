use app::{
    domain::{
        directory::Listing,
        schedule::{Exception, Session},
        visit_type::VisitType,
    },
    search::places::Places,
    store::{Store, import::Unfinished},
};
use jiff::{
    ToSpan,
    civil::{Date, date, time},
};

use super::*;
use crate::fixture;

const ROLE: &str = "r1";

/// A Tuesday, 4:00 in Seattle.
fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("an instant")
}

fn a_week_later() -> Timestamp {
    now() + SignedDuration::from_hours(7 * 24)
}

/// Every day from 8:00 to 9:00 in Seattle.
fn schedule() -> Schedule {
    let session = |weekday| Session {
        weekday,
        start: time(8, 0, 0, 0),
        end: time(9, 0, 0, 0),
        visit_types: Vec::new(),
    };
    Schedule {
        role: ROLE.into(),
        valid_from: date(2020, 1, 1),
        slot_minutes: 20,
        sessions: (1..=7).map(session).collect(),
        exceptions: Vec::new(),
    }
}

async fn portal() -> Portal {
    let store = Store::open("mem://", None).await.expect("a store");
    let Listing { role, clinician, location } = fixture::listing();
    store::directory::save(&store, &[clinician]).await.expect("saved");
    store::directory::save(&store, &[location]).await.expect("saved");
    store::directory::save(&store, &[role]).await.expect("saved");
    store::directory::save(&store, &[schedule()]).await.expect("saved");
    Portal::open(store, fixture::plan(), Places::default(), fixture::signer(), false, now)
        .await
        .expect("a portal")
}

/// A visit of one step that can be booked as far ahead as any.
fn visit_type(portal: &Portal) -> VisitType {
    let horizon_days =
        portal.plan.visit_types.iter().map(|visit| visit.horizon_days).max().expect("a visit type");
    VisitType { minutes: 20, horizon_days, ..fixture::visit_type(&portal.plan) }
}

/// The free starts of a day.
fn starts(portal: &Portal, date: Date) -> Vec<Timestamp> {
    portal.availability().ask(&ROLE.into(), &visit_type(portal), portal.now(), |offer| offer.starts_on(date))
}

/// The last day that can be booked, and one of its steps.
fn last_day(portal: &Portal) -> (Date, Timestamp) {
    let horizon = visit_type(portal).horizon_days;
    let zone = zone("America/Los_Angeles");
    let date = portal.now().to_zoned_datetime(zone.clone()).date().saturating_add(i32::from(horizon).days());
    (date, zone.to_timestamp(date.to_datetime(time(8, 20, 0, 0))).expect("an instant"))
}

async fn taken_elsewhere(portal: &Portal, step: Timestamp) {
    store::directory::save_claims(&portal.store, &[(ROLE.into(), vec![step])]).await.expect("saved");
}

#[tokio::test]
async fn what_another_process_has_changed_is_there_once_it_is_looked_for() {
    let portal = portal().await;
    let day = date(2026, 11, 30);
    let closed = Schedule { exceptions: vec![Exception::Closed { date: day }], ..schedule() };
    store::directory::save(&portal.store, &[closed]).await.expect("saved");
    reload(&portal).await.expect("read");
    assert_eq!(starts(&portal, day).len(), 3, "nobody has told of the change");
    let import = Unfinished { source: "a test".to_owned(), since: now() };
    store::import::begin(&portal.store, &import).await.expect("begun");
    store::directory::bump_revision(&portal.store).await.expect("told");
    reload(&portal).await.expect("read");
    assert_eq!(starts(&portal, day).len(), 3, "a part of a directory is not read");
    store::import::finish(&portal.store).await.expect("told");
    reload(&portal).await.expect("read");
    assert_eq!(starts(&portal, day), []);
    let before = portal.availability();
    reload(&portal).await.expect("read");
    assert!(std::sync::Arc::ptr_eq(&before, &portal.availability()), "it is read once");
}

#[tokio::test]
async fn a_page_that_listens_hears_of_changes_after_the_directory_was_read_anew() {
    let portal = portal().await;
    let (mut changes, before) = (portal.availability().changes(), portal.availability());
    portal.reload().await.expect("read");
    let step: Timestamp = "2026-11-30T16:20:00Z".parse().expect("an instant");
    before.note(&ROLE.into(), [step], false);
    assert_eq!(changes.recv().await.expect("a change").start, step);
    assert!(!starts(&portal, date(2026, 11, 30)).contains(&step));
}

#[tokio::test]
async fn as_days_go_by_others_come_less_what_is_claimed_of_them() {
    let mut portal = portal().await;
    portal.clock = a_week_later;
    let (day, step) = last_day(&portal);
    taken_elsewhere(&portal, step).await;
    assert!(portal.availability().missing(portal.now()).is_some());
    extend(&portal).await.expect("extended");
    let others = starts(&portal, day);
    assert_eq!((others.len(), others.contains(&step)), (2, false));
    assert_eq!(portal.availability().missing(portal.now()), None);
    let listing = fixture::listing();
    let (schedule, claims) = stored(&portal, &listing.role.id).await.expect("read");
    let zone = zone(&listing.location.time_zone);
    assert!(portal.availability().view().agrees(&listing.role.id, &schedule, &zone, &claims, portal.now()));
}

#[tokio::test]
async fn an_audit_finds_a_difference_and_repairs_it() {
    let portal = portal().await;
    let step: Timestamp = "2026-11-30T16:20:00Z".parse().expect("an instant");
    taken_elsewhere(&portal, step).await;
    assert_eq!(starts(&portal, date(2026, 11, 30)).len(), 3);
    let mut next = 0;
    audit(&portal, &mut next).await.expect("audited");
    let left = starts(&portal, date(2026, 11, 30));
    assert_eq!((left.len(), left.contains(&step), next), (2, false, 1));
    audit(&portal, &mut next).await.expect("audited");
    assert_eq!((starts(&portal, date(2026, 11, 30)), next), (left, 1));
}
