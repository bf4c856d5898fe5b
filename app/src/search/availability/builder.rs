//! How an index comes to be: roles first, then what is claimed.

use std::{
    ops::Range,
    sync::{Mutex, RwLock},
};

use jiff::Timestamp;
use tokio::sync::broadcast;

use super::{
    Availability, Change,
    index::{Given, Index},
};
use crate::domain::{id::RoleId, visit_type::VisitType};

/// Open pages that are behind by more than this many changes reload their times.
const BACKLOG: usize = 1024;

/// An index that is being read: nobody asks it yet.
pub struct Builder(Index);

impl Builder {
    /// Begins with the roles, in the order of their ordinals, and all their steps free. A role
    /// without a schedule has none.
    pub fn new(visit_types: &[VisitType], now: Timestamp, roles: impl IntoIterator<Item = Given>) -> Self {
        let mut index = Index::new(visit_types, now);
        roles.into_iter().for_each(|role| index.push(role));
        Self(index)
    }

    /// The instants of all its days.
    pub fn span(&self) -> Range<Timestamp> {
        self.0.span()
    }

    /// Takes steps of a role that are claimed.
    pub fn take(&mut self, role: &RoleId, steps: &[Timestamp]) {
        self.0.take(role, steps);
    }

    /// The index, once all claims are taken.
    pub fn build(self) -> Availability {
        self.telling(broadcast::Sender::new(BACKLOG))
    }

    /// The index that comes after another one: who listens to that one listens to this one.
    pub fn build_after(self, old: &Availability) -> Availability {
        self.telling(old.changes.clone())
    }

    fn telling(mut self, changes: broadcast::Sender<Change>) -> Availability {
        let all = 0..self.0.grids.len() as u32;
        self.0.take_of_others(all.clone());
        self.0.note(all);
        Availability { index: RwLock::new(self.0), successor: Mutex::default(), changes }
    }
}
