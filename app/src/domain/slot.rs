//! The one place that says which starts are offered: list, confirm and move ask here.

use std::collections::BTreeSet;

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::Date,
    tz::{AmbiguousOffset, TimeZone},
};

use super::{
    schedule::{Schedule, Session},
    time::LocalTime,
    visit_type::VisitType,
};

/// Starts of grid steps that somebody has booked, for one role.
pub type Claims = BTreeSet<Timestamp>;

/// What decides about a start besides the start itself.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    /// The role's schedule.
    pub schedule: &'a Schedule,
    /// The zone of the role's location.
    pub zone: &'a TimeZone,
    /// The kind of visit: its length, lead time and horizon.
    pub visit_type: &'a VisitType,
    /// What is taken.
    pub claims: &'a Claims,
    /// The moment at which the question is asked.
    pub now: Timestamp,
}

impl Offer<'_> {
    /// The starts offered on `date` (local to the place), in order.
    pub fn starts_on(&self, date: Date) -> Vec<Timestamp> {
        let mut starts: Vec<_> = self
            .schedule
            .sessions_on(date)
            .filter(|session| session.offers(&self.visit_type.id))
            .flat_map(|session| self.starts_in(session, date))
            .filter(|start| self.in_time(*start) && self.is_free(*start))
            .collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// Whether `start` is offered. `Some` holds the grid steps to claim for it.
    pub fn claims_for(&self, start: Timestamp) -> Option<Vec<Timestamp>> {
        self.starts_on(self.date(start)).contains(&start).then(|| self.steps(start).collect())
    }

    /// The first `count` starts from the day of `from` on, within the horizon.
    pub fn first(&self, from: Timestamp, count: usize) -> Vec<Timestamp> {
        let mut starts = Vec::with_capacity(count);
        for date in self.days(from) {
            starts.extend(self.starts_on(date).into_iter().filter(|start| *start >= from));
            if starts.len() >= count {
                break;
            }
        }
        starts.truncate(count);
        starts
    }

    /// The starts nearest to `start`, at most `count`, in order of time: those of its day, and
    /// the first ones after it.
    pub fn nearest(&self, start: Timestamp, count: usize) -> Vec<Timestamp> {
        let mut starts = self.starts_on(self.date(start));
        starts.extend(self.first(start, count));
        starts.sort_unstable();
        starts.dedup();
        starts.retain(|other| *other != start);
        starts.sort_by_key(|other| start.duration_until(*other).abs());
        starts.truncate(count);
        starts.sort_unstable();
        starts
    }

    /// The day of `instant` in the place.
    pub fn date(&self, instant: Timestamp) -> Date {
        instant.to_zoned_datetime(self.zone.clone()).date()
    }

    /// `instant` on the clock of the place.
    pub fn local(&self, instant: Timestamp) -> LocalTime {
        LocalTime::at(instant, self.zone)
    }

    /// The days from `from` to the horizon, local to the place.
    pub fn days(&self, from: Timestamp) -> impl Iterator<Item = Date> + use<> {
        let (first, last) = (self.date(from.max(self.now)), self.last_day());
        first.series(1.day()).take_while(move |date| *date <= last)
    }

    /// Grid starts of a session. Hours are local: a time in the gap when clocks go forward
    /// does not exist and is left out; in the fold the first of the two counts.
    fn starts_in(&self, session: &Session, date: Date) -> Vec<Timestamp> {
        let step = i64::from(self.schedule.slot_minutes.max(1));
        let zoned = |time| {
            let ambiguous = self.zone.to_ambiguous_zoned_datetime(date.to_datetime(time));
            (!matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }))
                .then(|| ambiguous.compatible().ok())
                .flatten()
        };
        let (Some(first), Some(end)) = (zoned(session.start), zoned(session.end)) else {
            return Vec::new();
        };
        let length = SignedDuration::from_mins(i64::from(self.visit_type.minutes));
        let (first, end) = (first.timestamp(), end.timestamp());
        std::iter::successors(Some(first), |at| at.checked_add(SignedDuration::from_mins(step)).ok())
            .take_while(|at| *at + length <= end)
            .collect()
    }

    fn in_time(&self, start: Timestamp) -> bool {
        let lead = SignedDuration::from_mins(i64::from(self.visit_type.lead_minutes));
        start >= self.now + lead && self.date(start) <= self.last_day()
    }

    fn last_day(&self) -> Date {
        self.date(self.now).saturating_add(i32::from(self.visit_type.horizon_days).days())
    }

    fn is_free(&self, start: Timestamp) -> bool {
        self.steps(start).all(|step| !self.claims.contains(&step))
    }

    fn steps(&self, start: Timestamp) -> impl Iterator<Item = Timestamp> + use<> {
        let step = i64::from(self.schedule.slot_minutes.max(1));
        let count = self.visit_type.minutes.max(1).div_ceil(self.schedule.slot_minutes.max(1));
        (0..i64::from(count)).map(move |n| start + SignedDuration::from_mins(n * step))
    }
}

#[cfg(test)]
mod tests;
