//! Answers that come after a time which is the same for everybody: how long it took tells nobody who is on
//! the roll, or how far somebody has come.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// Longer than a registration takes where nothing else is done.
pub const REGISTERED: Duration = Duration::from_millis(150);
/// Longer than a password and a code take, which argon2 makes slow.
pub const REFUSED: Duration = Duration::from_millis(200);

/// Work that has begun, and is answered no sooner than a time later.
pub struct Pace(Instant);

impl Pace {
    /// The work begins.
    pub fn begin(least: Duration) -> Self {
        Self(Instant::now() + least)
    }

    /// Waits for what is left of the time. Where the work took longer nothing is hidden, and nobody waits.
    pub async fn keep(self) {
        sleep_until(self.0).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn short_work_and_shorter_work_are_answered_after_the_same_time() {
        let least = Duration::from_millis(40);
        for work in [0, 20] {
            let (begun, pace) = (Instant::now(), Pace::begin(least));
            tokio::time::sleep(Duration::from_millis(work)).await;
            pace.keep().await;
            assert!(begun.elapsed() >= least, "{work}");
        }
    }
}
