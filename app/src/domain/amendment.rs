//! What the plan has set over a schedule of the directory. It is kept apart from it: an import
//! of the directory goes on bringing weeks and absences, and overwrites nothing of this.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    id::RoleId,
    schedule::{Exception, Schedule, Session},
};

/// What was set for one role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amendment {
    /// Whose schedule.
    pub role: RoleId,
    /// The week in place of the directory's; `None` leaves that in force.
    pub week: Option<Week>,
    /// Days that differ, besides those of the directory.
    pub exceptions: Vec<Exception>,
}

/// A week with its grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Week {
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The grid, in minutes.
    pub slot_minutes: u16,
    /// Its sessions.
    pub sessions: Vec<Session>,
}

impl Amendment {
    /// Nothing is set.
    pub fn none(role: RoleId) -> Self {
        Self { role, week: None, exceptions: Vec::new() }
    }

    /// The schedule that is in force, from the directory's own. The directory's absences hold
    /// whatever the week is.
    pub fn applied_to(&self, published: &Schedule) -> Schedule {
        let mut schedule = published.clone();
        if let Some(Week { valid_from, slot_minutes, sessions }) = self.week.clone() {
            schedule = Schedule { valid_from, slot_minutes, sessions, ..schedule };
        }
        let new = self.exceptions.iter().filter(|exception| !published.exceptions.contains(exception));
        schedule.exceptions.extend(new.cloned());
        schedule
    }

    /// Nobody is there from `first` to `last`, not even in sessions that were added for a day.
    /// Returns how many of those there were.
    pub fn close(&mut self, first: Date, last: Date) -> usize {
        let before = self.exceptions.len();
        self.exceptions.retain(|exception| match exception {
            Exception::Extra { date, .. } => !(first..=last).contains(date),
            Exception::Closed { .. } => true,
        });
        let gone = before - self.exceptions.len();
        for date in first.series(1.day()).take_while(|date| *date <= last) {
            let closed = Exception::Closed { date };
            if !self.exceptions.contains(&closed) {
                self.exceptions.push(closed);
            }
        }
        gone
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::domain::schedule::ALWAYS;

    fn session(weekday: i8, hour: i8) -> Session {
        let (start, end) = (time(hour, 0, 0, 0), time(hour + 3, 0, 0, 0));
        Session { weekday, start, end, visit_types: Vec::new() }
    }

    /// Mondays at nine, away on 7 December 2026.
    fn published() -> Schedule {
        let away = Exception::Closed { date: date(2026, 12, 7) };
        let (role, sessions) = (RoleId::from("r"), vec![session(1, 9)]);
        Schedule { role, valid_from: ALWAYS, slot_minutes: 20, sessions, exceptions: vec![away] }
    }

    #[test]
    fn a_week_replaces_the_directorys_and_its_absences_stay() {
        let week = Week { valid_from: date(2026, 12, 1), slot_minutes: 15, sessions: vec![session(1, 13)] };
        let amended = Amendment { week: Some(week), ..Amendment::none("r".into()) }.applied_to(&published());
        assert_eq!(amended.slot_minutes, 15);
        assert_eq!(amended.sessions_on(date(2026, 11, 30)).count(), 0, "before it holds");
        assert_eq!(amended.sessions_on(date(2026, 12, 7)).count(), 0, "away");
        assert!(amended.sessions_on(date(2026, 12, 14)).eq([&session(1, 13)]));
    }

    #[test]
    fn days_alone_leave_the_directorys_week_in_force() {
        let mut amendment = Amendment::none("r".into());
        amendment.close(date(2026, 12, 14), date(2026, 12, 20));
        let amended = amendment.applied_to(&published());
        let there: Vec<_> = [7, 14, 21].map(|day| amended.sessions_on(date(2026, 12, day)).count()).into();
        assert_eq!(there, [0, 0, 1]);
    }

    #[test]
    fn time_off_takes_the_sessions_that_were_added_for_its_days() {
        let extra = Exception::Extra { date: date(2026, 12, 16), session: session(3, 9) };
        let mut amendment = Amendment { exceptions: vec![extra], ..Amendment::none("r".into()) };
        assert_eq!(amendment.close(date(2026, 12, 15), date(2026, 12, 17)), 1);
        assert_eq!(amendment.applied_to(&published()).sessions_on(date(2026, 12, 16)).count(), 0);
        assert_eq!(amendment.close(date(2026, 12, 15), date(2026, 12, 17)), 0, "a second time adds nothing");
        assert_eq!(amendment.exceptions.len(), 3);
    }
}
