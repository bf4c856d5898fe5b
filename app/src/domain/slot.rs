//! The one place that says which starts are offered: list, confirm and move ask here.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::{day::Day, schedule::Schedule, time::LocalTime, visit_type::VisitType};

/// Starts of grid steps that somebody has booked, for one role.
pub type Claims = BTreeSet<Timestamp>;

/// A start that is kept for whoever asks: its lead time counts from when it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Which start.
    pub start: Timestamp,
    /// When it was asked for.
    pub at: Timestamp,
}

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
    /// The starts that are kept for whoever asks.
    pub chosen: &'a [Chosen],
    /// The moment at which the question is asked.
    pub now: Timestamp,
}

impl Offer<'_> {
    /// The starts offered on `date` (local to the place), in order.
    pub fn starts_on(&self, date: Date) -> Vec<Timestamp> {
        if date > self.last_day() {
            return Vec::new();
        }
        let (minutes, earliest) = (self.visit_type.minutes, self.earliest(self.now));
        let day = Day::new(date, self.zone);
        let mut starts: Vec<_> = (self.schedule.stretches_on(&day))
            .filter(|stretch| stretch.session.offers(&self.visit_type.id))
            .flat_map(|stretch| stretch.starts(minutes, self.schedule.steps_of(minutes)))
            .filter(|start| *start >= earliest || self.was_chosen_in_time(*start))
            .filter(|start| self.is_free(*start))
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

    /// The moment that counts for a start which is asked for now: the last one at which its lead time
    /// is kept, where that has passed.
    pub fn asked_in_time(&self, start: Timestamp) -> Timestamp {
        start.checked_sub(self.lead()).map_or(self.now, |last| last.min(self.now))
    }

    /// Whether it is kept for whoever asks, and has only to be ahead: its lead time has been kept.
    fn was_chosen_in_time(&self, start: Timestamp) -> bool {
        let in_time = |chosen: &Chosen| chosen.start == start && self.earliest(chosen.at) <= start;
        self.now < start && self.chosen.iter().any(in_time)
    }

    /// The lead time's end for whoever asks at `moment`.
    fn earliest(&self, moment: Timestamp) -> Timestamp {
        moment.checked_add(self.lead()).unwrap_or(Timestamp::MAX)
    }

    fn lead(&self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.visit_type.lead_minutes))
    }

    fn last_day(&self) -> Date {
        self.date(self.now).saturating_add(i32::from(self.visit_type.horizon_days).days())
    }

    fn is_free(&self, start: Timestamp) -> bool {
        self.steps(start).all(|step| !self.claims.contains(&step))
    }

    /// The grid steps of a visit at `start`, whether or not that is offered; none after the end of time.
    pub fn steps(&self, start: Timestamp) -> impl Iterator<Item = Timestamp> + use<> {
        let step = self.schedule.step();
        let count = self.schedule.steps_of(self.visit_type.minutes);
        (0..i64::from(count)).map_while(move |n| start.checked_add(SignedDuration::from_secs(n * step)).ok())
    }
}

#[cfg(test)]
mod tests;
