//! Who can start which visit type on which day, and in which part of it: a search by days looks
//! at sets, and at single roles only where a day is wanted in part.

use std::collections::VecDeque;

use crate::{domain::search::PartOfDay, search::roles::Roles};

/// The parts of a day.
pub(super) const PARTS: [PartOfDay; 3] = [PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening];

/// A visit type in a part of a day, by its place among the sets of the day.
pub(super) type Slot = usize;

/// The days of one zone.
#[derive(Default)]
pub(super) struct Days {
    /// All roles of the zone.
    pub roles: Roles,
    /// The first day, counted since the epoch.
    first: i64,
    /// By day, then by slot.
    list: VecDeque<Vec<Roles>>,
}

/// The slot of a visit type in a part of the day.
pub(super) fn slot(visit: u32, part: usize) -> Slot {
    visit as usize * PARTS.len() + part
}

impl Days {
    /// Notes that roles can start something: day, slot, role.
    pub fn extend(&mut self, mut starts: Vec<(i64, Slot, u32)>) {
        starts.sort_unstable();
        starts.dedup();
        let same = |one: &(i64, Slot, u32), other: &(i64, Slot, u32)| (one.0, one.1) == (other.0, other.1);
        for roles in starts.chunk_by(same) {
            if let Some((day, slot, _)) = roles.first() {
                *self.at(*day, *slot) |= &roles.iter().map(|(_, _, role)| *role).collect();
            }
        }
    }

    /// Notes which slots of a day a role has; it has no others.
    pub fn set(&mut self, day: i64, role: u32, has: &[bool]) {
        for (slot, has) in has.iter().enumerate() {
            if *has {
                self.at(day, slot).insert(role);
            } else if self.of(day, slot).is_some() {
                self.at(day, slot).remove(role);
            }
        }
    }

    /// Who has a slot on a day.
    pub fn of(&self, day: i64, slot: Slot) -> Option<&Roles> {
        self.list.get(usize::try_from(day - self.first).ok()?)?.get(slot)
    }

    /// The days and slots of a role, in order.
    pub fn of_role(&self, role: u32) -> impl Iterator<Item = (i64, Slot)> {
        let days = (self.first..).zip(&self.list);
        days.flat_map(|(day, slots)| slots.iter().enumerate().map(move |(slot, roles)| (day, slot, roles)))
            .filter(move |(.., roles)| roles.contains(role))
            .map(|(day, slot, _)| (day, slot))
    }

    /// Forgets a role.
    pub fn forget(&mut self, role: u32) {
        self.roles.remove(role);
        for roles in self.list.iter_mut().flatten() {
            roles.remove(role);
        }
    }

    /// Forgets what was before a day.
    pub fn drop_before(&mut self, day: i64) {
        let past = usize::try_from(day - self.first).unwrap_or(0).min(self.list.len());
        self.list.drain(..past);
        self.first += past as i64;
    }

    /// A set, which comes to be.
    fn at(&mut self, day: i64, slot: Slot) -> &mut Roles {
        if self.list.is_empty() {
            self.first = day;
        }
        while day < self.first {
            self.first -= 1;
            self.list.push_front(Vec::new());
        }
        let place = (day - self.first) as usize;
        if place >= self.list.len() {
            self.list.resize_with(place + 1, Vec::new);
        }
        let slots = &mut self.list[place];
        if slot >= slots.len() {
            slots.resize_with(slot + 1, Roles::default);
        }
        &mut slots[slot]
    }
}
