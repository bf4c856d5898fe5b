use jiff::{
    civil::{date, time},
    tz::TimeZone,
};

use super::*;
use crate::domain::{
    appointment::{State, example as visit},
    directory::Listing,
    on_file::OnFile,
    plan::{Plan, example},
    referral::{Referral, ReferredTo},
    schedule::{ALWAYS, Exception, Schedule, Session},
    slot::{Claims, Offer},
};

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn appointment(id: &str, role: &str, start: &str) -> Appointment {
    Appointment { id: id.into(), role: role.into(), ..visit::appointment(start, "UTC") }
}

/// Mondays to Fridays from nine to ten in UTC, by twenty minutes.
fn schedule(role: &str) -> Schedule {
    let (start, end) = (time(9, 0, 0, 0), time(10, 0, 0, 0));
    let sessions = (1..=5).map(|weekday| Session { weekday, start, end, visit_types: Vec::new() });
    let (sessions, exceptions) = (sessions.collect(), Vec::new());
    Schedule { role: role.into(), valid_from: ALWAYS, slot_minutes: 20, sessions, exceptions }
}

/// For one visit with a surgeon, which is used up.
fn referral((valid_from, valid_until): (Date, Date)) -> Referral {
    let (to, visits, used) = (ReferredTo::Specialty("surgery".into()), Some(1), 1);
    Referral { id: "referral".into(), member: "m".into(), to, valid_from, valid_until, visits, used }
}

/// What decides besides the schedule: each test changes what it is about.
struct Desk {
    plan: Plan,
    listing: Listing,
    on_file: OnFile,
    own: Vec<Appointment>,
    claims: Claims,
}

impl Desk {
    fn of(role: &str) -> Self {
        let (plan, listing) = (example::plan(), visit::listing(role));
        Self { plan, listing, on_file: OnFile::default(), own: Vec::new(), claims: Claims::new() }
    }

    /// Instead of Monday 30 November 2026, 9:20.
    fn suggest(&self, schedule: &Schedule) -> Option<Instead> {
        self.suggest_for(&monday(), schedule)
    }

    fn suggest_for(&self, appointment: &Appointment, schedule: &Schedule) -> Option<Instead> {
        let Self { plan, listing, on_file, own, claims } = self;
        let (visit_type, now) = (&plan.visit_types[0], at("2026-11-24T12:00:00Z"));
        let zone = &TimeZone::UTC;
        let offer = Offer { schedule, zone, visit_type, claims, chosen: &[], now };
        suggest(appointment, Grounds { listing, on_file, own, offer: &offer, plan })
    }
}

fn monday() -> Appointment {
    appointment("a", "r", "2026-11-30T09:20:00Z")
}

fn start(instead: Option<Instead>) -> Option<String> {
    instead.map(|instead| instead.start.instant.to_string())
}

#[test]
fn days_off_end_after_they_begin_and_within_what_can_be_booked() {
    let first = date(2026, 12, 1);
    assert!(may_be_away((first, first)) && may_be_away((first, date(2028, 1, 5))));
    assert!(!may_be_away((first, date(2026, 11, 30))) && !may_be_away((first, date(2028, 1, 6))));
}

#[test]
fn a_colleague_sees_the_member_at_the_same_moment_where_that_is_free() {
    let (mut desk, schedule) = (Desk::of("colleague"), schedule("colleague"));
    let instead = desk.suggest(&schedule).expect("a time");
    assert_eq!((instead.role, instead.start.instant), ("colleague".into(), at("2026-11-30T09:20:00Z")));
    desk.claims.insert(at("2026-11-30T09:20:00Z"));
    let instead = desk.suggest(&schedule).expect("a time");
    assert_eq!(instead.start.instant, at("2026-11-30T09:00:00Z"));
    assert_eq!(instead.claims, [at("2026-11-30T09:00:00Z")]);
}

#[test]
fn on_closed_days_nothing_is_suggested() {
    let (desk, mut away) = (Desk::of("r"), schedule("r"));
    away.exceptions.push(Exception::Closed { date: date(2026, 11, 30) });
    assert_eq!(start(desk.suggest(&away)).as_deref(), Some("2026-12-01T09:00:00Z"));
    away.sessions.clear();
    assert_eq!(desk.suggest(&away), None);
}

