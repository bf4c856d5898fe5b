//! A folder whose process was cut off: killed, or without power.
//!
//! The engine replays its log when it opens a folder. Where the log's end is torn it puts a mended file in
//! the place of the one that it has open for writing by then (surrealkv 0.21.4, `repair_corrupted_wal_segment`):
//! what is committed from then on stands in a file without a name, and the next kill takes all of it. So
//! such a folder is opened and closed once before it is used: closed, its log is empty, and nothing is
//! mended under a writer.

use std::{
    fs::{self, DirEntry, File, TryLockError},
    io,
    path::Path,
    time::{Duration, Instant},
};

use surrealdb::engine::any;

use super::{Error, locked};

/// How long the engine may take to write what it has replayed. Where it cannot, as on a full disk, the
/// folder is used as it is.
const WITHIN: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Brings a folder in order that was not closed; nothing is done with one that was.
///
/// # Errors
/// `Locked` when another process has it, otherwise those of the engine.
pub(super) async fn settle(url: &str) -> Result<(), Error> {
    let Some(folder) = folder(url).filter(|folder| is_left(folder)) else { return Ok(()) };
    drop(any::connect(url).await.map_err(locked)?);
    let begun = Instant::now();
    while is_left(folder) || is_open(folder) {
        if begun.elapsed() > WITHIN {
            tracing::warn!("the database's log is not empty: it was not closed, and cannot be");
            break;
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(())
}

/// The folder of an embedded database.
fn folder(url: &str) -> Option<&Path> {
    url.strip_prefix("surrealkv://")?.split('?').next().map(Path::new)
}

/// Whether something stands in its log.
fn is_left(folder: &Path) -> bool {
    let is_written = |entry: io::Result<DirEntry>| {
        let found = entry.and_then(|entry| entry.metadata());
        found.is_ok_and(|found| found.is_file() && found.len() > 0)
    };
    fs::read_dir(folder.join("wal")).is_ok_and(|mut files| files.any(is_written))
}

/// Whether somebody has it open: the engine locks a file of it.
fn is_open(folder: &Path) -> bool {
    let lock = File::open(folder.join("LOCK"));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}
