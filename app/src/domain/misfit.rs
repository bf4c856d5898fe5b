//! Whether a session can stand beside the others of its schedule.
//!
//! A booking claims `[role, start]` for each step of one grid. So all sessions of a role lie on
//! that grid and none overlaps another: otherwise two visits at the same time could claim
//! different starts, and both would be booked.

use jiff::civil::{Date, Time};

use super::schedule::{Schedule, Session};

/// Why a session cannot stand in a schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// A time with seconds.
    Seconds,
    /// It ends before it begins, or has no length.
    Ends,
    /// It ends within a step of the grid of so many minutes.
    EndsWithinStep(u16),
    /// Its start is not on the grid of so many minutes that a session from this time on has.
    OffGrid(u16, Time),
    /// It overlaps this one.
    Overlaps(Session),
}

impl Schedule {
    /// Why `session` cannot be added to the week.
    pub fn misfit(&self, session: &Session) -> Option<Misfit> {
        let of_day = self.sessions.iter().filter(|other| other.weekday == session.weekday);
        self.misfit_among(session, of_day)
    }

    /// Why `session` cannot be added on `date`.
    pub fn misfit_on(&self, date: Date, session: &Session) -> Option<Misfit> {
        self.misfit_among(session, self.sessions_on(date))
    }

    /// Whether both have the same grid; one without sessions has none.
    pub fn shares_grid(&self, other: &Self) -> bool {
        let (Some(own), Some(others)) = (self.first_start(), other.first_start()) else { return true };
        self.slot_minutes == other.slot_minutes && on_grid(own, others, self.slot_minutes)
    }

    /// As much of `session` as can be added to the week, where those of its day that begin before it
    /// are there already: from when they have ended, on their grid. A visit ends with its session, so
    /// that it does no harm where that ends.
    pub fn fitted(&self, session: &Session) -> Option<Session> {
        let of_day = self.sessions.iter().filter(|other| other.weekday == session.weekday);
        let start = of_day.map(|other| other.end).fold(session.start, Time::max);
        let begin = minutes(start) + i32::from(!is_whole(start));
        let first = self.first_start().map_or(begin, minutes);
        let begin = begin + (first - begin).rem_euclid(i32::from(self.slot_minutes.max(1)));
        let start = Time::new((begin / 60) as i8, (begin % 60) as i8, 0, 0).ok()?;
        (start < session.end).then(|| Session { start, ..session.clone() })
    }

    fn misfit_among<'a>(
        &self,
        session: &Session,
        mut of_day: impl Iterator<Item = &'a Session>,
    ) -> Option<Misfit> {
        let (start, end, slot) = (session.start, session.end, self.slot_minutes);
        let first = self.first_start().filter(|first| !on_grid(start, *first, slot));
        match () {
            () if !is_whole(start) || !is_whole(end) => Some(Misfit::Seconds),
            () if start >= end => Some(Misfit::Ends),
            () if !on_grid(start, end, slot) => Some(Misfit::EndsWithinStep(slot)),
            () => first.map(|first| Misfit::OffGrid(slot, first)).or_else(|| {
                let other = of_day.find(|other| other.start < end && start < other.end)?;
                Some(Misfit::Overlaps(other.clone()))
            }),
        }
    }

    fn first_start(&self) -> Option<Time> {
        self.sessions.first().map(|session| session.start)
    }
}

fn is_whole(time: Time) -> bool {
    time.second() == 0 && time.subsec_nanosecond() == 0
}

pub(super) fn on_grid(a: Time, b: Time, slot_minutes: u16) -> bool {
    (minutes(a) - minutes(b)) % i32::from(slot_minutes.max(1)) == 0
}

