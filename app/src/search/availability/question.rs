//! What a search asks of the free times, made ready for bits.

use std::ops::Range;

use jiff::{Timestamp, civil, tz::TimeZone};

use super::{
    days::PARTS,
    grid::minute,
    quarters::QUARTER,
    run::{Run, Shape, Shapes, bits, in_a_row},
    zones::Span,
};
use crate::domain::{search::PartOfDay, visit_type::VisitType};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Which starts are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The moment at which it is asked: lead times and horizons count from it.
    pub now: Timestamp,
    /// The plan's visit types, in order: visit types are named by their places in it.
    pub visit_types: &'a [VisitType],
    /// No start before it.
    pub from: Timestamp,
    /// Only starts before it.
    pub until: Option<Timestamp>,
    /// Days of the week on the clock of the place: bit 0 is Monday. 0 means any.
    pub weekdays: u8,
    /// The part of the day on the clock of the place: from, and until before. The last minute
    /// of the day as its end includes that minute.
    pub part: Option<(civil::Time, civil::Time)>,
}

/// A question with all that can be worked out once for all roles: times in minutes.
pub(super) struct Asked {
    visits: Vec<Visit>,
    /// For each zone of the index the day of `now`, counted since the epoch.
    today: Vec<i64>,
    /// No start before it, whatever the visit type.
    pub from: u32,
    until: u32,
    weekdays: u8,
    part: Option<(i64, i64)>,
    /// Which of [`PARTS`] that is, where it is one.
    among_parts: Option<usize>,
}

/// What decides about a visit type.
#[derive(Clone, Copy)]
struct Visit {
    minutes: u32,
    earliest: u32,
    horizon: i64,
}

impl Asked {
    pub fn new(question: &Question, zones: &[TimeZone]) -> Self {
        let visits = question.visit_types.iter().map(|visit| Visit {
            minutes: u32::from(visit.minutes),
            earliest: minute(question.now).saturating_add(visit.lead_minutes),
            horizon: i64::from(visit.horizon_days),
        });
        let wall =
            |zone: &TimeZone| question.now.as_second() + i64::from(zone.to_offset(question.now).seconds());
        let visits: Vec<_> = visits.collect();
        let earliest = visits.iter().map(|visit| visit.earliest).min().unwrap_or(0);
        Self {
            visits,
            today: zones.iter().map(|zone| wall(zone).div_euclid(60 * DAY)).collect(),
            from: minute(question.from).max(earliest),
            until: question.until.map_or(u32::MAX, minute),
            weekdays: if question.weekdays == 0 { u8::MAX } else { question.weekdays },
            part: question.part.map(|(from, until)| (of_day(from), of_end(until))),
            among_parts: PARTS.iter().position(|part| Some(part.times()) == question.part),
        }
    }

    /// Any start in a part of the day.
    pub fn any_in(part: PartOfDay, visit_types: &[VisitType]) -> Self {
        let now = Timestamp::UNIX_EPOCH;
        let (weekdays, part) = (0, Some(part.times()));
        let mut asked =
            Self::new(&Question { now, visit_types, from: now, until: None, weekdays, part }, &[]);
        let any = |visit: &Visit| Visit { earliest: 0, horizon: i64::MAX / 2, ..*visit };
        asked.visits = asked.visits.iter().map(any).collect();
        asked.from = 0;
        asked
    }

    /// The parts of a day that hold all that is wanted of one.
    pub fn parts(&self) -> Range<usize> {
        self.among_parts.map_or(0..PARTS.len(), |part| part..part + 1)
    }

