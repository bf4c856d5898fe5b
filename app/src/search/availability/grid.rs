//! What one role offers: its schedule, and the steps of its grid as runs of bits.

use std::ops::Range;

use jiff::{Timestamp, ToSpan, civil::Date};

use super::{
    quarters::QUARTER,
    run::{Run, STEPS, Shapes, visits},
};
use crate::domain::{day::Day, id::VisitTypeId, schedule::Schedule, slot::Claims};

/// More minutes than any run has: it is part of a day.
pub(super) const LONGEST: u32 = 2 * 24 * 60;

/// A role's steps on the days of the index, by stretch and in order of time.
pub(super) struct Grid {
    /// In a box: searches look at all that is beside it.
    pub schedule: Box<Schedule>,
    /// The place of its zone in the index's zones.
    pub zone: usize,
    /// The visit types that the role offers.
    pub visits: u64,
    /// The first day that is not there.
    pub until: Date,
    runs: Vec<Run>,
}

impl Grid {
    /// The grid without any days.
    pub fn new(schedule: Schedule, zone: usize, visits: u64) -> Self {
        Self { schedule: Box::new(schedule), zone, visits, until: Date::MIN, runs: Vec::new() }
    }

    /// Adds those of the days that are not there; all is free but `claims`, in order.
    pub fn add(&mut self, days: &[Day], plan: &[VisitTypeId], claims: &[u32], shapes: &mut Shapes) {
        let there = self.runs.len();
        for day in days.iter().filter(|day| day.date >= self.until) {
            let mut stretches: Vec<_> = self.schedule.stretches_on(day).collect();
            stretches.sort_by_key(|stretch| stretch.first);
            for stretch in &stretches {
                let visits = visits(&stretch.session.visit_types, plan);
                self.runs.extend(shapes.runs(stretch, visits, day));
            }
        }
        self.until = days.last().map_or(self.until, |day| day.date.saturating_add(1.day()));
        self.runs.shrink_to_fit();
        take(&mut self.runs[there..], claims, shapes);
    }

    /// Forgets stretches that have ended by then.
    pub fn drop_before(&mut self, minute: u32, shapes: &Shapes) {
        let past = self.runs.iter().take_while(|run| run.first + shapes.of(run).length <= minute).count();
        self.runs.drain(..past);
    }

    /// The stretches: runs that belong together.
    pub fn stretches<'a>(&'a self, shapes: &'a Shapes) -> impl Iterator<Item = &'a [Run]> {
        self.runs.chunk_by(|_, next| shapes.of(next).continues)
    }

    /// Takes a step, or makes it free again. `false` where it was so before, or does not exist.
    pub fn set(&mut self, minute: u32, free: bool, shapes: &Shapes) -> bool {
        let mut changed = false;
        for run in self.runs.iter_mut().filter(|run| run.first <= minute) {
            let bit = run.bit(shapes.of(run), minute);
            changed |= bit != 0 && (run.free & bit != 0) != free;
            run.free = if free { run.free | bit } else { run.free & !bit };
        }
        changed
    }

    /// Takes many steps; they are in order.
    pub fn take(&mut self, minutes: &[u32], shapes: &Shapes) {
        take(&mut self.runs, minutes, shapes);
    }

    /// Whether a free step starts in a quarter of an hour.
    pub fn is_free_in(&self, quarter: u32, shapes: &Shapes) -> bool {
        let (from, until) = (quarter * QUARTER, (quarter + 1) * QUARTER);
        self.runs.iter().any(|run| run.is_free_between(shapes.of(run), from, until))
    }

    /// The steps that exist and would be with somebody within a span of time.
    pub fn steps_within(&self, span: &Range<u32>, shapes: &Shapes) -> Vec<u32> {
        let from = self.runs.partition_point(|run| run.first < span.start.saturating_sub(LONGEST));
        let mut steps = Vec::new();
        // Those of one day may overlap: they are in order but for a day.
        let near = self.runs[from..].iter().take_while(|run| run.first < span.end.saturating_add(LONGEST));
        for run in near.filter(|run| run.first < span.end) {
            let (shape, step) = (shapes.of(run), shapes.of(run).step);
            let minutes = run.minutes(shape, shape.exists);
            steps.extend(minutes.filter(|at| *at < span.end && span.start < at + step));
        }
        steps
    }

    /// From when to when each of the runs is, with a last step that is longer than its session.
    pub fn spans(&self, shapes: &Shapes) -> Vec<Range<u32>> {
        let span = |run: &Run| run.first..run.first + shapes.of(run).length + shapes.of(run).step;
        self.runs.iter().map(span).collect()
    }

    /// The quarters of an hour, counted since the epoch, in which a free step starts; some come
    /// more than once.
    pub fn free_quarters<'a>(&'a self, shapes: &'a Shapes) -> impl Iterator<Item = u32> + 'a {
        let minutes = self.runs.iter().flat_map(|run| run.minutes(shapes.of(run), run.free));
        minutes.map(|minute| minute / QUARTER)
    }

    /// What is claimed of the steps that exist.
    pub fn claims(&self, shapes: &Shapes) -> Claims {
        self.steps(shapes, |run| shapes.of(run).exists & !run.free)
    }

    /// The steps that are free.
    pub fn free(&self, shapes: &Shapes) -> Claims {
        self.steps(shapes, |run| run.free)
    }

    fn steps(&self, shapes: &Shapes, bits: impl Fn(&Run) -> u64) -> Claims {
        let minutes = self.runs.iter().flat_map(|run| run.minutes(shapes.of(run), bits(run)));
        minutes.filter_map(instant).collect()
    }
}

fn take(runs: &mut [Run], minutes: &[u32], shapes: &Shapes) {
    let (Some(first), Some(last)) = (minutes.first(), minutes.last()) else { return };
    for run in runs {
        let shape = shapes.of(run);
        let end = run.first + STEPS * shape.step;
        if run.first > *last || end <= *first {
            continue;
        }
        let from = minutes.partition_point(|minute| *minute < run.first);
        for minute in minutes[from..].iter().take_while(|minute| **minute < end) {
            run.free &= !run.bit(shape, *minute);
        }
    }
}

/// The instant of a minute since the epoch.
pub(super) fn instant(minute: u32) -> Option<Timestamp> {
    Timestamp::from_second(i64::from(minute) * 60).ok()
}

/// The minute since the epoch at which an instant is, or which it is before.
pub(super) fn minute(instant: Timestamp) -> u32 {
    let begun = i64::from(instant.subsec_nanosecond() > 0);
    u32::try_from((instant.as_second() + begun + 59).div_euclid(60).max(0)).unwrap_or(u32::MAX)
}
