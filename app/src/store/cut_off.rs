//! A folder whose process was cut off: killed, or without power.
//!
//! The engine replays its log when it opens a folder. Where the log ends within a record it puts a mended file
//! in the place of the one that it has open for writing by then, or writes on behind what is torn
//! (surrealkv 0.21.4, `repair_corrupted_wal_segment` and `Reader::next`): what is committed from then on is
//! not found again, and the next kill takes all of it. So such a folder is opened and closed once before it is
//! used: closed, its log is empty, and nothing is mended under a writer. That takes seconds where there is
//! much to compact; a log that ends with a record, as nearly all do, needs nothing.

mod log;

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use surrealdb::engine::any;

use super::{Error, locked};

/// How long the engine may take to write what it has replayed. Where it cannot, as on a full disk, the
/// folder is used as it is.
const WITHIN: Duration = Duration::from_secs(30);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Brings a folder in order whose log is torn; nothing is done with any other.
///
/// # Errors
/// `Locked` when another process has it, otherwise those of the engine.
pub(super) async fn settle(url: &str) -> Result<(), Error> {
    let Some(folder) = folder(url).filter(|folder| is_torn(folder)) else { return Ok(()) };
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

/// Whether a file of its log is torn, or cannot be read.
fn is_torn(folder: &Path) -> bool {
    files(folder).any(|file| File::open(file).and_then(log::is_torn).unwrap_or(true))
}

/// Whether something stands in its log.
fn is_left(folder: &Path) -> bool {
    files(folder).any(|file| fs::metadata(file).is_ok_and(|found| found.len() > 0))
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder.join("wal")).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file())
}

/// Whether somebody has it open: the engine locks a file of it.
fn is_open(folder: &Path) -> bool {
    let lock = File::open(folder.join("LOCK"));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[tokio::test]
    async fn the_log_of_a_running_engine_is_whole_and_a_part_of_it_is_torn()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("bookwell-{}", uuid::Uuid::now_v7()));
        let store = Store::open(&format!("surrealkv://{}", folder.display()), None).await?;
        store.run("CREATE foo SET text = $text", serde_json::json!({ "text": "x".repeat(100_000) })).await?;
        assert!(is_left(&folder) && is_open(&folder) && !is_torn(&folder));
        let file = files(&folder).last().ok_or("a log")?;
        let log = File::options().write(true).open(file)?;
        log.set_len(log.metadata()?.len() - 1)?;
        assert!(is_torn(&folder));
        drop(store);
        Ok(fs::remove_dir_all(folder)?)
    }
}