    /// The days on which a visit type may start, and whether whole days are wanted.
    pub fn days<'a>(
        &'a self,
        spans: &'a [Span],
        visit: u32,
        zone: usize,
    ) -> impl Iterator<Item = (&'a Span, bool)> {
        let Visit { earliest, horizon, .. } = self.visits[visit as usize];
        let (from, last) = (earliest.max(self.from), self.today[zone] + horizon);
        let wanted = move |span: &&Span| {
            span.day <= last && self.is_on(span.day) && from < span.until && span.from < self.until
        };
        let whole_parts = self.part.is_none() || self.among_parts.is_some();
        let whole = move |span: &Span| whole_parts && from <= span.from && span.until <= self.until;
        spans.iter().filter(wanted).map(move |span| (span, whole(span)))
    }

    /// How many visit types there are.
    pub fn visits(&self) -> u64 {
        bits(0, self.visits.len() as u32)
    }

    /// The first start of a visit type in a stretch.
    pub fn first_in(&self, stretch: &[Run], shapes: &Shapes, visit: u32, zone: usize) -> Option<u32> {
        let [run] = stretch else { return self.starts_in(stretch, shapes, visit, zone).into_iter().next() };
        let shape = shapes.of(run);
        let allowed = run.free & self.allowed(run, shape, visit, zone);
        if allowed == 0 {
            return None;
        }
        let mut free = [run.free];
        in_a_row(&mut free, self.steps(shape, visit));
        run.minutes(shape, allowed & free[0]).next()
    }

    /// All starts of a visit type in a stretch, in order.
    pub fn starts_in(&self, stretch: &[Run], shapes: &Shapes, visit: u32, zone: usize) -> Vec<u32> {
        let Some(shape) = stretch.first().map(|run| shapes.of(run)) else { return Vec::new() };
        let mut free: Vec<_> = stretch.iter().map(|run| run.free).collect();
        in_a_row(&mut free, self.steps(shape, visit));
        let starts = stretch.iter().zip(free).flat_map(|(run, free)| {
            let shape = shapes.of(run);
            run.minutes(shape, free & self.allowed(run, shape, visit, zone))
        });
        starts.collect()
    }

    /// Whether a start in a quarter of an hour can fit where clocks are so many minutes ahead
    /// of UTC.
    pub fn can_be_in(&self, quarter: u32, offsets: &[i32]) -> bool {
        let first = quarter * QUARTER;
        let fits = |offset: &i32| {
            let wall = i64::from(first) + i64::from(*offset);
            let begins = |from: i64| (from - wall).rem_euclid(DAY) < i64::from(QUARTER);
            let part =
                self.part.is_none_or(|(from, _)| begins(from) || self.is_in_part(wall.rem_euclid(DAY)));
            part && [wall, wall + i64::from(QUARTER) - 1]
                .into_iter()
                .any(|wall| self.is_on(wall.div_euclid(DAY)))
        };
        first < self.until && offsets.iter().any(fits)
    }

    /// Whether a free step of a stretch is at a time that is wanted, whatever the visit type.
    pub fn is_wanted(&self, stretch: &[Run], shapes: &Shapes) -> bool {
        stretch.iter().any(|run| {
            let shape = shapes.of(run);
            let wall = i64::from(run.first) + i64::from(shape.offset);
            let [from, until] = [self.from, self.until].map(|minute| shape.steps_until(run.first, minute));
            let free = run.free & bits(from, until);
            free != 0
                && self.is_on(wall.div_euclid(DAY))
                && free & self.in_part(wall.rem_euclid(DAY), shape) != 0
        })
    }

    /// Where a visit type may start in a run, were all of it free: session, lead time, horizon
    /// and end of the session as [`Offer`] has them, and what is wanted.
    ///
    /// [`Offer`]: crate::domain::slot::Offer
    fn allowed(&self, run: &Run, shape: &Shape, visit: u32, zone: usize) -> u64 {
        let Visit { minutes, earliest, horizon } = self.visits[visit as usize];
        let wall = i64::from(run.first) + i64::from(shape.offset);
        let day = wall.div_euclid(DAY);
        let today = self.today.get(zone).copied().unwrap_or(0);
        if shape.visits >> visit & 1 == 0 || minutes > shape.length || day > today + horizon {
            return 0;
        }
        let last = (shape.length - minutes) / shape.step;
        let from = shape.steps_until(run.first, earliest.max(self.from));
        let until = shape.steps_until(run.first, self.until).min(last + 1);
        if from >= until || !self.is_on(day) {
            return 0;
        }
        bits(from, until) & self.in_part(wall.rem_euclid(DAY), shape)
    }

    fn steps(&self, shape: &Shape, visit: u32) -> u32 {
        self.visits[visit as usize].minutes.max(1).div_ceil(shape.step)
    }

    /// Whether a day, counted since the epoch, which was a Thursday, is one of those wanted.
    fn is_on(&self, day: i64) -> bool {
        self.weekdays >> (day + 3).rem_euclid(7) & 1 == 1
    }

    fn is_in_part(&self, wall: i64) -> bool {
        self.part.is_none_or(|(from, until)| from <= wall && wall < until)
    }

    /// The steps of a run in the wanted part of the day; the first one is at `wall`.
    fn in_part(&self, wall: i64, shape: &Shape) -> u64 {
        let Some((from, until)) = self.part else { return u64::MAX };
        let step = i64::from(shape.step);
        if let Some((change, by)) = shape.change {
            let moved = |n: u32| if n < change { 0 } else { i64::from(by) };
            let fits = |n: &u32| self.is_in_part(wall + i64::from(*n) * step + moved(*n));
            return (0..u64::BITS).filter(fits).fold(0, |bits, n| bits | (1 << n));
        }
        let steps = |minute: i64| ((minute - wall).max(0) + step - 1) / step;
        bits(steps(from) as u32, steps(until) as u32)
    }
}

/// The minute of the day, or the next one where it is begun.
fn of_day(time: civil::Time) -> i64 {
    let begun = time.second() > 0 || time.subsec_nanosecond() > 0;
    i64::from(time.hour()) * 60 + i64::from(time.minute()) + i64::from(begun)
}

/// A time has no 24:00: the last minute of the day stands for it.
fn of_end(time: civil::Time) -> i64 {
    if (time.hour(), time.minute()) == (23, 59) { DAY } else { of_day(time) }
}
