//! Opening hours: weekly, in the local time of the place.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

/// Hours of a week. An empty list is a place that never opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekly(pub Vec<Opening>);

/// One stretch of opening, the same on several days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// 1 is Monday, 7 is Sunday.
    pub days: Vec<i8>,
    /// From this time on.
    pub start: Time,
    /// Up to, not including, this time; `Time::MAX` is the end of the day.
    pub end: Time,
}

impl Opening {
    /// From the beginning of the day to its end.
    pub fn is_all_day(&self) -> bool {
        self.start == Time::MIN && self.end == Time::MAX
    }
}

impl Weekly {
    /// The same hours from Monday to Friday.
    pub fn weekdays(start: Time, end: Time) -> Self {
        Self(vec![Opening { days: vec![1, 2, 3, 4, 5], start, end }])
    }

    /// Whether it is open at `now` in the place whose zone is given.
    pub fn is_open(&self, now: Timestamp, zone: &TimeZone) -> bool {
        let local = now.to_zoned_datetime(zone.clone());
        self.on(local.date()).any(|opening| opening.start <= local.time() && local.time() < opening.end)
    }

    /// When it opens next after `now`; `None` when it never does.
    pub fn next_opening(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let today = now.to_zoned_datetime(zone.clone()).date();
        today.series(1.day()).take(8).find_map(|date| {
            let starts = self.on(date).filter_map(|opening| instant(date, opening.start, zone));
            starts.filter(|start| *start > now).min()
        })
    }

    fn on(&self, date: Date) -> impl Iterator<Item = &Opening> {
        let weekday = date.weekday().to_monday_one_offset();
        self.0.iter().filter(move |opening| opening.days.contains(&weekday))
    }
}

fn instant(date: Date, time: Time, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_ambiguous_zoned_datetime(date.to_datetime(time)).compatible().ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    fn seattle() -> TimeZone {
        TimeZone::get("America/Los_Angeles").expect("a zone")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn the_office_decides_by_its_own_clock() {
        let hours = Weekly::weekdays(time(8, 0, 0, 0), time(17, 0, 0, 0));
        // Monday 30 November 2026, 8:00 in Seattle.
        assert!(hours.is_open(at("2026-11-30T16:00:00Z"), &seattle()));
        assert!(!hours.is_open(at("2026-11-30T15:59:59Z"), &seattle()));
        assert!(!hours.is_open(at("2026-12-01T01:00:00Z"), &seattle()));
    }

    #[test]
    fn a_closed_office_says_when_it_opens_even_over_a_clock_change() {
        let hours = Weekly::weekdays(time(8, 0, 0, 0), time(17, 0, 0, 0));
        // Friday evening before clocks go back on 1 November 2026: 8:00 is 16:00 UTC on Monday.
        assert_eq!(
            hours.next_opening(at("2026-10-31T02:00:00Z"), &seattle()),
            Some(at("2026-11-02T16:00:00Z"))
        );
        assert_eq!(Weekly::default().next_opening(at("2026-10-31T02:00:00Z"), &seattle()), None);
    }
}
