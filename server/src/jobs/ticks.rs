//! The beat of a job.

use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};

use crate::stop::Stop;

/// Beats at once and then every so often, until stopping is requested. Beats that a long round has
/// missed are not made up for.
pub struct Ticks {
    ticks: Interval,
    stop: Stop,
}

impl Ticks {
    /// With so long between them.
    pub fn every(period: Duration, stop: &Stop) -> Self {
        let mut ticks = interval(period);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { ticks, stop: stop.clone() }
    }

    /// Waits for the next one; `false` where stopping is requested instead.
    pub async fn next(&mut self) -> bool {
        tokio::select! {
            () = self.stop.requested() => false,
            _ = self.ticks.tick() => true,
        }
    }
}
