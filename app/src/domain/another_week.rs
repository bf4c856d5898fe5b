//! Whether a schedule may take the place of another one.
//!
//! A claim is the start of a step. On another grid the same minutes have other starts: what is
//! booked there would not be seen, and could be booked once more.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    day::{Day, MINUTE},
    misfit::on_grid,
    schedule::{Exception, Schedule, Session},
};

impl Schedule {
    /// Whether both have the same week, on the same grid, from the same day on.
    pub fn has_week_of(&self, other: &Self) -> bool {
        let week = |schedule: &Self| (schedule.valid_from, schedule.slot_minutes);
        week(self) == week(other) && self.sessions == other.sessions
    }

    /// The same with nobody away: days that are closed may be opened again.
    pub fn without_absences(mut self) -> Self {
        self.exceptions.retain(|exception| matches!(exception, Exception::Extra { .. }));
        self
    }

    /// Whether whoever books by this schedule sees what is taken from `start` on for so many minutes:
    /// that is a step of its grid, or no session takes place then.
    pub fn sees(&self, start: Timestamp, minutes: u16, zone: &TimeZone) -> bool {
        let day = Day::new(start.to_zoned_datetime(zone.clone()).date(), zone);
        let (from, until) = (start.as_second(), start.as_second() + i64::from(minutes) * MINUTE);
        self.stretches_on(&day).all(|stretch| {
            let is_step = self.slot_minutes == minutes && (from - stretch.first) % stretch.step == 0;
            is_step || until <= stretch.first || stretch.end <= from
        })
    }

    /// Whether a session that was added for a day from `today` on overlaps one of the week on another
    /// grid.
    pub fn mixes_grids(&self, today: Date) -> bool {
        self.exceptions.iter().any(|exception| match exception {
            Exception::Extra { date, session } if *date >= today => self.is_beside_grid(*date, session),
            _ => false,
        })
    }

    fn is_beside_grid(&self, date: Date, session: &Session) -> bool {
        let weekday = date.weekday().to_monday_one_offset();
        let mut of_day = self.sessions.iter().filter(|other| other.weekday == weekday);
        of_day.any(|other| {
            let overlaps = other.start < session.end && session.start < other.end;
            overlaps && !on_grid(session.start, other.start, self.slot_minutes)
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::domain::schedule::ALWAYS;

    /// Mondays from so many minutes past eight to noon, by so many minutes.
    fn schedule(past: i8, slot_minutes: u16) -> Schedule {
        let sessions = vec![session(8, past)];
        Schedule { role: "r".into(), valid_from: ALWAYS, slot_minutes, sessions, exceptions: Vec::new() }
    }

    fn session(hour: i8, minute: i8) -> Session {
        let (start, end) = (time(hour, minute, 0, 0), time(12, 0, 0, 0));
        Session { weekday: 1, start, end, visit_types: Vec::new() }
    }

    /// Whether it sees what is taken for twenty minutes from a time on Monday on.
    fn sees(schedule: &Schedule, time: &str) -> bool {
        let start = format!("2026-11-30T{time}:00Z").parse().expect("an instant");
        schedule.sees(start, 20, &TimeZone::UTC)
    }

    #[test]
    fn a_step_is_seen_on_its_own_grid_and_where_no_session_is() {
        assert!(sees(&schedule(0, 20), "09:00") && sees(&schedule(20, 20), "09:00"));
        for other in [schedule(0, 15), schedule(0, 10), schedule(0, 40), schedule(10, 20)] {
            assert!(!sees(&other, "09:00"), "{other:?}");
            assert!(sees(&other, "07:40") && sees(&other, "12:00") && !sees(&other, "11:40"), "{other:?}");
        }
    }

    #[test]
    fn days_before_a_schedule_holds_are_not_looked_at_and_closed_ones_are() {
        let monday = date(2026, 11, 30);
        let later = Schedule { valid_from: date(2026, 12, 1), ..schedule(10, 20) };
        let closed = Schedule { exceptions: vec![Exception::Closed { date: monday }], ..schedule(10, 20) };
        assert!(sees(&later, "09:00") && sees(&closed, "09:00"));
        assert!(!sees(&closed.without_absences(), "09:00"));
    }

    #[test]
    fn a_session_that_was_added_lies_on_the_grid_of_those_that_it_overlaps() {
        let monday = date(2026, 11, 30);
        let mixes = |hour, minute, today| {
            let added = Exception::Extra { date: monday, session: session(hour, minute) };
            Schedule { exceptions: vec![added], ..schedule(0, 20) }.mixes_grids(today)
        };
        assert!(mixes(9, 10, monday) && !mixes(9, 20, monday));
        assert!(!mixes(9, 10, date(2026, 12, 1)), "it is over");
    }
}
