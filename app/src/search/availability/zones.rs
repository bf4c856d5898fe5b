//! The zones of the places, each with the days of the index.

use jiff::{ToSpan, civil::Date, tz::TimeZone};

use crate::domain::day::Day;

/// Zones by their places, and the days from one to before another.
pub(super) struct Zones {
    zones: Vec<TimeZone>,
    days: Vec<Vec<Day>>,
    from: Date,
    until: Date,
}

impl Zones {
    pub fn new(from: Date, until: Date) -> Self {
        Self { zones: Vec::new(), days: Vec::new(), from, until }
    }

    /// The place of a zone, which becomes known.
    pub fn place(&mut self, zone: TimeZone) -> usize {
        let same = |known: &TimeZone| match (known.iana_name(), zone.iana_name()) {
            (Some(known), Some(name)) => known == name,
            _ => *known == zone,
        };
        if let Some(place) = self.zones.iter().position(same) {
            return place;
        }
        self.days.push(days(self.from, self.until, &zone));
        self.zones.push(zone);
        self.zones.len() - 1
    }

    pub fn zone(&self, place: usize) -> &TimeZone {
        &self.zones[place]
    }

    pub fn all(&self) -> &[TimeZone] {
        &self.zones
    }

    /// The days of a zone.
    pub fn days(&self, place: usize) -> &[Day] {
        &self.days[place]
    }

    /// The first day that is there.
    pub fn from(&self) -> Date {
        self.from
    }

    /// The first day that is not there.
    pub fn until(&self) -> Date {
        self.until
    }

    /// Goes on to other days: those before `from` are forgotten, those up to `until` come.
    pub fn go_on(&mut self, from: Date, until: Date) {
        for (zone, known) in self.zones.iter().zip(&mut self.days) {
            known.retain(|day| day.date >= from);
            known.extend(days(self.until.max(from), until, zone));
        }
        (self.from, self.until) = (from, until);
    }
}

fn days(from: Date, until: Date, zone: &TimeZone) -> Vec<Day> {
    from.series(1.day()).take_while(|date| *date < until).map(|date| Day::new(date, zone)).collect()
}
