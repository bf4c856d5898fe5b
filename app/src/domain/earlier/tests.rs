use jiff::{civil::time, tz::TimeZone};

use super::*;
use crate::domain::{
    appointment::{State, example},
    on_file::OnFile,
    plan::{Plan, example as plan},
    schedule::{ALWAYS, Schedule, Session},
    slot::{Claims, Offer},
};

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// Friday 11 December 2026, 9:20 at UTC.
fn appointment() -> Appointment {
    example::appointment("2026-12-11T09:20:00Z", "UTC")
}

fn wish() -> Wish {
    Wish {
        appointment: "a".into(),
        member: "m".into(),
        proxy: None,
        role: "r".into(),
        weekdays: Weekdays::default(),
        parts: Vec::new(),
        since: at("2026-11-20T12:00:00Z"),
        proposal: None,
        passed: Vec::new(),
    }
}

/// Mondays to Fridays from nine to ten, and from four to six.
fn schedule() -> Schedule {
    let session = |weekday: i8, from: i8, until: i8| Session {
        weekday,
        start: time(from, 0, 0, 0),
        end: time(until, 0, 0, 0),
        visit_types: Vec::new(),
    };
    let sessions = (1..=5).flat_map(|weekday| [session(weekday, 9, 10), session(weekday, 16, 18)]);
    Schedule {
        role: "r".into(),
        valid_from: ALWAYS,
        slot_minutes: 20,
        sessions: sessions.collect(),
        exceptions: Vec::new(),
    }
}

/// Asks on Tuesday 24 November 2026, where only these starts are free.
fn ask<T>(free: &[&str], question: impl FnOnce(&Plan, &Offer) -> T) -> T {
    let plan: Plan = plan::plan();
    let (schedule, now, nothing) = (schedule(), at("2026-11-24T12:00:00Z"), Claims::new());
    let visit_type = &plan.visit_types[0];
    let (schedule, zone, claims) = (&schedule, &TimeZone::UTC, &nothing);
    let all = Offer { schedule, zone, visit_type, claims, chosen: &[], now };
    let mut claims: Claims = all.first(now, 1_000).into_iter().collect();
    claims.retain(|claim| !free.iter().any(|start| at(start) == *claim));
    question(&plan, &Offer { claims: &claims, ..all })
}

fn proposed(wish: &Wish, appointment: &Appointment, free: &[&str], own: &[Appointment]) -> Option<Hold> {
    let (listing, on_file) = (example::listing("r"), OnFile::default());
    ask(free, |plan, offer| {
        let grounds = Grounds { listing: &listing, on_file: &on_file, own, offer, plan };
        wish.propose(appointment, 120, grounds)
    })
}

fn start(hold: Option<Hold>) -> Option<String> {
    hold.map(|hold| hold.start.to_string())
}

#[test]
fn the_first_earlier_start_is_kept_until_the_member_has_had_time_to_answer() {
    let free = ["2026-12-09T09:00:00Z", "2026-12-02T16:20:00Z", "2026-12-14T09:00:00Z"];
    let hold = proposed(&wish(), &appointment(), &free, &[]).expect("a proposal");
    assert_eq!((hold.start, hold.until), (at("2026-12-02T16:20:00Z"), at("2026-11-24T14:00:00Z")));
    assert_eq!((hold.appointment, hold.claims), (Some("a".into()), vec![at("2026-12-02T16:20:00Z")]));
    assert_eq!(start(proposed(&wish(), &appointment(), &free[2..], &[])), None);
}

#[test]
fn nothing_is_proposed_that_begins_before_the_member_can_have_answered() {
    // Two hours and four from now.
    let (soon, later) = ("2026-11-24T14:00:00Z", "2026-11-24T16:00:00Z");
    assert_eq!(start(proposed(&wish(), &appointment(), &[soon], &[])), None);
    assert_eq!(start(proposed(&wish(), &appointment(), &[soon, later], &[])).as_deref(), Some(later));
}

#[test]
fn only_days_and_parts_of_the_day_that_suit_are_proposed_and_nothing_a_second_time() {
    // A Wednesday and a Thursday.
    let free = ["2026-12-02T09:00:00Z", "2026-12-02T16:20:00Z", "2026-12-03T17:00:00Z"];
    let days = |words: &[&str]| {
        let words: Vec<_> = words.iter().map(|word| (*word).to_owned()).collect();
        Wish { weekdays: Weekdays::read(&words), ..wish() }
    };
    let found = |wish: &Wish| start(proposed(wish, &appointment(), &free, &[]));
    assert_eq!(found(&days(&["thursday", "monday"])).as_deref(), Some(free[2]));
    assert_eq!(found(&days(&["friday"])), None);
    let afternoon = Wish { parts: vec![PartOfDay::Afternoon], ..wish() };
    assert_eq!(found(&afternoon).as_deref(), Some(free[1]));
    let evening = Wish { parts: vec![PartOfDay::Evening], ..wish() };
    assert_eq!(found(&evening).as_deref(), Some(free[2]));
    let passed = Wish { passed: vec![at(free[1])], ..afternoon };
    assert_eq!(found(&passed), None);
}

#[test]
fn nothing_is_proposed_while_the_member_is_elsewhere_or_once_it_may_not_be_changed() {
    let free = ["2026-12-02T09:00:00Z", "2026-12-03T09:00:00Z"];
    let visit = example::appointment(free[0], "UTC");
    let elsewhere = [Appointment { id: "b".into(), role: "other".into(), ..visit }];
    assert_eq!(start(proposed(&wish(), &appointment(), &free, &elsewhere)).as_deref(), Some(free[1]));
    let cancelled = Appointment { state: State::Cancelled, ..appointment() };
    assert_eq!(start(proposed(&wish(), &cancelled, &free, &[])), None);
    let late = example::appointment("2026-11-24T17:40:00Z", "UTC");
    assert_eq!(start(proposed(&wish(), &late, &["2026-11-24T16:00:00Z"], &[])), None);
}

#[test]
fn a_member_is_looked_up_only_where_something_is_free_that_suits() {
    let is_near = |wish: &Wish, free: &[&str]| ask(free, |_, offer| wish.is_near(&appointment(), 120, offer));
    let (earlier, later) = ("2026-12-02T16:20:00Z", "2026-12-14T09:00:00Z");
    assert!(is_near(&wish(), &[earlier, later]));
    assert!(!is_near(&wish(), &[]) && !is_near(&wish(), &[later]));
    assert!(!is_near(&Wish { parts: vec![PartOfDay::Morning], ..wish() }, &[earlier]));
    assert!(!is_near(&Wish { passed: vec![at(earlier)], ..wish() }, &[earlier]));
}

#[test]
fn a_proposal_is_open_until_its_time_has_ended_and_none_is_made_at_night() {
    let until = at("2026-11-24T14:00:00Z");
    let proposal = Proposal { start: appointment().start, until };
    let wish = Wish { proposal: Some(proposal), ..wish() };
    assert!(wish.open(at("2026-11-24T13:59:59Z")).is_some());
    assert_eq!(wish.open(until), None);
    let seattle = TimeZone::get("America/Los_Angeles").expect("a zone");
    for (instant, awake) in [
        ("2026-11-24T15:59:59Z", false),
        ("2026-11-24T16:00:00Z", true),
        ("2026-11-25T03:59:59Z", true),
        ("2026-11-25T04:00:00Z", false),
    ] {
        assert_eq!(Proposing::default().is_awake(&seattle, at(instant)), awake, "{instant}");
    }
}
