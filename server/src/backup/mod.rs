//! `server backup` and `server restore`: the whole database in one file, and back. Neither is
//! believed before it was read back.
//!
//! The file is gzip. Its lines are SurrealQL, a statement each; the last one is a remark with the
//! manifest: what stands before it, in numbers.

mod contents;
mod fault;
mod file;
mod manifest;
mod restore;

#[cfg(test)]
mod tests;

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use app::{
    domain::audit::{Access, Kind},
    store::{self, Store, backup::Export},
};
use jiff::Timestamp;
use tokio::{sync::mpsc, task::spawn_blocking};

use crate::{
    command::AtHand,
    disk::{rename, with_suffix},
    failure::Failure,
};
use contents::Contents;
use fault::Fault;
use manifest::Manifest;

pub use restore::restore;

/// Lines that wait to be written; a line has at most a thousand records.
const WAITING: usize = 2;

/// Writes a backup of the database, and tells what is in it once it was read back.
///
/// # Errors
/// Where the file cannot be written, is there already, or does not read as it was written.
pub async fn backup(at_hand: &AtHand, path: &Path) -> Result<(), Failure> {
    if let Some(at) = at_hand.settings.database.server() {
        return Err(Fault::AtServer(at.to_owned()).into());
    }
    let by = Some(at_hand.by.clone());
    store::audit::write(&at_hand.store, &[Access::deed(at_hand.now, by, None, Kind::Backup)]).await?;
    at_hand.answer(&write(&at_hand.store, path, at_hand.now).await?)
}

/// Writes a backup. The name is given to it when it is whole.
async fn write(store: &Store, path: &Path, now: Timestamp) -> Result<Written, Fault> {
    if path.exists() {
        return Err(Fault::Exists(path.to_owned()));
    }
    let (begun, part) = (Instant::now(), with_suffix(path, ".part"));
    let written = match write_part(store, &part, now).await {
        Ok(manifest) => {
            rename(&part, path).map(|()| manifest).map_err(|error| Fault::Write(path.to_owned(), error))
        }
        Err(fault) => Err(fault),
    };
    if written.is_err() {
        // What is left of it helps nobody.
        let _ = fs::remove_file(&part);
    }
    let bytes = fs::metadata(path).map(|file| file.len()).unwrap_or_default();
    Ok(Written { path: path.to_owned(), manifest: written?, bytes, time: begun.elapsed() })
}

/// Writes what is exported, and reads it back.
async fn write_part(store: &Store, part: &Path, now: Timestamp) -> Result<Manifest, Fault> {
    let head = Manifest {
        schema: store::backup::schema(store).await?,
        engine: store::backup::engine(store).await?,
        ..Manifest::begin(now)
    };
    let (sender, lines) = mpsc::channel(WAITING);
    let path = part.to_owned();
    let writing = spawn_blocking(move || file::write(&path, head, lines));
    let mut export = Export::begin(store).await?;
    while let Some(line) = export.next().await? {
        if sender.send(Some(line)).await.is_err() {
            break; // Writing has failed: it says why.
        }
    }
    let _ = sender.send(None).await;
    let manifest = writing.await??;
    let path = part.to_owned();
    let read = spawn_blocking(move || file::check(&path)).await??;
    if read == manifest { Ok(manifest) } else { Err(Fault::Changed(part.to_owned())) }
}

/// What was written.
struct Written {
    path: PathBuf,
    manifest: Manifest,
    bytes: u64,
    time: Duration,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, manifest, bytes, time } = self;
        writeln!(f, "{manifest}")?;
        let kilobytes = bytes.div_ceil(1_000);
        writeln!(f, "{}: {kilobytes} kB in {:.1} s, read back", path.display(), time.as_secs_f64())
    }
}
