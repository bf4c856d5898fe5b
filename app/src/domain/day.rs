//! A day in a place: which instants of it the clock on the wall shows at which offset.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::{Offset, TimeZone},
};

/// When a day begins in a place.
pub fn midnight(day: Date, zone: &TimeZone) -> Timestamp {
    let begin = zone.to_ambiguous_zoned_datetime(day.to_datetime(Time::MIN)).compatible();
    begin.map_or(Timestamp::MAX, |begin| begin.timestamp())
}

/// Seconds.
pub(super) const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

/// A date in a place. Most have one offset from midnight to midnight; one on which clocks
/// change has a gap or a fold between two of them.
#[derive(Clone, Debug)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// Midnight in seconds since the epoch, were the place at UTC.
    midnight: i64,
    spans: Vec<Span>,
}

/// Instants between which the clocks keep one offset: all in seconds.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: i64,
    to: i64,
    offset: i64,
}

impl Day {
    /// The day of that date; nothing exists on one after the end of time. The zone is asked here and nowhere else: whoever has many
    /// questions about a day keeps it.
    pub fn new(date: Date, zone: &TimeZone) -> Self {
        match Offset::UTC.to_timestamp(date.to_datetime(Time::MIN)).map(Timestamp::as_second) {
            Ok(midnight) => Self { date, midnight, spans: spans(midnight, zone) },
            Err(_) => Self { date, midnight: 0, spans: Vec::new() },
        }
    }

    /// Its number, counted since the epoch.
    pub fn number(&self) -> i64 {
        self.midnight.div_euclid(DAY)
    }

    /// From and until when it is this date, in seconds since the epoch; nothing where it never is.
    pub fn span(&self) -> Option<(i64, i64)> {
        let parts = self.between(Time::MIN, Time::MAX);
        parts.reduce(|(from, to), (other_from, other_to)| (from.min(other_from), to.max(other_to)))
    }

    /// Whether clocks keep one offset from midnight to midnight.
    pub fn is_even(&self) -> bool {
        self.spans.len() <= 1
    }

    /// The instants, from and to in seconds, at which the clock shows a time from `start` to
    /// before `end`, in order: none in the gap, two stretches of time in the fold.
    pub(super) fn between(&self, start: Time, end: Time) -> impl Iterator<Item = (i64, i64)> {
        let (start, end) = (self.reading(start), self.reading_of_end(end));
        let open = move |span: &Span| (span.from.max(start - span.offset), span.to.min(end - span.offset));
        self.spans.iter().map(open).filter(|(from, to)| from < to)
    }

    /// Seconds from `time` on the clock to what the clock shows at `instant`.
    pub(super) fn since(&self, time: Time, instant: i64) -> i64 {
        instant + self.offset(instant) - self.reading(time)
    }

    /// Seconds that the clock is ahead of UTC at an instant of the day, itself in seconds.
    pub fn offset(&self, instant: i64) -> i64 {
        let span = self.spans.iter().find(|span| instant < span.to).or(self.spans.last());
        span.map_or(0, |span| span.offset)
    }

    /// Grids are of whole minutes: one that is begun counts when it is over.
    fn reading(&self, time: Time) -> i64 {
        let begun = i64::from(time.second() > 0 || time.subsec_nanosecond() > 0);
        self.midnight + (i64::from(time.hour()) * 60 + i64::from(time.minute()) + begun) * MINUTE
    }

    /// A time has no 24:00: the last minute of the day stands for it.
    fn reading_of_end(&self, time: Time) -> i64 {
        match (i64::from(time.hour()), i64::from(time.minute())) {
            (23, 59) => self.midnight + DAY,
            (hour, minute) => self.midnight + (hour * 60 + minute) * MINUTE,
        }
    }
}

/// Offsets are less than a day, so all of the date lies between the days around it.
fn spans(midnight: i64, zone: &TimeZone) -> Vec<Span> {
    let first = instant(midnight - DAY);
    let changes = zone.following(first).map(|change| (change.timestamp().as_second(), change.offset()));
    let mut spans = Vec::with_capacity(1);
    let mut span = Span { from: i64::MIN / 2, to: i64::MAX / 2, offset: seconds(zone.to_offset(first)) };
    for (at, offset) in changes.take_while(|(at, _)| *at < midnight + 2 * DAY) {
        spans.push(Span { to: at, ..span });
        span = Span { from: at, offset: seconds(offset), ..span };
    }
    spans.push(span);
    spans.retain(|span| span.from + span.offset < midnight + DAY && midnight < span.to + span.offset);
    spans
}

fn seconds(offset: Offset) -> i64 {
    i64::from(offset.seconds())
}

/// The instant, or the end of time that is nearest to it.
fn instant(second: i64) -> Timestamp {
    let end = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(second).unwrap_or(end)
}
