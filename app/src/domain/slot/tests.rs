use jiff::civil::{Time, date, time};
use proptest::prelude::*;

use super::*;
use crate::domain::{
    id::VisitTypeId,
    plan::example,
    schedule::{Exception, Schedule, Session},
};

/// A grid of the tests: who it is for does not matter.
#[derive(Debug)]
struct Grid {
    schedule: Schedule,
    zone: TimeZone,
    visit_type: VisitType,
    claims: Claims,
    now: Timestamp,
}

impl Grid {
    /// Sessions every day from `start` to `end` in Seattle, in steps of 20 minutes.
    fn daily(start: Time, end: Time) -> Self {
        let session = |weekday| Session { weekday, start, end, visit_types: Vec::new() };
        Self {
            schedule: Schedule {
                role: "role".into(),
                valid_from: date(2020, 1, 1),
                slot_minutes: 20,
                sessions: (1..=7).map(session).collect(),
                exceptions: Vec::new(),
            },
            zone: TimeZone::get("America/Los_Angeles").expect("a zone"),
            visit_type: example::plan().visit_types.remove(0),
            claims: Claims::new(),
            now: at("2026-10-20T12:00:00Z"),
        }
    }

    fn offer(&self) -> Offer<'_> {
        let Self { schedule, zone, visit_type, claims, now } = self;
        Offer { schedule, zone, visit_type, claims, now: *now }
    }

    /// The times offered on a day, as a person there reads them.
    fn times(&self, date: Date) -> Vec<Time> {
        let offer = self.offer();
        offer.starts_on(date).into_iter().map(|start| offer.local(start).time()).collect()
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn hour(hour: i8) -> Time {
    time(hour, 0, 0, 0)
}

#[test]
fn a_session_keeps_its_hours_on_the_days_when_clocks_change() {
    let grid = Grid::daily(hour(8), hour(9));
    let eight = [time(8, 0, 0, 0), time(8, 20, 0, 0), time(8, 40, 0, 0)];
    assert_eq!(grid.times(date(2026, 10, 31)), eight);
    assert_eq!(grid.times(date(2026, 11, 1)), eight);
    let spring = Grid { now: at("2027-03-01T12:00:00Z"), ..grid };
    assert_eq!(spring.times(date(2027, 3, 13)), eight);
    assert_eq!(spring.times(date(2027, 3, 14)), eight);
    assert_eq!(spring.offer().starts_on(date(2027, 3, 14))[0], at("2027-03-14T15:00:00Z"));
}

#[test]
fn no_visit_starts_in_the_hour_that_is_left_out() {
    let grid = Grid { now: at("2027-03-01T12:00:00Z"), ..Grid::daily(hour(1), hour(4)) };
    let times = grid.times(date(2027, 3, 14));
    assert!(times.iter().all(|time| time.hour() != 2), "{times:?}");
    assert_eq!(times.len(), 6);
    let within = Grid { now: at("2027-03-01T12:00:00Z"), ..Grid::daily(time(2, 20, 0, 0), hour(4)) };
    assert_eq!(within.times(date(2027, 3, 14)), []);
}

#[test]
fn a_session_over_the_hour_that_comes_twice_offers_each_instant_once() {
    let grid = Grid::daily(hour(0), hour(3));
    let starts = grid.offer().starts_on(date(2026, 11, 1));
    assert_eq!(starts.len(), 12);
    assert!(starts.windows(2).all(|pair| pair[1] - pair[0] == SignedDuration::from_mins(20)));
}

#[test]
fn a_day_off_has_no_times_and_an_extra_session_has() {
    let mut grid = Grid::daily(hour(8), hour(9));
    let day = date(2026, 10, 26);
    grid.schedule.exceptions.push(Exception::Closed { date: day });
    assert_eq!(grid.times(day), []);
    let session = Session { weekday: 0, start: hour(18), end: time(18, 30, 0, 0), visit_types: Vec::new() };
    grid.schedule.exceptions.push(Exception::Extra { date: day, session });
    assert_eq!(grid.times(day), [hour(18)]);
}

#[test]
fn a_longer_visit_needs_all_its_steps_free_and_ends_with_the_session() {
    let mut grid = Grid::daily(hour(8), hour(9));
    grid.visit_type.minutes = 40;
    let day = date(2026, 10, 26);
    assert_eq!(grid.times(day), [hour(8), time(8, 20, 0, 0)]);
    let steps = grid.offer().claims_for(at("2026-10-26T15:00:00Z"));
    assert_eq!(steps, Some(vec![at("2026-10-26T15:00:00Z"), at("2026-10-26T15:20:00Z")]));
    grid.claims.insert(at("2026-10-26T15:20:00Z"));
    assert_eq!(grid.times(day), []);
}

#[test]
fn a_session_that_is_for_other_visits_offers_none() {
    let mut grid = Grid::daily(hour(8), hour(9));
    for session in &mut grid.schedule.sessions {
        session.visit_types = vec![VisitTypeId::from("call")];
    }
    assert_eq!(grid.times(date(2026, 10, 26)), []);
}

#[test]
fn lead_time_and_horizon_bound_what_is_offered_to_the_minute_and_the_day() {
    let mut grid = Grid::daily(hour(8), hour(9));
    grid.visit_type.horizon_days = 2;
    grid.now = at("2026-10-26T14:20:00Z");
    assert_eq!(grid.times(date(2026, 10, 26)), [time(8, 20, 0, 0), time(8, 40, 0, 0)]);
    grid.now = at("2026-10-26T14:20:01Z");
    assert_eq!(grid.times(date(2026, 10, 26)), [time(8, 40, 0, 0)]);
    assert_eq!((grid.times(date(2026, 10, 28)).len(), grid.times(date(2026, 10, 29)).len()), (3, 0));
}

#[test]
fn the_nearest_others_are_around_the_lost_one_and_in_order() {
    let grid = Grid::daily(hour(8), hour(12));
    let lost = at("2026-10-26T17:00:00Z");
    let others = grid.offer().nearest(lost, 4);
    let minutes = [-40, -20, 20, 40].map(|minutes| lost + SignedDuration::from_mins(minutes));
    assert_eq!(others, minutes);
}

/// Days around both clock changes, and ordinary ones.
fn any_day() -> impl Strategy<Value = Date> {
    (0..200_i32).prop_map(|days| date(2026, 10, 20).saturating_add(days.days()))
}

fn any_grid() -> impl Strategy<Value = Grid> {
    let claims = prop::collection::btree_set(0..20_000_i64, 0..60);
    (0..24_i8, 1..10_i8, 1..70_u16, prop::sample::select(vec![10_u16, 15, 20, 30]), claims).prop_map(
        |(start, length, minutes, slot_minutes, claims)| {
            let end = if start + length > 23 { Time::MAX } else { hour(start + length) };
            let mut grid = Grid::daily(hour(start), end);
            let first = at("2026-10-20T00:00:00Z");
            grid.claims = claims.into_iter().map(|n| first + SignedDuration::from_mins(n * 10)).collect();
            grid.schedule.slot_minutes = slot_minutes;
            grid.visit_type.minutes = minutes;
            grid.visit_type.horizon_days = 200;
            grid
        },
    )
}

proptest! {
    /// Whatever the list shows can be confirmed, and nothing else can.
    #[test]
    fn list_and_confirm_agree(grid in any_grid(), day in any_day()) {
        let offer = grid.offer();
        let listed = offer.starts_on(day);
        for start in &listed {
            prop_assert!(offer.claims_for(*start).is_some());
        }
        let midnight = grid.zone.to_timestamp(day.to_datetime(Time::MIN)).expect("a day");
        for minutes in (0..25 * 60).step_by(5) {
            let start = midnight + SignedDuration::from_mins(minutes);
            if offer.date(start) == day && !listed.contains(&start) {
                prop_assert_eq!(offer.claims_for(start), None);
            }
        }
    }

    /// What is claimed covers the visit and nothing that is taken.
    #[test]
    fn claims_cover_the_visit_and_are_free(grid in any_grid(), day in any_day()) {
        let offer = grid.offer();
        for start in offer.starts_on(day) {
            let steps = offer.claims_for(start).expect("it is listed");
            let step = SignedDuration::from_mins(i64::from(grid.schedule.slot_minutes));
            let covered = *steps.last().expect("a step") + step;
            prop_assert!(covered >= start + SignedDuration::from_mins(i64::from(grid.visit_type.minutes)));
            prop_assert!(steps.iter().all(|step| !grid.claims.contains(step)));
        }
    }

    /// A start is within its session as the wall clock shows it, on every day of the year.
    #[test]
    fn every_start_is_within_the_hours_on_the_wall(grid in any_grid(), day in any_day()) {
        let session = &grid.schedule.sessions[0];
        for time in grid.times(day) {
            prop_assert!(session.start <= time && time < session.end, "{time} on {day}");
        }
    }

    /// The first free times are those that the days show, in order.
    #[test]
    fn first_is_what_the_days_show_first(grid in any_grid(), count in 1..8_usize) {
        let offer = grid.offer();
        let all: Vec<_> = offer.days(grid.now).flat_map(|date| offer.starts_on(date)).take(count).collect();
        prop_assert_eq!(offer.first(grid.now, count), all);
    }
}
