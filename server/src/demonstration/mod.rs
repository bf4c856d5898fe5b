//! The demonstration: a made-up plan's directory, its roll of members and what other systems
//! have booked. The same seed and day give the same demonstration.
//!
//! The directory is written as Plan-Net resources and read by the importer that reads any
//! other plan's: what is shown is what a real directory would give.

mod desk;
mod household;
mod members;
mod places;
mod resources;
mod staff;
mod staffing;
mod taken;

#[cfg(test)]
mod tests;

use std::{
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use app::{
    domain::{actor::Actor, plan::Plan},
    portal::zone,
    store::{self, Store},
};
use jiff::{Timestamp, civil::Date};

use crate::import::{self, ImportError, Report, Request, grants, tables::TableError};

pub use desk::{DEMONSTRATION_STAFF, offices};
pub use members::DEMONSTRATION_MEMBER;

/// Changes the names, the weeks and what is booked.
const SEED: u64 = 20;

/// What its import is called.
const SOURCE: &str = "the demonstration";

/// What its table of grants is called.
const GRANTS: &str = "grants.csv";

/// What keeps the demonstration from being loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The files of the directory could not be written.
    #[error("cannot write the demonstration's directory to {0}: {1}")]
    Folder(PathBuf, io::Error),
    /// The importer stopped.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The grants of the household could not be read.
    #[error(transparent)]
    Grants(#[from] TableError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Loads the demonstration where there is no directory yet, or a part of this one only.
///
/// # Errors
/// When a folder for the resources cannot be written, or the store fails.
pub async fn load(store: &Store, plan: &Plan, now: Timestamp) -> Result<(), LoadError> {
    let unfinished = store::import::unfinished(store).await?;
    let interrupted = unfinished.is_some_and(|import| import.source == SOURCE);
    if !interrupted && !store::directory::is_empty(store).await? {
        return Ok(());
    }
    let today = now.to_zoned_datetime(zone(&plan.time_zone)).date();
    let report = import(store, plan, now, today).await?;
    tracing::info!(resources = report.changed(), issues = report.issues.count(), "demonstration loaded");
    let everything = store::directory::all(store).await?;
    let claims = taken::claims(&everything, plan, SEED, now);
    store::directory::save_claims(store, &claims).await?;
    let mut roll = members::roll(&everything, plan, SEED);
    roll.extend(household::dependents(today));
    store::member::save_all(store, &roll).await?;
    let hand = store.by(Actor::Plan, now);
    store::referral::save_all(&hand, &[members::referral(today)]).await?;
    grants::import_text(&hand, GRANTS, &household::grants(today)).await?;
    Ok(())
}

/// Writes the directory's resources to a folder of their own and imports them.
async fn import(store: &Store, plan: &Plan, now: Timestamp, today: Date) -> Result<Report, LoadError> {
    let folder = folder();
    let failed = |error| LoadError::Folder(folder.clone(), error);
    resources::write(&folder, SEED, today).map_err(failed)?;
    let report = import::plan_net(store, plan, &Request::named(SOURCE, folder.clone()), now).await;
    remove(&folder);
    Ok(report?)
}

/// A temporary folder that no other process and no other call of this one has.
fn folder() -> PathBuf {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("bookwell-demonstration-{}-{call}", std::process::id()))
}

/// What is left behind in the temporary folder does no harm.
fn remove(folder: &Path) {
    if let Err(error) = std::fs::remove_dir_all(folder) {
        tracing::warn!(%error, folder = %folder.display(), "cannot be removed");
    }
}
