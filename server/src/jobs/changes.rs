//! Notes in the free times what other processes on the same database server claim or make free.

use std::time::Duration;

use app::{portal::Portal, store::changes::Changes};

use super::ticks::Ticks;
use crate::stop::Stop;

/// How often.
const EVERY: Duration = Duration::from_secs(2);

/// Looks for changes, until stopping is requested.
pub async fn work(portal: Portal, mut changes: Changes, stop: Stop) {
    let mut ticks = Ticks::every(EVERY, &stop);
    while ticks.next().await {
        if let Err(error) = portal.note_changes(&mut changes).await {
            tracing::error!(%error, "what others have booked cannot be read");
        }
    }
}
