//! Which roles have something free in which quarter of an hour: where a search for the soonest
//! looks first.

use std::collections::VecDeque;

use crate::search::roles::Roles;

/// Minutes.
pub(super) const QUARTER: u32 = 15;

/// Sets of roles by quarter of an hour, counted since the epoch.
#[derive(Default)]
pub(super) struct Quarters {
    first: u32,
    sets: VecDeque<Roles>,
}

impl Quarters {
    /// Notes that a role has a free step in a quarter.
    pub fn insert(&mut self, quarter: u32, role: u32) {
        self.at(quarter).insert(role);
    }

    /// As [`Quarters::insert`] for many at once.
    pub fn extend(&mut self, mut free: Vec<(u32, u32)>) {
        free.sort_unstable();
        free.dedup();
        for roles in free.chunk_by(|(one, _), (other, _)| one == other) {
            if let Some((quarter, _)) = roles.first() {
                *self.at(*quarter) |= &roles.iter().map(|(_, role)| *role).collect();
            }
        }
    }

    /// The set of a quarter, which comes to be.
    fn at(&mut self, quarter: u32) -> &mut Roles {
        if self.sets.is_empty() {
            self.first = quarter;
        }
        while quarter < self.first {
            self.first -= 1;
            self.sets.push_front(Roles::default());
        }
        let place = (quarter - self.first) as usize;
        if place >= self.sets.len() {
            self.sets.resize_with(place + 1, Roles::default);
        }
        &mut self.sets[place]
    }

    /// Notes that it has none any more.
    pub fn remove(&mut self, quarter: u32, role: u32) {
        let place = quarter.checked_sub(self.first).map(|place| place as usize);
        if let Some(set) = place.and_then(|place| self.sets.get_mut(place)) {
            set.remove(role);
        }
    }

    /// Forgets a role.
    pub fn forget(&mut self, role: u32) {
        for set in &mut self.sets {
            set.remove(role);
        }
    }

    /// Forgets what was before a quarter.
    pub fn drop_before(&mut self, quarter: u32) {
        let past = (quarter.saturating_sub(self.first) as usize).min(self.sets.len());
        self.sets.drain(..past);
        self.first += past as u32;
    }

    /// All quarters, and whether a role has a free step in them.
    pub fn of(&self, role: u32) -> impl Iterator<Item = (u32, bool)> {
        (self.first..).zip(self.sets.iter().map(move |set| set.contains(role)))
    }

    /// The quarters from one on with their roles, in order.
    pub fn from(&self, quarter: u32) -> impl Iterator<Item = (u32, &Roles)> {
        let past = quarter.saturating_sub(self.first) as usize;
        (self.first..).zip(&self.sets).skip(past)
    }
}
