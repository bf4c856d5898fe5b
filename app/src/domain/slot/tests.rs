mod clocks;
mod lead;

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
    chosen: Vec<Chosen>,
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
            chosen: Vec::new(),
            now: at("2026-10-20T12:00:00Z"),
        }
    }

    fn offer(&self) -> Offer<'_> {
        let Self { schedule, zone, visit_type, claims, chosen, now } = self;
        Offer { schedule, zone, visit_type, claims, chosen, now: *now }
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
    time_of(hour, 0)
}

fn time_of(hour: i8, minute: i8) -> Time {
    time(hour, minute, 0, 0)
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

/// With a change of an hour, of half an hour, at midnight, in the south, and none.
const ZONES: [&str; 8] = [
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Havana",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Beirut",
];

fn any_grid() -> impl Strategy<Value = Grid> {
    let claims = prop::collection::btree_set(0..20_000_i64, 0..60);
    let times = (0..24 * 60_i32, 1..10 * 60_i32);
    let steps = (1..70_u16, prop::sample::select(vec![10_u16, 15, 20, 30, 45]));
    (prop::sample::select(&ZONES[..]), times, steps, claims).prop_map(
        |(zone, (start, length), (minutes, slot_minutes), claims)| {
            let of_day = |minute: i32| time_of((minute / 60) as i8, (minute % 60) as i8);
            let end = if start + length >= 24 * 60 - 1 { Time::MAX } else { of_day(start + length) };
            let mut grid = Grid::daily(of_day(start), end);
            grid.zone = TimeZone::get(zone).expect("a zone");
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

    /// A session loses the gap and gains the fold; otherwise the grid is as on any other day.
    #[test]
    fn what_exists_is_what_the_wall_shows(grid in any_grid(), day in any_day()) {
        let session = &grid.schedule.sessions[0];
        let in_the_day = Day::new(day, &grid.zone);
        let exists: Vec<_> = grid.schedule.stretches_on(&in_the_day).flat_map(|s| s.steps().collect::<Vec<_>>()).collect();
        let on_the_wall = |instant: &Timestamp| {
            let wall = instant.to_zoned_datetime(grid.zone.clone()).datetime();
            wall.date() == day && session.start <= wall.time() && wall.time() < session.end
        };
        let noon = grid.zone.to_timestamp(day.to_datetime(hour(12))).expect("a day");
        let minutes = (-20 * 60..20 * 60).map(|n| noon + SignedDuration::from_mins(n)).filter(on_the_wall);
        let step = i64::from(grid.schedule.slot_minutes) * 60;
        let first = exists.first().map_or(0, |first| first.as_second());
        let naive: Vec<_> = minutes.filter(|at| at.as_second() >= first && (at.as_second() - first) % step == 0).collect();
        if !exists.is_empty() {
            prop_assert_eq!(&exists, &naive);
        }
        let ambiguous = grid.zone.to_ambiguous_timestamp(day.to_datetime(session.start));
        if !matches!(ambiguous.offset(), jiff::tz::AmbiguousOffset::Gap { .. }) {
            prop_assert_eq!(exists.first().copied(), ambiguous.compatible().ok());
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
