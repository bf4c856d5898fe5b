//! What the index notes by day, and answers by it.

use std::{collections::BTreeSet, ops::Range};

use super::{
    View,
    days::{Slot, slot},
    grid::Grid,
    index::{Index, TOGETHER},
    question::{Asked, Question},
    run::{Run, ones},
};
use crate::search::roles::Roles;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

impl Index {
    /// Notes on which days, and in which parts of them, roles can start visit types.
    pub fn note_days(&mut self, ordinals: Range<u32>) {
        for from in ordinals.clone().step_by(TOGETHER) {
            let mut starts = vec![Vec::new(); self.days.len()];
            for ordinal in from..ordinals.end.min(from + TOGETHER as u32) {
                let grid = &self.grids[ordinal as usize];
                self.days[grid.zone].roles.insert(ordinal);
                for stretch in grid.stretches(&self.shapes) {
                    let day = self.day(stretch);
                    starts[grid.zone].extend(self.slots(grid, stretch).map(|slot| (day, slot, ordinal)));
                }
            }
            self.days.iter_mut().zip(starts).for_each(|(days, starts)| days.extend(starts));
        }
    }

    /// Notes anew what a role can start on the day of a step.
    pub fn note_day(&mut self, ordinal: u32, minute: u32) {
        let grid = &self.grids[ordinal as usize];
        let has_step = |stretch: &&[Run]| stretch.iter().any(|run| run.bit(self.shapes.of(run), minute) != 0);
        let Some(stretch) = grid.stretches(&self.shapes).find(has_step) else { return };
        let day = self.day(stretch);
        let visits = grid.visits & self.visits();
        let mut has = vec![false; slot(u64::BITS - visits.leading_zeros(), 0)];
        for stretch in grid.stretches(&self.shapes).filter(|stretch| self.day(stretch) == day) {
            self.slots(grid, stretch).for_each(|slot| has[slot] = true);
        }
        self.days[grid.zone].set(day, ordinal, &has);
    }

    /// Whether what is noted of a role by day is what its grid has. What is over may still be noted.
    pub fn has_noted_days(&self, ordinal: u32) -> bool {
        let (grid, first) = (&self.grids[ordinal as usize], self.first_whole_day());
        let stretches = grid.stretches(&self.shapes).map(|stretch| (self.day(stretch), stretch));
        let starts: BTreeSet<_> = stretches
            .filter(|(day, _)| *day >= first)
            .flat_map(|(day, stretch)| self.slots(grid, stretch).map(move |slot| (day, slot)))
            .collect();
        self.days[grid.zone].of_role(ordinal).filter(|(day, _)| *day >= first).eq(starts)
    }

    /// What can be started in a stretch.
    fn slots<'a>(&'a self, grid: &'a Grid, stretch: &'a [Run]) -> impl Iterator<Item = Slot> + 'a {
        let parts = self.parts.iter().enumerate().filter(|(_, any)| any.is_wanted(stretch, &self.shapes));
        parts.flat_map(move |(part, any)| {
            let starts = |visit: &u32| any.first_in(stretch, &self.shapes, *visit, grid.zone).is_some();
            let visits = ones(grid.visits & self.visits()).filter(starts);
            visits.map(move |visit| slot(visit, part)).collect::<Vec<_>>()
        })
    }

    /// The day of a stretch on the clock of the place.
    fn day(&self, stretch: &[Run]) -> i64 {
        let first = stretch.first().map(|run| i64::from(run.first) + i64::from(self.shapes.of(run).offset));
        first.unwrap_or(0).div_euclid(DAY)
    }

    fn visits(&self) -> u64 {
        self.parts.first().map_or(0, Asked::visits)
    }
}

impl View<'_> {
    /// The candidates that have a start of a visit type that fits.
    pub fn starting(&self, visit: u32, candidates: &Roles, question: &Question) -> Roles {
        let asked = self.asked(question);
        if asked.visits() >> visit & 1 == 0 {
            return Roles::default();
        }
        let mut found = Roles::default();
        for (zone, days) in self.0.days.iter().enumerate() {
            let here = candidates & &days.roles;
            if !here.is_empty() {
                found |= &self.starting_in(zone, visit, here, &asked);
            }
        }
        found
    }

    /// As [`View::starting`] for those of a zone. By whole days the sets say who, and the others
    /// wait; whoever may have a start on a day that is wanted in part is looked at.
    fn starting_in(&self, zone: usize, visit: u32, mut waiting: Roles, asked: &Asked) -> Roles {
        let (days, spans) = (&self.0.days[zone], self.0.zones.spans(zone));
        let (mut free, mut maybe, mut last) = (waiting.none_of(), Roles::default(), 0);
        'days: for (span, whole) in asked.days(spans, visit, zone) {
            for roles in asked.parts().filter_map(|part| days.of(span.day, slot(visit, part))) {
                if !whole {
                    maybe |= roles;
                    last = span.until;
                } else if !waiting.move_shared(roles, &mut free) {
                    break 'days;
                }
            }
        }
        maybe &= &waiting;
        let looked_at = maybe.iter().filter(|role| self.starts_before(last, *role, visit, asked));
        free.extend(looked_at);
        free
    }

    /// Whether a role has a start that fits before a minute.
    fn starts_before(&self, last: u32, ordinal: u32, visit: u32, asked: &Asked) -> bool {
        let (Some(grid), shapes) = (self.grid(ordinal), &self.0.shapes) else { return false };
        let begun = |stretch: &&[Run]| stretch.first().is_some_and(|run| run.first < last);
        let mut stretches = grid.stretches(shapes).take_while(begun);
        stretches.any(|stretch| asked.first_in(stretch, shapes, visit, grid.zone).is_some())
    }
}
