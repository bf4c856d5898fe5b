//! The directory and the free times in memory, which are read anew while the portal runs.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::Timestamp;
use tokio::sync::Mutex;

use super::zone;
use crate::{
    domain::plan::Plan,
    search::{
        availability::{Availability, Builder},
        directory::Directory,
    },
    store::{self, Store},
};

/// Both indexes as one reading of the store has them: a role has one ordinal in both. Cheap
/// to clone; whoever keeps it keeps that reading.
#[derive(Clone)]
pub struct Indexes {
    /// The Provider Directory.
    pub directory: Arc<Directory>,
    /// Free times.
    pub availability: Arc<Availability>,
    /// The number of changes after which they were read.
    revision: u64,
}

/// The indexes that hold now.
pub(super) struct Current {
    indexes: RwLock<Indexes>,
    reading: Mutex<()>,
}

impl Current {
    /// Reads them for the first time.
    pub async fn open(store: &Store, plan: &Plan, now: Timestamp) -> Result<Self, store::Error> {
        let indexes = read(store, plan, now, Builder::build).await?;
        Ok(Self { indexes: RwLock::new(indexes), reading: Mutex::new(()) })
    }

    pub fn get(&self) -> Indexes {
        self.indexes.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the directory or a schedule has changed since they were read.
    pub async fn is_outdated(&self, store: &Store) -> Result<bool, store::Error> {
        Ok(store::directory::revision(store).await? != self.get().revision)
    }

    /// Reads them anew and puts them in the place of the old ones.
    ///
    /// No commit is lost that happens meanwhile: from before the store is read the old index
    /// keeps what is noted in it, hands that over to the new one before anybody sees that, and
    /// afterwards passes on what those note who still hold the old one. A commit that the
    /// reading has seen too is noted twice, which changes nothing.
    pub async fn reload(&self, store: &Store, plan: &Plan, now: Timestamp) -> Result<(), store::Error> {
        let _alone = self.reading.lock().await;
        let old = self.get().availability;
        old.expect_successor();
        let indexes = read(store, plan, now, |builder| builder.build_after(&old)).await?;
        old.hand_over(&indexes.availability);
        *self.indexes.write().unwrap_or_else(PoisonError::into_inner) = indexes;
        Ok(())
    }
}

/// The revision is read first: a change while the rest is read leads to another reading.
async fn read(
    store: &Store,
    plan: &Plan,
    now: Timestamp,
    build: impl FnOnce(Builder) -> Availability,
) -> Result<Indexes, store::Error> {
    let revision = store::directory::revision(store).await?;
    let everything = store::directory::all(store).await?;
    let mut schedules: HashMap<_, _> =
        everything.schedules.into_iter().map(|schedule| (schedule.role.clone(), schedule)).collect();
    let directory = Directory::new(everything.clinicians, everything.locations, everything.roles, plan);
    let roles = directory.listings().map(|listing| {
        let role = listing.role.id.clone();
        let schedule = schedules.remove(&role);
        (role, zone(&listing.location.time_zone), schedule)
    });
    let mut builder = Builder::new(&plan.visit_types, now, roles);
    store::taken::each(store, now, |role, steps| builder.take(&role, &steps)).await?;
    Ok(Indexes { directory: Arc::new(directory), availability: Arc::new(build(builder)), revision })
}
