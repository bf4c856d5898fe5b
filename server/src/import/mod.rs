//! Reads a Provider Directory: NDJSON files of Da Vinci Plan-Net resources, named by type.
//!
//! The files are read line by line and written batch by batch, so memory does not grow with
//! them. Nothing in a line stops the import: what cannot be read is reported, what can be is
//! kept. A second reading of the same files writes nothing.

mod batch;
mod files;
mod hours;
mod lines;
mod location;
mod organization;
mod placed;
mod practitioner;
mod references;
mod report;
mod resource;
mod role;
mod time_zone;
mod wording;

#[cfg(test)]
mod tests;

use std::{
    collections::{HashSet, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use app::{
    domain::plan::Plan,
    store::{self, Store},
};

use batch::Batch;
use files::File;
pub use report::Report;
use report::ResourceType;

/// What stops an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The folder is not there, or cannot be looked into.
    #[error("cannot read the folder {0}: {1}")]
    Folder(PathBuf, io::Error),
    /// Nothing to import.
    #[error("the folder {0} has no file of Plan-Net resources, such as PractitionerRole.ndjson")]
    Empty(PathBuf),
    /// A file cannot be read.
    #[error("cannot read {0}: {1}")]
    File(PathBuf, io::Error),
    /// The database failed.
    #[error("{0}")]
    Store(#[from] store::Error),
}

/// Reads all files of `dir` into the store.
///
/// # Errors
/// Only for what stops the import; what is wrong within the files is in the report.
pub async fn plan_net(store: &Store, plan: &Plan, dir: &Path) -> Result<Report, ImportError> {
    let files = files::find(dir).await?;
    let mut report = Report::default();
    for kind in ResourceType::ALL {
        let mut seen = HashSet::new();
        for file in files.iter().filter(|file| file.kind == kind) {
            read(store, plan, file, &mut seen, &mut report).await?;
        }
    }
    store::directory::remove_parts(store).await?;
    for file in &files {
        references::check(store, file, &mut report).await?;
    }
    report.issues.sort();
    Ok(report)
}

/// Reads one file. `seen` are hashes of the ids of its type so far: eight bytes a line.
async fn read(
    store: &Store,
    plan: &Plan,
    file: &File,
    seen: &mut HashSet<u64>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let mut lines = file.open().await?;
    let mut batch = Batch::new(file);
    while let Some((number, line)) = lines.next().await.map_err(|error| file.failed(error))? {
        report.tally(file.kind).read += 1;
        let bytes = line.len();
        match files::parse(file.kind, line) {
            Ok(value) if is_new(&value, seen) => batch.add(number, bytes, value),
            Ok(_) => batch.refuse(number, "id", "stands in a line before: the resource is refused", report),
            Err(reason) => batch.refuse(number, "", &reason, report),
        }
        if batch.is_full() {
            batch.save(store, plan, report).await?;
        }
    }
    Ok(batch.save(store, plan, report).await?)
}

/// Whether no line before has the same id; a line without one is looked at later.
fn is_new(value: &serde_json::Value, seen: &mut HashSet<u64>) -> bool {
    let Some(id) = value["id"].as_str() else { return true };
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    seen.insert(hasher.finish())
}
