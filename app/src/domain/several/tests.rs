use jiff::civil::{Time, time};

use super::*;
use crate::domain::schedule::{ALWAYS, Exception, Session};

const ZONE: &str = "America/Los_Angeles";

fn session(weekday: i8, start: Time, end: Time) -> Session {
    Session { weekday, start, end, visit_types: Vec::new() }
}

fn post(role: &str, zone: &str, slot_minutes: u16, sessions: Vec<Session>) -> Post {
    let (role, exceptions) = (RoleId::from(role), Vec::new());
    let schedule = Schedule { role, valid_from: ALWAYS, slot_minutes, sessions, exceptions };
    Post { schedule, zone: TimeZone::get(zone).expect("a zone") }
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

/// What can be booked at once with these steps of `one`, whose steps are 20 minutes, of another role.
fn beside(other: Post, steps: &[&str]) -> Vec<Meanwhile> {
    let several = with(other);
    let steps: Vec<_> = steps.iter().map(|step| at(step)).collect();
    several[&RoleId::from("one")].bookable_meanwhile(&"one".into(), &steps)
}

fn with(other: Post) -> ByRole {
    let one = post("one", ZONE, 20, vec![session(2, time(9, 0, 0, 0), time(17, 0, 0, 0))]);
    Several::of([("c".into(), one), ("c".into(), other)])
}

#[test]
fn whoever_has_one_role_is_not_among_them() {
    let one = post("one", ZONE, 20, Vec::new());
    let (two, three) = (post("two", ZONE, 20, Vec::new()), post("three", ZONE, 20, Vec::new()));
    let several = Several::of([("a".into(), one), ("b".into(), two), ("b".into(), three)]);
    let mut roles: Vec<_> = several.keys().map(RoleId::as_str).collect();
    roles.sort_unstable();
    assert_eq!(roles, ["three", "two"]);
}

#[test]
fn the_other_roles_steps_meet_a_visit_from_their_end_after_its_start_to_its_end() {
    // A Tuesday at 9:00 and 9:20.
    let steps = ["2026-12-01T17:00:00Z", "2026-12-01T17:20:00Z"];
    let other = post("other", ZONE, 30, vec![session(2, time(8, 0, 0, 0), time(12, 0, 0, 0))]);
    let met = Meanwhile {
        role: "other".into(),
        after: at("2026-12-01T16:30:00Z"),
        until: at("2026-12-01T17:40:00Z"),
    };
    assert_eq!(beside(other, &steps), std::slice::from_ref(&met));
    let meets = |step| met.meets(&"other".into(), &[at(step)]);
    assert!(!meets("2026-12-01T16:30:00Z") && meets("2026-12-01T16:31:00Z"));
    assert!(meets("2026-12-01T17:39:00Z") && !meets("2026-12-01T17:40:00Z"));
    assert!(!met.meets(&"one".into(), &[at("2026-12-01T17:00:00Z")]) && !met.meets(&"other".into(), &[]));
}

#[test]
fn where_the_other_role_has_no_hours_then_there_is_nothing_to_meet() {
    let steps = ["2026-12-01T20:00:00Z"];
    let ends_then = vec![session(2, time(8, 0, 0, 0), time(12, 0, 0, 0))];
    let begins_then = vec![session(2, time(12, 20, 0, 0), time(13, 0, 0, 0))];
    let another_day = vec![session(3, time(9, 0, 0, 0), time(17, 0, 0, 0))];
    for sessions in [ends_then, begins_then, another_day] {
        let other = post("other", ZONE, 30, sessions);
        assert_eq!(
            with(post("other", ZONE, 30, Vec::new()))[&RoleId::from("one")]
                .meanwhile(&"one".into(), &steps.map(at))
                .len(),
            1,
            "it may have been there once"
        );
        assert_eq!(beside(other, &steps), []);
    }
}

#[test]
fn hours_are_those_of_the_day_in_the_zone_of_each_place() {
    // A Tuesday, 9:00 in Los Angeles: in London, where clocks have changed already, 16:00.
    let steps = ["2026-10-27T16:00:00Z"];
    let hours = |start, end| vec![session(2, time(start, 0, 0, 0), time(end, 0, 0, 0))];
    assert_eq!(beside(post("other", "Europe/London", 20, hours(16, 17)), &steps).len(), 1);
    assert_eq!(beside(post("other", "Europe/London", 20, hours(17, 18)), &steps), []);
    assert_eq!(beside(post("other", "Pacific/Auckland", 20, hours(5, 6)), &steps), []);
    let wednesday = vec![session(3, time(5, 0, 0, 0), time(6, 0, 0, 0))];
    assert_eq!(beside(post("other", "Pacific/Auckland", 20, wednesday), &steps).len(), 1);
}

#[test]
fn a_day_that_differs_counts_as_it_is() {
    let steps = ["2026-12-01T17:00:00Z"];
    let mut other = post("other", ZONE, 20, vec![session(2, time(9, 0, 0, 0), time(10, 0, 0, 0))]);
    let date = jiff::civil::date(2026, 12, 1);
    other.schedule.exceptions.push(Exception::Closed { date });
    assert_eq!(beside(other, &steps), []);
    let mut other = post("other", ZONE, 20, Vec::new());
    let session = session(1, time(9, 0, 0, 0), time(10, 0, 0, 0));
    other.schedule.exceptions.push(Exception::Extra { date, session });
    assert_eq!(beside(other, &steps).len(), 1);
}

#[test]
fn how_long_the_steps_of_an_earlier_schedule_are_is_not_known() {
    let mut other = post("other", ZONE, 20, vec![session(2, time(9, 0, 0, 0), time(17, 0, 0, 0))]);
    other.schedule.valid_from = jiff::civil::date(2026, 12, 2);
    let (several, steps) = (with(other), [at("2026-12-01T21:00:00Z")]);
    let several = &several[&RoleId::from("one")];
    assert_eq!(several.bookable_meanwhile(&"one".into(), &steps), []);
    assert_eq!(several.meanwhile(&"one".into(), &steps)[0].after, at("2026-12-01T17:00:00Z"));
}

#[test]
fn the_end_of_time_is_no_fault() {
    let other = post("other", ZONE, 20, vec![session(4, time(0, 0, 0, 0), time(23, 59, 0, 0))]);
    assert_eq!(beside(other, &["9999-12-30T22:00:00Z"]).len(), 1);
    assert!(beside(post("other", ZONE, 20, Vec::new()), &[]).is_empty());
}
