//! Frees the times that were kept for members who have not booked them.

use std::time::Duration;

use app::portal::Portal;

use super::ticks::Ticks;
use crate::stop::Stop;

/// How often.
const EVERY: Duration = Duration::from_secs(5);

/// Frees what was kept long enough, until stopping is requested.
pub async fn work(portal: Portal, stop: Stop) {
    let mut ticks = Ticks::every(EVERY, &stop);
    while ticks.next().await {
        if let Err(error) = portal.end_holds(portal.now()).await {
            tracing::error!(%error, "times that were kept cannot be freed");
        }
    }
}
