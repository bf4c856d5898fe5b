//! The directory and the free times in memory, which are read anew while the portal runs.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::Timestamp;
use tokio::{sync::Mutex, task::spawn_blocking};

use super::{OpenError, zone};
use crate::{
    domain::{plan::Plan, several::ByRole},
    search::{
        availability::{Availability, Builder, Given},
        directory::Directory,
        places::Places,
    },
    store::{self, Store, directory::Everything},
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
    places: Arc<Places>,
    reading: Mutex<()>,
}

impl Current {
    /// Reads them for the first time.
    pub async fn open(
        store: &Store,
        plan: &Arc<Plan>,
        places: Arc<Places>,
        now: Timestamp,
    ) -> Result<Self, OpenError> {
        let indexes = read(store, plan, places.clone(), now, Builder::build).await?;
        Ok(Self { indexes: RwLock::new(indexes), places, reading: Mutex::new(()) })
    }

    pub fn get(&self) -> Indexes {
        self.indexes.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the directory or a schedule has changed since they were read. Half of a
    /// directory is not read: an import that is under way says when it is whole.
    pub async fn is_outdated(&self, store: &Store) -> Result<bool, store::Error> {
        let changed = store::directory::revision(store).await? != self.get().revision;
        Ok(changed && store::import::unfinished(store).await?.is_none())
    }

    /// Reads them anew and puts them in the place of the old ones.
    ///
    /// No commit is lost that happens meanwhile: from before the store is read the old index
    /// keeps what is noted in it, hands that over to the new one before anybody sees that, and
    /// afterwards passes on what those note who still hold the old one. A commit that the
    /// reading has seen too is noted twice, which changes nothing.
    pub async fn reload(&self, store: &Store, plan: &Arc<Plan>, now: Timestamp) -> Result<(), OpenError> {
        let _alone = self.reading.lock().await;
        let old = self.get().availability;
        old.expect_successor();
        let build = {
            let old = old.clone();
            move |builder: Builder| builder.build_after(&old)
        };
        let indexes = read(store, plan, self.places.clone(), now, build).await?;
        old.hand_over(&indexes.availability);
        *self.indexes.write().unwrap_or_else(PoisonError::into_inner) = indexes;
        Ok(())
    }
}

/// The revision is read first: a change while the rest is read leads to another reading.
async fn read(
    store: &Store,
    plan: &Arc<Plan>,
    places: Arc<Places>,
    now: Timestamp,
    build: impl FnOnce(Builder) -> Availability + Send + 'static,
) -> Result<Indexes, OpenError> {
    let revision = store::directory::revision(store).await?;
    let everything = store::directory::all(store).await?;
    let plan = plan.clone();
    // In a thread of its own, as all that takes long: whoever is served meanwhile does not wait.
    let (several, directory, mut builder) =
        spawn_blocking(move || prepare(everything, &plan, places, now)).await??;
    store::several::note(store, several);
    store::taken::each(store, builder.span(), |role, steps| builder.take(&role, &steps)).await?;
    let availability = spawn_blocking(move || build(builder)).await?;
    Ok(Indexes { directory: Arc::new(directory), availability: Arc::new(availability), revision })
}

/// Who has several roles, the directory, and free times in which nothing is taken yet.
fn prepare(
    everything: Everything,
    plan: &Plan,
    places: Arc<Places>,
    now: Timestamp,
) -> Result<(ByRole, Directory, Builder), OpenError> {
    let several = store::several::of(&everything);
    let Everything { clinicians, locations, roles, schedules } = everything;
    let mut schedules: HashMap<_, _> =
        schedules.into_iter().map(|schedule| (schedule.role.clone(), schedule)).collect();
    let directory = Directory::new(clinicians, locations, roles, plan, places)?;
    let roles = (0..).zip(directory.entries()).map(|(ordinal, entry)| {
        let role = entry.role.id.clone();
        let schedule = schedules.remove(&role);
        let visits = directory.visits_of(ordinal);
        let others = directory.others_of(ordinal);
        Given { role, zone: zone(&entry.location.time_zone), schedule, visits, others }
    });
    let builder = Builder::new(&plan.visit_types, now, roles);
    Ok((several, directory, builder))
}
