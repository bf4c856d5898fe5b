//! Which roles have something free in which hour: where a search for the soonest looks first.

use std::collections::VecDeque;

use roaring::RoaringBitmap;

/// Sets of roles by hour, counted since the epoch.
#[derive(Default)]
pub(super) struct Hours {
    first: u32,
    sets: VecDeque<RoaringBitmap>,
}

impl Hours {
    /// Notes that a role has a free step in an hour.
    pub fn insert(&mut self, hour: u32, role: u32) {
        if self.sets.is_empty() {
            self.first = hour;
        }
        while hour < self.first {
            self.first -= 1;
            self.sets.push_front(RoaringBitmap::new());
        }
        let place = (hour - self.first) as usize;
        if place >= self.sets.len() {
            self.sets.resize_with(place + 1, RoaringBitmap::new);
        }
        self.sets[place].insert(role);
    }

    /// Notes that it has none any more.
    pub fn remove(&mut self, hour: u32, role: u32) {
        let place = hour.checked_sub(self.first).map(|place| place as usize);
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

    /// Forgets what was before an hour.
    pub fn drop_before(&mut self, hour: u32) {
        let past = (hour.saturating_sub(self.first) as usize).min(self.sets.len());
        self.sets.drain(..past);
        self.first += past as u32;
    }

    /// The hours from one on with their roles, in order.
    pub fn from(&self, hour: u32) -> impl Iterator<Item = (u32, &RoaringBitmap)> {
        let past = hour.saturating_sub(self.first) as usize;
        (self.first..).zip(&self.sets).skip(past)
    }
}
