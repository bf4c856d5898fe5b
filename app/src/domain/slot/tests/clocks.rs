//! Days on which clocks change, and the end of the day.

use super::*;

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
    let until = Grid { now: at("2027-03-01T12:00:00Z"), ..Grid::daily(hour(1), time(2, 30, 0, 0)) };
    assert_eq!(until.times(date(2027, 3, 14)), [hour(1), time(1, 20, 0, 0), time(1, 40, 0, 0)]);
    let within = Grid { now: at("2027-03-01T12:00:00Z"), ..Grid::daily(hour(2), hour(3)) };
    assert_eq!(within.times(date(2027, 3, 14)), []);
}

#[test]
fn a_session_that_would_begin_in_the_hour_left_out_begins_at_its_first_time_that_there_is() {
    let spring = |start, slot_minutes| {
        let mut grid = Grid { now: at("2027-03-01T12:00:00Z"), ..Grid::daily(start, hour(4)) };
        grid.schedule.slot_minutes = slot_minutes;
        grid.times(date(2027, 3, 14))
    };
    assert_eq!(spring(time(2, 20, 0, 0), 20), [hour(3), time(3, 20, 0, 0), time(3, 40, 0, 0)]);
    assert_eq!(spring(time(2, 30, 0, 0), 45), [time(3, 15, 0, 0)]);
}

#[test]
fn a_session_over_the_hour_that_comes_twice_offers_both() {
    let grid = Grid::daily(hour(0), hour(3));
    let starts = grid.offer().starts_on(date(2026, 11, 1));
    assert_eq!(starts.len(), 12);
    assert!(starts.windows(2).all(|pair| pair[1] - pair[0] == SignedDuration::from_mins(20)));
    let twice = grid.times(date(2026, 11, 1)).into_iter().filter(|time| *time == time_of(1, 20)).count();
    assert_eq!(twice, 2);
}

#[test]
fn a_session_that_ends_where_the_hour_begins_that_comes_twice_ends_before_it() {
    let grid = Grid::daily(hour(0), hour(1));
    assert_eq!(grid.times(date(2026, 11, 1)), [hour(0), time_of(0, 20), time_of(0, 40)]);
}

#[test]
fn a_session_within_the_hour_that_comes_twice_takes_place_in_both() {
    let mut grid = Grid::daily(hour(1), time_of(1, 30));
    grid.schedule.slot_minutes = 15;
    grid.visit_type.minutes = 15;
    let starts = ["08:00", "08:15", "09:00", "09:15"].map(|time| at(&format!("2026-11-01T{time}:00Z")));
    assert_eq!(grid.offer().starts_on(date(2026, 11, 1)), starts);
    grid.visit_type.minutes = 30;
    assert_eq!(grid.offer().starts_on(date(2026, 11, 1)), [starts[0], starts[2]]);
}

#[test]
fn a_coarse_grid_goes_on_through_the_hour_that_comes_twice_in_equal_steps() {
    let mut grid = Grid::daily(hour(0), hour(3));
    grid.schedule.slot_minutes = 45;
    let starts = grid.offer().starts_on(date(2026, 11, 1));
    assert!(starts.windows(2).all(|pair| pair[1] - pair[0] == SignedDuration::from_mins(45)));
    let times = [(0, 0), (0, 45), (1, 30), (1, 15), (2, 0)].map(|(hour, minute)| time_of(hour, minute));
    assert_eq!(grid.times(date(2026, 11, 1)), times);
    grid.visit_type.minutes = 61;
    assert_eq!(grid.times(date(2026, 11, 1)), times[..4]);
}

#[test]
fn half_an_hour_is_left_out_or_comes_twice_on_lord_howe() {
    let zone = TimeZone::get("Australia/Lord_Howe").expect("a zone");
    let now = at("2026-09-20T12:00:00Z");
    let mut grid = Grid { zone, now, ..Grid::daily(hour(1), hour(3)) };
    grid.visit_type.horizon_days = 300;
    assert_eq!(grid.times(date(2026, 10, 3)).len(), 6);
    let spring = [(1, 0), (1, 20), (1, 40), (2, 30)].map(|(hour, minute)| time_of(hour, minute));
    assert_eq!(grid.times(date(2026, 10, 4)), spring);
    let autumn = [(1, 0), (1, 20), (1, 40), (1, 30), (1, 50), (2, 10), (2, 30)]
        .map(|(hour, minute)| time_of(hour, minute));
    assert_eq!(grid.times(date(2027, 4, 4)), autumn);
}

#[test]
fn the_last_minute_of_the_day_stands_for_midnight() {
    for end in [Time::MAX, time_of(23, 59)] {
        assert_eq!(
            Grid::daily(time_of(23, 20), end).times(date(2026, 10, 26)),
            [time_of(23, 20), time_of(23, 40)]
        );
    }
}