#[test]
fn nothing_is_suggested_while_the_member_is_elsewhere_or_on_the_way() {
    let mut desk = Desk::of("colleague");
    let elsewhere = appointment("b", "other", "2026-11-30T09:20:00Z");
    desk.own = vec![monday(), Appointment { location: Some("elsewhere".into()), ..elsewhere }];
    assert_eq!(start(desk.suggest(&schedule("colleague"))).as_deref(), Some("2026-11-30T09:00:00Z"));
    // To take a time of that day would be refused: there is no way from one place to the other.
    desk.plan.travel_minutes_between_offices = 30;
    assert_eq!(start(desk.suggest(&schedule("colleague"))).as_deref(), Some("2026-12-01T09:00:00Z"));
}

#[test]
fn the_visit_of_a_referral_that_the_appointment_uses_up_is_there_for_the_suggestion() {
    let mut desk = Desk::of("colleague");
    desk.listing.role.specialty = Some("surgery".into());
    assert_eq!(desk.suggest(&schedule("colleague")), None);
    desk.on_file.referrals = vec![referral((date(2026, 11, 1), date(2026, 12, 31)))];
    assert_eq!(desk.suggest(&schedule("colleague")), None, "another visit has used it up");
    let with_referral = Appointment { referral: Some("referral".into()), ..monday() };
    assert_eq!(
        start(desk.suggest_for(&with_referral, &schedule("colleague"))).as_deref(),
        Some("2026-11-30T09:20:00Z")
    );
}

#[test]
fn where_a_referral_does_not_cover_the_nearest_day_another_one_is_suggested() {
    let mut desk = Desk::of("colleague");
    desk.listing.role.specialty = Some("surgery".into());
    let unused = Referral { used: 0, ..referral((date(2026, 12, 2), date(2026, 12, 31))) };
    desk.on_file.referrals = vec![unused];
    assert_eq!(start(desk.suggest(&schedule("colleague"))).as_deref(), Some("2026-12-02T09:00:00Z"));
}

#[test]
fn it_is_looked_again_after_a_closing_ever_more_seldom_and_not_for_long() {
    let now = at("2026-11-24T12:00:00Z");
    let closing = Closing {
        role: "r".into(),
        first: date(2026, 11, 30),
        last: date(2026, 11, 30),
        by: Actor::Plan,
        reason: None,
        at: now,
    };
    let after = |seconds| now + SignedDuration::from_secs(seconds);
    let looks: Vec<_> = [0, 5, 40].map(|seconds| closing.next_look(after(seconds))).into();
    assert_eq!(looks, [5, 10, 80].map(after));
    assert!(!closing.is_over(after(119)) && closing.is_over(after(120)));
}

#[test]
fn the_chosen_clinician_wins_within_a_week() {
    let appointment = appointment("a", "r", "2026-11-30T09:20:00Z");
    let instead = |role: &str, start: &str| Instead {
        role: role.into(),
        start: LocalTime::at(at(start), &TimeZone::UTC),
        claims: vec![at(start)],
    };
    let colleague = instead("colleague", "2026-11-30T09:20:00Z");
    let (soon, late) = (instead("r", "2026-12-07T09:00:00Z"), instead("r", "2026-12-08T09:00:00Z"));
    assert_eq!(better(&appointment, soon.clone(), colleague.clone()), soon);
    assert_eq!(better(&appointment, colleague.clone(), soon.clone()), soon);
    assert_eq!(better(&appointment, late, colleague.clone()), colleague);
}

#[test]
fn it_is_open_until_the_member_has_another_time() {
    let (kept, now) = (appointment("a", "r", "2026-11-30T09:20:00Z"), at("2026-11-24T12:00:00Z"));
    let absence = Absence { appointment: kept.id.clone(), start: kept.start.clone(), instead: None, at: now };
    assert!(absence.is_open(&kept, now) && !absence.is_open(&kept, kept.end()));
    assert!(!absence.is_open(&appointment("a", "r", "2026-12-01T09:20:00Z"), now));
    assert!(!absence.is_open(&Appointment { state: State::Cancelled, ..kept }, now));
}

#[test]
fn it_is_answered_by_taking_a_colleague_at_the_same_moment() {
    let (kept, now) = (appointment("a", "r", "2026-11-30T09:20:00Z"), at("2026-11-24T12:00:00Z"));
    let (start, claims) = (kept.start.clone(), kept.claims.clone());
    let instead = Some(Instead { role: "colleague".into(), start: start.clone(), claims });
    let absence = Absence { appointment: kept.id.clone(), start, instead, at: now };
    assert!(absence.is_open(&kept, now));
    assert!(!absence.is_open(&appointment("a", "colleague", "2026-11-30T09:20:00Z"), now));
}
