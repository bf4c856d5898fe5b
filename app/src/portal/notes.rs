//! What commits have changed is noted in the free times in memory.

use std::{
    array,
    hash::{DefaultHasher, Hash, Hasher},
};

use jiff::Timestamp;
use tokio::sync::Mutex;

use super::Portal;
use crate::{domain::id::RoleId, store};

/// Roles share so many queues.
const QUEUES: usize = 64;

/// Who notes something of a role waits for whoever is at it.
pub(super) struct Queues([Mutex<()>; QUEUES]);

impl Default for Queues {
    fn default() -> Self {
        Self(array::from_fn(|_| Mutex::default()))
    }
}

impl Queues {
    fn of(&self, role: &RoleId) -> &Mutex<()> {
        let mut hasher = DefaultHasher::new();
        role.hash(&mut hasher);
        &self.0[hasher.finish() as usize % QUEUES]
    }
}

impl Portal {
    /// Notes which of a role's steps are claimed, after a commit that has taken them or made them
    /// `free`, or that was refused because of them.
    ///
    /// Two commits may come here in another order than that in which they were. So what is noted
    /// is what the store has, read by one after another: whoever is last has read what all have
    /// committed. Where it cannot be read, the commit itself is noted.
    pub async fn note(&self, role: &RoleId, steps: &[Timestamp], free: bool) {
        let _alone = self.queues.of(role).lock().await;
        let (claimed, left): (Vec<_>, Vec<_>) =
            match store::appointment::claimed(&self.store, role, steps).await {
                Ok(claimed) => steps.iter().partition(|step| claimed.contains(step)),
                Err(error) => {
                    tracing::warn!(%error, %role, "what is claimed cannot be read");
                    steps.iter().partition(|_| !free)
                }
            };
        let availability = self.availability();
        availability.note(role, claimed, false);
        availability.note(role, left, true);
    }
}
