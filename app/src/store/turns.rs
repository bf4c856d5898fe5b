//! Turns: who changes appointments with one role waits for whoever is at it.

use std::hash::{DefaultHasher, Hash, Hasher};

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
        let mut hasher = DefaultHasher::new();
        role.hash(&mut hasher);
        self.0[hasher.finish() as usize % TURNS].lock().await
    }
}
