//! Stopping: asked for once, heard by everything that runs.

use std::{sync::Arc, time::Duration};

use tokio::{
    runtime::Handle,
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::{sleep, timeout},
};

/// The database closes its files within this time, or is left to its log.
const SETTLE_WITHIN: Duration = Duration::from_secs(3);
/// How often is looked.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Hears that the server is asked to stop. Cheap to clone.
#[derive(Clone)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    /// Stops when the process is told to end: SIGTERM, or SIGINT from the keyboard.
    ///
    /// # Errors
    /// Where the system has no such signals.
    pub fn on_signal() -> std::io::Result<Self> {
        let (mut terminate, mut interrupt) =
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let stop = Self(Arc::new(watch::Sender::new(false)));
        let asked = stop.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            asked.request();
        });
        Ok(stop)
    }

    /// Asks for it.
    pub fn request(&self) {
        tracing::info!("stopping: what is under way is finished");
        self.0.send_replace(true);
    }

    /// Is never asked to stop.
    #[cfg(test)]
    pub fn never() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// Returns when stopping is asked for.
    pub async fn requested(&self) {
        // The sender is here: it does not go away meanwhile.
        let _ = self.0.subscribe().wait_for(|stop| *stop).await;
    }

    /// Whether stopping was asked for.
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }
}

/// Returns when nothing runs any more: the database closes in the background once its last
/// handle is gone.
pub async fn settled() {
    let tasks = Handle::current().metrics();
    let quiet = async {
        while tasks.num_alive_tasks() > 0 {
            sleep(LOOK_EVERY).await;
        }
    };
    if timeout(SETTLE_WITHIN, quiet).await.is_err() {
        tracing::debug!(tasks = tasks.num_alive_tasks(), "ended with tasks under way");
    }
}
