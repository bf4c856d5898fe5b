//! What exists of a schedule on a day: list, confirm and move ask here, and so does the index.

use jiff::Timestamp;

use super::{
    day::{Day, MINUTE},
    schedule::{Schedule, Session},
};

/// A session as it takes place on a day: the steps of its grid and its end. The grid's steps
/// are equally long in real time; those at which the clock does not show one of the session's
/// hours are missing.
#[derive(Clone, Debug)]
pub struct Stretch<'a> {
    /// The session that takes place.
    pub session: &'a Session,
    /// The first step, in seconds since the epoch.
    pub first: i64,
    /// The end, in seconds since the epoch: in the fold after the second pass.
    pub end: i64,
    /// The length of a step in seconds.
    pub step: i64,
    /// How many steps there are until the end, the missing ones counted.
    pub count: u32,
    missing: Vec<u32>,
}

impl Schedule {
    /// What exists on a day, whether claimed or not.
    pub fn stretches_on<'a>(&'a self, day: &'a Day) -> impl Iterator<Item = Stretch<'a>> {
        let step = self.step();
        self.sessions_on(day.date).filter_map(move |session| Stretch::new(session, step, day))
    }

    /// The length of a step of the grid in seconds.
    pub fn step(&self) -> i64 {
        i64::from(self.slot_minutes.max(1)) * MINUTE
    }

    /// How many steps a visit of so many minutes takes.
    pub fn steps_of(&self, minutes: u16) -> u32 {
        u32::from(minutes.max(1).div_ceil(self.slot_minutes.max(1)))
    }
}

impl<'a> Stretch<'a> {
    /// `None` where nothing of the session exists on that day. A session that would begin in
    /// the gap begins at the first step of its grid that the clock shows.
    fn new(session: &'a Session, step: i64, day: &Day) -> Option<Self> {
        let mut open = day.between(session.start, session.end);
        let (from, to) = open.next()?;
        let rest: Vec<_> = open.collect();
        let first = from + (-day.since(session.start, from)).rem_euclid(step);
        let end = rest.last().map_or(to, |(_, to)| *to);
        let count = u32::try_from((end - first + step - 1) / step).ok().filter(|count| *count > 0)?;
        let is_open = |at: i64| at < to || rest.iter().any(|(from, to)| *from <= at && at < *to);
        let missing = match rest.is_empty() {
            true => Vec::new(),
            false => (0..count).filter(|n| !is_open(first + i64::from(*n) * step)).collect(),
        };
        Some(Self { session, first, end, step, count, missing })
    }

    /// Whether step number `n` exists.
    pub fn has(&self, n: u32) -> bool {
        n < self.count && !self.missing.contains(&n)
    }

    /// Whether all steps exist: clocks do not change, or only beside it.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }

    /// The steps that exist.
    pub fn steps(&self) -> impl Iterator<Item = Timestamp> {
        (0..self.count).filter(|n| self.has(*n)).filter_map(|n| self.at(n))
    }

    /// The starts at which a visit of so many minutes fits, which takes so many steps: each of
    /// them exists, and it ends with the session at the latest.
    pub fn starts(self, minutes: u16, steps: u32) -> impl Iterator<Item = Timestamp> {
        let length = i64::from(minutes) * MINUTE;
        let last = (self.end - length - self.first).div_euclid(self.step);
        (0..self.count).filter_map(move |n| {
            let fits = i64::from(n) <= last && (n..n + steps).all(|step| self.has(step));
            fits.then(|| self.at(n)).flatten()
        })
    }

    fn at(&self, n: u32) -> Option<Timestamp> {
        Timestamp::from_second(self.first + i64::from(n) * self.step).ok()
    }
}
