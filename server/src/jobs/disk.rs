//! After the database's disk has failed nothing is written, and reading goes on. Once the disk is well
//! the server ends, to be started again: only a fresh start knows what the engine's log holds.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use app::portal::Portal;
use tokio::{fs, io::AsyncWriteExt};

use super::ticks::Ticks;
use crate::stop::Stop;

/// How often is looked whether it has failed, and whether it is well again.
const EVERY: Duration = Duration::from_secs(1);

/// Looks each second, until stopping is requested or asked for here. `folder` is the database's.
pub async fn work(portal: Portal, folder: PathBuf, stop: Stop) {
    let mut ticks = Ticks::every(EVERY, &stop);
    while ticks.next().await {
        if !portal.store.has_failed() {
            continue;
        }
        match probe(&folder.with_extension("probe")).await {
            Ok(()) => return stop.request(),
            Err(error) => tracing::error!(%error, "the disk fails: nothing is written, reading goes on"),
        }
    }
}

/// Whether the disk keeps a file.
async fn probe(path: &Path) -> std::io::Result<()> {
    let mut file = fs::File::create(path).await?;
    file.write_all(&[0; 4096]).await?;
    file.sync_all().await?;
    drop(file);
    fs::remove_file(path).await
}
