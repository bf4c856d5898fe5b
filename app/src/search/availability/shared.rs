//! Roles that have their clinician in common: while the clinician sees somebody in one of them, no step
//! of the others is free.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Change,
    grid::{LONGEST, instant, minute},
    index::Index,
};
use crate::domain::{
    day::midnight,
    schedule::{ALWAYS, SLOTS, Schedule},
    slot::Claims,
};

/// No grid has longer steps, in minutes.
const LONGEST_STEP: u32 = *SLOTS.end() as u32;

/// Such roles by ordinal; most are none.
#[derive(Default)]
pub(super) struct Shared(HashMap<u32, Sharer>);

#[derive(Default)]
struct Sharer {
    /// The clinician's other roles.
    others: Vec<u32>,
    /// The minutes at which steps begin that are claimed of this role, whether or not its hours still
    /// have them; in order.
    claimed: Vec<u32>,
    /// The minute from which on its schedule holds.
    since: u32,
}

impl Shared {
    /// Adds a role; nothing where the clinician has no others.
    pub fn push(&mut self, ordinal: u32, others: Vec<u32>) {
        if !others.is_empty() {
            self.0.insert(ordinal, Sharer { others, ..Sharer::default() });
        }
    }

    /// Notes since when a role's schedule holds.
    pub fn begin(&mut self, ordinal: u32, schedule: &Schedule, zone: &TimeZone) {
        if let Some(shared) = self.0.get_mut(&ordinal) {
            let always = schedule.valid_from <= ALWAYS;
            shared.since = if always { 0 } else { minute(midnight(schedule.valid_from, zone)) };
        }
    }

    pub fn has(&self, ordinal: u32) -> bool {
        self.0.contains_key(&ordinal)
    }

    /// Notes that steps are claimed.
    pub fn take(&mut self, ordinal: u32, minutes: &[u32]) {
        if let Some(Sharer { claimed, .. }) = self.0.get_mut(&ordinal) {
            claimed.extend(minutes);
            claimed.sort_unstable();
            claimed.dedup();
        }
    }

    /// Notes that these steps are claimed and no others.
    pub fn replace(&mut self, ordinal: u32, minutes: &[u32]) {
        if let Some(Sharer { claimed, .. }) = self.0.get_mut(&ordinal) {
            *claimed = minutes.to_vec();
        }
    }

    pub fn drop_before(&mut self, ordinal: u32, minute: u32) {
        if let Some(Sharer { claimed, .. }) = self.0.get_mut(&ordinal) {
            // A run that has begun before is still there.
            let past = minute.saturating_sub(LONGEST);
            claimed.drain(..claimed.partition_point(|at| *at < past));
        }
    }

    fn set(&mut self, ordinal: u32, minute: u32, free: bool) {
        let Some(Sharer { claimed, .. }) = self.0.get_mut(&ordinal) else { return };
        match (claimed.binary_search(&minute), free) {
            (Ok(place), true) => drop(claimed.remove(place)),
            (Err(place), false) => claimed.insert(place, minute),
            (Ok(_), false) | (Err(_), true) => {}
        }
    }

    /// Such a role and the clinician's others.
    pub fn group(&self, ordinal: u32) -> Vec<u32> {
        let shared = self.0.get(&ordinal).into_iter();
        shared.flat_map(|shared| shared.others.iter().copied().chain([ordinal])).collect()
    }

    fn others(&self, ordinal: u32) -> &[u32] {
        self.0.get(&ordinal).map_or(&[], |shared| &shared.others)
    }

    /// The claimed steps that begin within a span of time.
    fn claimed(&self, ordinal: u32, span: Range<u32>) -> &[u32] {
        let claimed: &[u32] = self.0.get(&ordinal).map_or(&[], |shared| &shared.claimed);
        let begin = claimed.partition_point(|at| *at < span.start);
        let end = begin + claimed[begin..].partition_point(|at| *at < span.end);
        &claimed[begin..end]
    }
}

impl Index {
    /// Takes a step of such a role or makes it free, with what that is for the others.
    pub fn set_with_others(&mut self, ordinal: u32, minute: u32, free: bool) -> Vec<Change> {
        self.shared.set(ordinal, minute, free);
        let span = minute..minute + self.claimed_minutes(ordinal, minute);
        let group = self.shared.group(ordinal).into_iter();
        group.flat_map(|role| self.compare_within(role, &span)).collect()
    }

