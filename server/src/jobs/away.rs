//! Looks again who is booked in days that were closed because a clinician is away.

use std::time::Duration;

use app::{office, portal::Portal};

use super::ticks::Ticks;
use crate::stop::Stop;

/// How often is looked whether that is due.
const EVERY: Duration = Duration::from_secs(5);

/// Looks, until stopping is requested.
pub async fn work(portal: Portal, stop: Stop) {
    let mut ticks = Ticks::every(EVERY, &stop);
    while ticks.next().await {
        if let Err(error) = office::look_again(&portal, portal.now()).await {
            tracing::error!(%error, "who is booked in closed days cannot be looked up");
        }
    }
}
