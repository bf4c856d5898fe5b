//! How soon, and how far ahead.

use super::*;

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
fn a_start_that_was_chosen_in_time_stays_offered_until_it_comes() {
    let mut grid = Grid::daily(hour(8), hour(9));
    let (day, start) = (date(2026, 10, 26), at("2026-10-26T15:20:00Z"));
    grid.now = at("2026-10-26T14:50:00Z");
    assert_eq!(grid.times(day), []);
    grid.chosen = vec![Chosen { start, at: at("2026-10-26T14:20:01Z") }];
    assert_eq!(grid.times(day), [], "too late by a second when it was chosen");
    grid.chosen[0].at = at("2026-10-26T14:20:00Z");
    assert_eq!(grid.times(day), [time(8, 20, 0, 0)]);
    assert_eq!(grid.offer().asked_in_time(start), grid.chosen[0].at);
    grid.now = start;
    assert_eq!(grid.times(day), [], "it has begun");
}

#[test]
fn at_the_end_of_time_nothing_is_offered_and_nothing_breaks() {
    let mut grid = Grid::daily(hour(0), Time::MAX);
    grid.visit_type.minutes = 40;
    for start in [Timestamp::MAX, Timestamp::MAX - SignedDuration::from_mins(1), Timestamp::MIN] {
        let offer = grid.offer();
        assert_eq!(offer.claims_for(start), None, "{start}");
        assert!(offer.nearest(start, 3).len() <= 3 && offer.asked_in_time(start) <= grid.now);
        assert_eq!(offer.steps(start).next(), Some(start));
    }
}
