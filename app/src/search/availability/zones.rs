//! The zones of the places, each with the days of the index.

use jiff::{ToSpan, civil::Date, tz::TimeZone};

use crate::domain::day::Day;

/// Zones by their places, and the days from one to before another.
pub(super) struct Zones {
    zones: Vec<TimeZone>,
    days: Vec<Vec<Day>>,
    spans: Vec<Vec<Span>>,
    from: Date,
    until: Date,
}

/// From and until when it is a date somewhere, in minutes since the epoch.
pub(super) struct Span {
    /// The day's number.
    pub day: i64,
    /// Its first minute.
    pub from: u32,
    /// The minute after it.
    pub until: u32,
}

impl Zones {
    pub fn new(from: Date, until: Date) -> Self {
        Self { zones: Vec::new(), days: Vec::new(), spans: Vec::new(), from, until }
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
        let days = days(self.from, self.until, &zone);
        self.spans.push(days.iter().filter_map(span).collect());
        self.days.push(days);
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

    /// When they are.
    pub fn spans(&self, place: usize) -> &[Span] {
        &self.spans[place]
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
        self.spans = self.days.iter().map(|days| days.iter().filter_map(span).collect()).collect();
        (self.from, self.until) = (from, until);
    }
}

fn span(day: &Day) -> Option<Span> {
    let (from, until) = day.span()?;
    let minute = |second: i64| u32::try_from(second.div_euclid(60)).unwrap_or(0);
    Some(Span { day: day.number(), from: minute(from), until: minute(until) })
}

fn days(from: Date, until: Date, zone: &TimeZone) -> Vec<Day> {
    from.series(1.day()).take_while(|date| *date < until).map(|date| Day::new(date, zone)).collect()
}
