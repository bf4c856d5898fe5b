//! What searches ask: all answers of a view are about one state of the index.

use std::{collections::BinaryHeap, sync::RwLockReadGuard};

use jiff::Timestamp;

use super::{
    grid::{Grid, instant},
    index::Index,
    quarters::QUARTER,
    question::{Asked, Question},
    run::ones,
};
use crate::{
    domain::{
        id::RoleId,
        slot::{Claims, Offer},
        visit_type::VisitType,
    },
    search::roles::Roles,
};

/// The visit types of a role, by ordinal, that are wanted: bits in the plan's order.
pub type VisitsOf<'a> = &'a dyn Fn(u32) -> u64;

/// A look at the index. While it is there the index does not change: keep it for one answer,
/// and ask nothing else of the index meanwhile but through it.
pub struct View<'a>(pub(super) RwLockReadGuard<'a, Index>);

impl View<'_> {
    /// A role's place in the order in which the index was given them.
    pub fn ordinal(&self, role: &RoleId) -> Option<u32> {
        self.0.ordinal(role)
    }

    /// Answers a question about what a role offers; one without a schedule offers nothing.
    pub fn ask<T>(
        &self,
        role: &RoleId,
        visit_type: &VisitType,
        now: Timestamp,
        question: impl FnOnce(&Offer) -> T,
    ) -> T {
        let Index { grids, shapes, zones, nothing, .. } = &*self.0;
        let grid = self.0.ordinal(role).and_then(|ordinal| grids.get(ordinal as usize));
        let (grid, claims) = grid.map_or((nothing, Claims::new()), |grid| (grid, grid.claims(shapes)));
        let zone = zones.zone(grid.zone);
        let (schedule, claims) = (&grid.schedule, &claims);
        question(&Offer { schedule, zone, visit_type, claims, chosen: &[], now })
    }

    /// The earliest start of any of the visit types, named as bits in the plan's order, with
    /// the visit type: of several at one time the first of the plan.
    pub fn earliest(&self, ordinal: u32, visits: u64, question: &Question) -> Option<(u8, Timestamp)> {
        let asked = self.asked(question);
        let (minute, visit) = self.earliest_until(ordinal, visits, &asked, u32::MAX)?;
        Some((visit, instant(minute)?))
    }

    /// The first `count` starts of a visit type, in order.
    pub fn first(&self, ordinal: u32, visit: u8, question: &Question, count: usize) -> Vec<Timestamp> {
        let (asked, visit) = (self.asked(question), u32::from(visit));
        let Some(grid) = self.grid(ordinal).filter(|_| ones(asked.visits()).any(|n| n == visit)) else {
            return Vec::new();
        };
        let mut minutes = Vec::with_capacity(count);
        for stretch in grid.stretches(&self.0.shapes) {
            let begun = stretch.first().map_or(0, |run| run.first);
            if minutes.len() >= count && minutes.last().is_none_or(|last| *last < begun) {
                break;
            }
            minutes.extend(asked.starts_in(stretch, &self.0.shapes, visit, grid.zone));
            minutes.sort_unstable();
            minutes.dedup();
            minutes.truncate(count);
        }
        minutes.into_iter().filter_map(instant).collect()
    }

    /// The `count` candidates with the earliest starts, in order of time, then by ordinal.
    /// Looks at a role only when a quarter of an hour comes in which it has something free.
    pub fn soonest(
        &self,
        candidates: &Roles,
        visits_of: VisitsOf,
        question: &Question,
        count: usize,
    ) -> Vec<(Timestamp, u32, u8)> {
        let (asked, shapes) = (self.asked(question), &self.0.shapes);
        let from = shapes.next_start(asked.from);
        let mut waiting = candidates.clone();
        let mut best = Best::new(count);
        for (quarter, free) in self.0.quarters.from(from / QUARTER) {
            let earliest = shapes.next_start(from.max(quarter * QUARTER));
            if best.is_sure_before(earliest, 0) || waiting.is_empty() {
                break;
            }
            if !asked.can_be_in(quarter, shapes.offsets()) {
                continue;
            }
            let here = &waiting & free;
            waiting -= &here;
            for ordinal in here.iter() {
                if best.is_sure_before(earliest, ordinal) {
                    break;
                }
                let found = self.earliest_until(ordinal, visits_of(ordinal), &asked, best.latest());
                best.extend(found.map(|(minute, visit)| (minute, ordinal, visit)));
            }
        }
        best.in_order()
    }

    pub(super) fn asked(&self, question: &Question) -> Asked {
        Asked::new(question, self.0.zones.all())
    }

    pub(super) fn grid(&self, ordinal: u32) -> Option<&Grid> {
        self.0.grids.get(ordinal as usize)
    }

    /// The earliest start up to and with the minute `latest`, and its visit type.
    fn earliest_until(&self, ordinal: u32, visits: u64, asked: &Asked, latest: u32) -> Option<(u32, u8)> {
        let (grid, shapes) = (self.grid(ordinal)?, &self.0.shapes);
        let visits = visits & asked.visits();
        let mut best: Option<(u32, u8)> = None;
        for stretch in grid.stretches(shapes) {
            let Some(run) = stretch.first() else { continue };
            if run.first > best.map_or(latest, |(minute, _)| minute) {
                break;
            }
            if run.first + shapes.of(run).length <= asked.from {
                continue;
            }
            for visit in ones(visits) {
                let start =
                    asked.first_in(stretch, shapes, visit, grid.zone).map(|start| (start, visit as u8));
                best = start.into_iter().chain(best).min();
            }
        }
        best.filter(|(minute, _)| *minute <= latest)
    }
}

/// The earliest so far, at most so many: minute, role, visit type.
struct Best {
    count: usize,
    heap: BinaryHeap<(u32, u32, u8)>,
}

impl Best {
    fn new(count: usize) -> Self {
        Self { count, heap: BinaryHeap::with_capacity(count + 1) }
    }

    /// A start after this minute would not be among them.
    fn latest(&self) -> u32 {
        let full = self.heap.len() >= self.count;
        self.heap.peek().filter(|_| full).map_or(u32::MAX, |(minute, ..)| *minute)
    }

    /// Whether all of them stay when a role's start is not before that minute.
    fn is_sure_before(&self, minute: u32, ordinal: u32) -> bool {
        let worst = self.heap.peek().map(|(minute, ordinal, _)| (*minute, *ordinal));
        self.heap.len() >= self.count && worst.is_none_or(|worst| worst < (minute, ordinal))
    }

    fn extend(&mut self, found: Option<(u32, u32, u8)>) {
        self.heap.extend(found);
        while self.heap.len() > self.count {
            self.heap.pop();
        }
    }

    fn in_order(self) -> Vec<(Timestamp, u32, u8)> {
        let sorted = self.heap.into_sorted_vec();
        sorted.into_iter().filter_map(|(minute, role, visit)| Some((instant(minute)?, role, visit))).collect()
    }
}
