//! `server generate`: a made-up directory of any size, with schedules that are mostly taken.
//! The same number, seed and day give the same files.
//!
//! The directory is written as Plan-Net resources and read by the importer that reads any
//! other plan's, as the demonstration's is.

mod files;
mod people;
mod places;
mod specialties;
mod staff;
mod taken;
mod weeks;

#[cfg(test)]
mod tests;

use std::{
    io,
    path::{Path, PathBuf},
};

use app::{domain::plan::Plan, portal::zone, store::directory};
use jiff::{Timestamp, civil::Date};

use crate::{
    command::AtHand,
    config::{Generate, Settings},
    failure::Failure,
    import::{self, Request},
    plan_file, zip_table,
};
use files::Recipe;
use places::Organization;

/// What an import that was interrupted calls itself.
const SOURCE: &str = "a generated directory";

/// What keeps a directory from being generated.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// Made-up clinicians do not belong among real ones.
    #[error("the plan profile {} is no demonstration: set `demonstration = true` or take another one", .0.display())]
    RealPlan(PathBuf),
    /// The table of ZIPs cannot be read.
    #[error(transparent)]
    Zips(#[from] zip_table::Error),
    /// The table has none of the states that the plan serves.
    #[error("the table of ZIPs has none of the plan's service_states: {0}")]
    NoZips(String),
    /// The files cannot be written.
    #[error("cannot write the directory to {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes the files to a folder, and leaves the database alone.
///
/// # Errors
/// For a plan profile that is no demonstration, and when something cannot be read or written.
pub fn write_only(folder: &Path, settings: &Settings, wanted: &Generate) -> Result<(), Failure> {
    let plan = plan_file::read(&settings.plan)?;
    let today = today(&plan, wanted, Timestamp::now());
    Ok(write(folder, settings, &plan, wanted, today)?)
}

/// Imports the files from a folder that is gone afterwards, then takes times.
///
/// # Errors
/// For a plan profile that is no demonstration, and when something cannot be read or written.
pub async fn generate(at_hand: &AtHand, wanted: &Generate) -> Result<(), Failure> {
    let AtHand { settings, plan, store, now, .. } = at_hand;
    let folder = std::env::temp_dir().join(format!("bookwell-generate-{}", std::process::id()));
    write(&folder, settings, plan, wanted, today(plan, wanted, *now))?;
    let report = import::plan_net(store, plan, &Request::named(SOURCE, folder.clone()), *now).await;
    if let Err(error) = std::fs::remove_dir_all(&folder) {
        tracing::warn!(%error, folder = %folder.display(), "cannot be removed");
    }
    at_hand.answer(&report.map_err(|error| Failure::Other(error.to_string()))?)?;
    let taken = taken::take(store, plan, wanted, *now).await?;
    // A portal that is served reads anew what is free.
    directory::bump_revision(store).await?;
    at_hand.answer(&taken)
}

fn today(plan: &Plan, wanted: &Generate, now: Timestamp) -> Date {
    wanted.day.unwrap_or_else(|| now.to_zoned_datetime(zone(&plan.time_zone)).date())
}

fn write(
    folder: &Path,
    settings: &Settings,
    plan: &Plan,
    wanted: &Generate,
    today: Date,
) -> Result<(), GenerateError> {
    let Some(own) = plan.plan_organizations.first().filter(|_| plan.demonstration) else {
        return Err(GenerateError::RealPlan(settings.plan.clone()));
    };
    let towns = places::towns(zip_table::zips(&settings.plan)?, &plan.service_states);
    if towns.is_empty() {
        return Err(GenerateError::NoZips(plan.service_states.join(", ")));
    }
    let own = Organization { id: own.to_string(), name: plan.name.clone() };
    let (roles, seed) = (wanted.roles as usize, wanted.seed);
    let recipe = Recipe { roles, seed, today, places: &places::places(roles, own, &towns, seed) };
    files::write(folder, &recipe).map_err(|source| GenerateError::Folder { path: folder.to_owned(), source })
}

impl From<GenerateError> for Failure {
    fn from(error: GenerateError) -> Self {
        match error {
            GenerateError::RealPlan(_) | GenerateError::NoZips(_) => Self::Setting(error.to_string()),
            GenerateError::Zips(_) | GenerateError::Folder { .. } => Self::Other(error.to_string()),
        }
    }
}