    /// Sets what is free of such a role, and of the others, by all that is claimed of them.
    pub fn compare(&mut self, ordinal: u32) {
        for role in self.shared.group(ordinal) {
            self.compare_within(role, &(0..u32::MAX));
        }
    }

    /// Takes from such roles what is claimed of the others, before [`Index::note`].
    pub fn take_of_others(&mut self, ordinals: Range<u32>) {
        for ordinal in ordinals.filter(|ordinal| self.shared.has(*ordinal)).collect::<Vec<_>>() {
            let (grid, step) = (&self.grids[ordinal as usize], self.step(ordinal));
            let spans = grid.spans(&self.shapes).into_iter().filter(|span| self.is_met(ordinal, span));
            let steps = spans.flat_map(|span| grid.steps_within(&span, &self.shapes));
            let mut met: Vec<_> = steps.filter(|at| self.is_met(ordinal, &(*at..at + step))).collect();
            met.sort_unstable();
            self.grids[ordinal as usize].take(&met, &self.shapes);
        }
    }

    /// Those of the clinicians' other roles that have gone on before these did not know what is claimed of
    /// these.
    pub fn compare_before(&mut self, ordinals: &Range<u32>) {
        let group = ordinals.clone().flat_map(|ordinal| self.shared.group(ordinal));
        let before: BTreeSet<_> = group.filter(|role| *role < ordinals.start).collect();
        before.into_iter().for_each(|role| drop(self.compare_within(role, &(0..u32::MAX))));
    }

    /// Whether the clinician sees somebody in another role during a step.
    pub fn is_elsewhere(&self, ordinal: u32, start: Timestamp) -> bool {
        let start = minute(start);
        self.is_met(ordinal, &(start..start + self.step(ordinal)))
    }

    /// Whether that is what is known to be claimed of such a role from `now` on, as far as the days go.
    pub fn knows(&self, ordinal: u32, claims: &Claims, now: Timestamp) -> bool {
        let until = self.span().end;
        let claims: Vec<_> = claims.range(now..until.max(now)).map(|step| minute(*step)).collect();
        let known = self.shared.claimed(ordinal, minute(now)..minute(until));
        !self.shared.has(ordinal) || known == claims
    }

    /// Sets what is free of a role's steps within a span of time; what has changed.
    fn compare_within(&mut self, ordinal: u32, span: &Range<u32>) -> Vec<Change> {
        let (grid, step) = (&self.grids[ordinal as usize], self.step(ordinal));
        let (role, steps) = (grid.schedule.role.clone(), grid.steps_within(span, &self.shapes));
        let mut changes = Vec::new();
        for at in steps {
            let is_claimed = !self.shared.claimed(ordinal, at..at + 1).is_empty();
            let free = !is_claimed && !self.is_met(ordinal, &(at..at + step));
            if self.set_step(ordinal, at, free) {
                changes.extend(instant(at).map(|start| Change { role: role.clone(), start, free }));
            }
        }
        changes
    }

    /// Whether something is claimed of the clinician's other roles within a span of time.
    fn is_met(&self, ordinal: u32, span: &Range<u32>) -> bool {
        let from = span.start.saturating_sub(LONGEST_STEP);
        self.shared.others(ordinal).iter().any(|other| {
            let mut near = self.shared.claimed(*other, from..span.end).iter();
            near.any(|at| span.start < at + self.claimed_minutes(*other, *at))
        })
    }

    /// The length of a role's steps in minutes.
    fn step(&self, ordinal: u32) -> u32 {
        u32::from(self.grids[ordinal as usize].schedule.slot_minutes)
    }

    /// [`Schedule::step_minutes_on`], without a look at the calendar: it is asked for each claim.
    fn claimed_minutes(&self, ordinal: u32, minute: u32) -> u32 {
        let by_another = self.shared.0.get(&ordinal).is_some_and(|shared| minute < shared.since);
        if by_another { LONGEST_STEP } else { self.step(ordinal) }
    }
}
