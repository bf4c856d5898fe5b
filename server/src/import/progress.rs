//! How far a reading is: a line about once a second.

use std::{
    fmt,
    time::{Duration, Instant},
};

use super::meter::Count;
use crate::output::Output;

/// How often it is told.
const EVERY: Duration = Duration::from_secs(1);

/// How far a reading of the files is.
pub struct Progress {
    doing: &'static str,
    total: u64,
    bytes: Count,
    resources: u64,
    began: Instant,
    told: Instant,
    to: Option<Output>,
}

impl Progress {
    /// Nothing of `total` bytes is read yet; how far it is is told `to` somebody, or nobody.
    pub fn new(doing: &'static str, total: u64, to: Option<Output>) -> Self {
        let now = Instant::now();
        Self { doing, total, bytes: Count::default(), resources: 0, began: now, told: now, to }
    }

    /// Where the bytes of the files are counted.
    pub fn bytes(&self) -> Count {
        self.bytes.clone()
    }

    /// Notes a resource, and tells how far it is when it is time.
    pub fn found(&mut self) {
        self.resources += 1;
        if let Some(to) = self.to.as_ref().filter(|_| self.told.elapsed() >= EVERY) {
            to.remark(&self.state(self.began.elapsed()));
            self.told = Instant::now();
        }
    }

    fn state(&self, since: Duration) -> State {
        State {
            doing: self.doing,
            resources: self.resources,
            done: self.bytes.get().min(self.total),
            total: self.total.max(1),
            since,
        }
    }
}

/// How far a reading is at a moment.
struct State {
    doing: &'static str,
    resources: u64,
    done: u64,
    total: u64,
    since: Duration,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { doing, resources, done, total, since } = self;
        let (seconds, share) = (since.as_secs_f64().max(0.001), *done as f64 / *total as f64);
        let (rate, left) = (*resources as f64 / seconds, seconds / share.max(0.001) - seconds);
        write!(
            f,
            "{doing}: {resources} resources, {rate:.0}/s, {:.0} %, about {left:.0} s left",
            share * 100.0
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_share_and_time_left_follow_from_the_bytes() {
        let since = Duration::from_secs(4);
        let state = State { doing: "writing", resources: 1000, done: 25, total: 100, since };
        assert_eq!(state.to_string(), "writing: 1000 resources, 250/s, 25 %, about 12 s left");
        let none = State { doing: "reading", resources: 0, done: 0, total: 1, since: Duration::ZERO };
        assert_eq!(none.to_string(), "reading: 0 resources, 0/s, 0 %, about 1 s left");
    }
}
