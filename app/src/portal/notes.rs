//! What commits have changed is noted in the free times in memory.

use std::{
    array,
    hash::{DefaultHasher, Hash, Hasher},
};

use jiff::Timestamp;
use tokio::sync::Mutex;

use super::{OpenError, Portal};
use crate::{
    domain::id::RoleId,
    store::{
        self,
        changes::{Changed, Changes},
        hold::Released,
    },
};

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
        if let Err(error) = self.note_stored(role, steps).await {
            tracing::warn!(%error, %role, "what is claimed cannot be read");
            self.availability().note(role, steps.iter().copied(), free);
        }
    }

    /// Notes what is not kept any more.
    pub async fn note_released(&self, released: Vec<Released>) {
        for Released { role, claims } in released {
            self.note(&role, &claims, true).await;
        }
    }

    /// Notes which of a role's steps are claimed at `now`, and what is claimed of the clinician's other
    /// roles then, before somebody is told that they are.
    ///
    /// # Errors
    /// Those of the store: then nothing is noted.
    pub async fn look_again(
        &self,
        role: &RoleId,
        steps: &[Timestamp],
        now: Timestamp,
    ) -> Result<(), store::Error> {
        self.end_holds(now).await?;
        self.note_changed(store::several::claimed_meanwhile(&self.store, role, steps, None).await?).await?;
        self.note_stored(role, steps).await
    }

    /// Frees what was kept until `now`.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn end_holds(&self, now: Timestamp) -> Result<(), store::Error> {
        self.note_released(store::hold::end(&self.store, now).await?).await;
        Ok(())
    }

    /// Notes what was claimed or made free since this was last asked, by other processes on the same
    /// database too. What is too long ago, or was not noted, is read anew with everything.
    ///
    /// # Errors
    /// Those of the store and of [`Portal::reload`].
    pub async fn note_changes(&self, changes: &mut Changes) -> Result<(), OpenError> {
        let outcome = match changes.next(&self.store).await? {
            Some(changed) => self.note_changed(changed).await.map_err(OpenError::from),
            None => self.reload().await,
        };
        changes.noted(outcome.is_ok());
        outcome
    }

    async fn note_changed(&self, changed: Changed) -> Result<(), store::Error> {
        for (role, steps) in changed {
            self.note_stored(&role, &Vec::from_iter(steps)).await?;
        }
        Ok(())
    }

    async fn note_stored(&self, role: &RoleId, steps: &[Timestamp]) -> Result<(), store::Error> {
        let _alone = self.queues.of(role).lock().await;
        let claimed = store::appointment::claimed(&self.store, role, steps).await?;
        let (claimed, left): (Vec<_>, Vec<_>) = steps.iter().partition(|step| claimed.contains(step));
        let availability = self.availability();
        availability.note(role, claimed, false);
        availability.note(role, left, true);
        Ok(())
    }
}
