//! Turns: who changes appointments with one role waits for whoever is at it.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use tokio::sync::{Mutex, MutexGuard};

use crate::domain::id::RoleId;

/// Roles share so many turns: two of them seldom one.
const TURNS: usize = 1_024;

/// All changes with one role write the same records (`taken` of a week). The engine lets only one of
/// them through at a time, and the others try again: a crowd would be busy with trying. So in this
/// process they come one after another. Other processes still meet them.
pub(super) struct Turns(Vec<Mutex<()>>);

impl Default for Turns {
    fn default() -> Self {
        Self((0..TURNS).map(|_| Mutex::default()).collect())
    }
}

impl Turns {
    /// Waits for a turn; those who came first have theirs first.
    pub async fn of(&self, role: &RoleId) -> MutexGuard<'_, ()> {
        self.0[number(role)].lock().await
    }

    /// Waits for the turns of several, always in the same order: two who wait for each other's would
    /// wait for ever.
    pub async fn of_all(&self, roles: impl Iterator<Item = &RoleId>) -> Vec<MutexGuard<'_, ()>> {
        let numbers: BTreeSet<_> = roles.map(number).collect();
        let mut turns = Vec::with_capacity(numbers.len());
        for number in numbers {
            turns.push(self.0[number].lock().await);
        }
        turns
    }
}

fn number(role: &RoleId) -> usize {
    let mut hasher = DefaultHasher::new();
    role.hash(&mut hasher);
    hasher.finish() as usize % TURNS
}
