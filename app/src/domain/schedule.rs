//! When a role sees people: weekly sessions in the local time of the place.

use std::ops::RangeInclusive;

use jiff::civil::{Date, Time, Weekday, date};
use serde::{Deserialize, Serialize};

use super::id::{RoleId, VisitTypeId};

/// The grids that a schedule can have, in minutes.
pub const SLOTS: RangeInclusive<u16> = 5..=240;

/// The first day of a schedule where nobody says since when it holds.
pub const ALWAYS: Date = date(2020, 1, 1);

/// A role's weekly schedule from a day on, with its exceptions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Schedule {
    /// Whose.
    pub role: RoleId,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The grid: a visit starts on a multiple of this many minutes after its session's start.
    pub slot_minutes: u16,
    /// The week.
    pub sessions: Vec<Session>,
    /// Days that differ.
    pub exceptions: Vec<Exception>,
}

/// A part of a weekday, in local civil time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: i8,
    /// The first visit starts here.
    pub start: Time,
    /// The last visit has ended here.
    pub end: Time,
    /// What can be booked in it; empty means whatever the role offers.
    pub visit_types: Vec<VisitTypeId>,
}

/// A day that differs from the week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Exception {
    /// Not there on that day.
    Closed {
        /// The day.
        date: Date,
    },
    /// There in addition on that day.
    Extra {
        /// The day.
        date: Date,
        /// When; its weekday is not looked at.
        session: Session,
    },
}

impl Schedule {
    /// That of a role which is never there.
    pub fn never(role: RoleId) -> Self {
        let (sessions, exceptions) = (Vec::new(), Vec::new());
        Self { role, valid_from: Date::MAX, slot_minutes: 1, sessions, exceptions }
    }

    /// How long a step is that is claimed on `date`. Those of before the schedule are of another one, whose
    /// grid is not known any more: as long as any can be.
    pub fn step_minutes_on(&self, date: Date) -> u16 {
        if date < self.valid_from { *SLOTS.end() } else { self.slot_minutes }
    }

    /// The sessions of `date`: those of its weekday unless closed, and the extra ones.
    pub fn sessions_on(&self, date: Date) -> impl Iterator<Item = &Session> {
        let closed = date < self.valid_from
            || self.exceptions.iter().any(|e| matches!(e, Exception::Closed { date: d } if *d == date));
        let weekly = self.sessions.iter().filter(move |s| !closed && s.falls_on(date.weekday()));
        let extra = self.exceptions.iter().filter_map(move |e| match e {
            Exception::Extra { date: d, session } if *d == date => Some(session),
            _ => None,
        });
        weekly.chain(extra)
    }
}

impl Session {
    fn falls_on(&self, weekday: Weekday) -> bool {
        self.weekday == weekday.to_monday_one_offset()
    }

    /// Whether `visit_type` can be booked in this session.
    pub fn offers(&self, visit_type: &VisitTypeId) -> bool {
        self.visit_types.is_empty() || self.visit_types.contains(visit_type)
    }
}