fn minutes(time: Time) -> i32 {
    i32::from(time.hour()) * 60 + i32::from(time.minute())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::domain::schedule::{ALWAYS, Exception};

    fn session(start: (i8, i8), end: (i8, i8)) -> Session {
        let (start, end) = (time(start.0, start.1, 0, 0), time(end.0, end.1, 0, 0));
        Session { weekday: 1, start, end, visit_types: Vec::new() }
    }

    /// Mondays from nine to twelve, by twenty minutes.
    fn schedule() -> Schedule {
        let sessions = vec![session((9, 0), (12, 0))];
        Schedule { role: "r".into(), valid_from: ALWAYS, slot_minutes: 20, sessions, exceptions: Vec::new() }
    }

    #[test]
    fn a_session_beside_the_others_on_their_grid_fits() {
        assert_eq!(schedule().misfit(&session((12, 0), (13, 0))), None);
        assert_eq!(schedule().misfit(&Session { weekday: 2, ..session((9, 40), (12, 0)) }), None);
    }

    #[test]
    fn one_that_overlaps_or_is_off_the_grid_does_not() {
        let overlaps = Some(Misfit::Overlaps(session((9, 0), (12, 0))));
        assert_eq!(schedule().misfit(&session((11, 40), (13, 0))), overlaps);
        let off_grid = Some(Misfit::OffGrid(20, time(9, 0, 0, 0)));
        assert_eq!(schedule().misfit(&session((13, 10), (14, 10))), off_grid);
        assert_eq!(schedule().misfit(&session((13, 0), (13, 50))), Some(Misfit::EndsWithinStep(20)));
        assert_eq!(schedule().misfit(&session((13, 0), (13, 0))), Some(Misfit::Ends));
        let seconds = Session { end: time(13, 59, 59, 0), ..session((13, 0), (13, 0)) };
        assert_eq!(schedule().misfit(&seconds), Some(Misfit::Seconds));
    }

    #[test]
    fn of_a_session_that_overlaps_or_is_off_the_grid_as_much_is_left_as_fits() {
        let fitted = |session| schedule().fitted(&session);
        assert_eq!(fitted(session((13, 0), (14, 50))), Some(session((13, 0), (14, 50))));
        assert_eq!(fitted(session((9, 10), (15, 0))), Some(session((12, 0), (15, 0))));
        assert_eq!(fitted(session((13, 10), (15, 0))), Some(session((13, 20), (15, 0))));
        let tuesday = Session { weekday: 2, ..session((8, 30), (15, 0)) };
        assert_eq!(fitted(tuesday.clone()), Some(Session { start: time(8, 40, 0, 0), ..tuesday }));
        let seconds = Session { start: time(13, 0, 30, 0), ..session((13, 0), (15, 0)) };
        assert_eq!(fitted(seconds), Some(session((13, 20), (15, 0))));
        assert_eq!(fitted(session((9, 0), (12, 0))), None);
        let until_midnight = Session { end: Time::MAX, ..session((9, 0), (12, 0)) };
        let all_day = Schedule { sessions: vec![until_midnight], ..schedule() };
        assert_eq!(all_day.fitted(&Session { end: Time::MAX, ..session((23, 0), (23, 30)) }), None);
        let none = Schedule { sessions: Vec::new(), ..schedule() };
        assert_eq!(none.fitted(&session((9, 10), (15, 0))), Some(session((9, 10), (15, 0))));
    }

    #[test]
    fn a_day_that_is_closed_has_room_for_another_session() {
        let monday = date(2026, 11, 30);
        let mut schedule = schedule();
        assert!(matches!(schedule.misfit_on(monday, &session((10, 0), (11, 0))), Some(Misfit::Overlaps(_))));
        schedule.exceptions.push(Exception::Closed { date: monday });
        assert_eq!(schedule.misfit_on(monday, &session((10, 0), (11, 0))), None);
    }

    #[test]
    fn a_grid_is_its_step_and_where_it_begins() {
        let shifted = Schedule { sessions: vec![session((9, 10), (11, 10))], ..schedule() };
        let later = Schedule { sessions: vec![session((13, 20), (14, 0))], ..schedule() };
        let finer = Schedule { slot_minutes: 15, ..schedule() };
        let shares = [&shifted, &later, &finer].map(|other| schedule().shares_grid(other));
        assert_eq!(shares, [false, true, false]);
    }
}
