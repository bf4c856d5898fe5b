//! What is seen is written down before it is shown. Whoever asks waits until their row is on disk;
//! rows of those who ask at the same time are written by one commit.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use tokio::sync::{
    Mutex as Turn, OwnedMutexGuard,
    oneshot::{self, error::TryRecvError},
};

use super::Portal;
use crate::{domain::audit::Access, store};

/// So many who ask have their rows in one commit.
const TOGETHER: usize = 200;

/// Rows on their way.
#[derive(Default)]
pub(super) struct Notebook {
    waiting: Mutex<Vec<Waiting>>,
    written: Mutex<Written>,
    turn: Arc<Turn<()>>,
}

/// Somebody waits for their rows.
struct Waiting {
    accesses: Vec<Access>,
    done: oneshot::Sender<bool>,
}

/// What was written in the minute that goes on. A page asks several times at once, and once more
/// after each change: the same look of the same person is one row a minute.
#[derive(Default)]
struct Written {
    minute: Timestamp,
    looks: HashSet<Access>,
}

impl Written {
    /// Those that are not written yet, each once.
    fn new_of<'a>(&mut self, accesses: impl Iterator<Item = &'a Access>) -> Vec<Access> {
        let (mut new, mut looks) = (Vec::new(), HashSet::new());
        for access in accesses {
            let look = access.of_its_minute();
            if self.minute != look.at {
                self.looks.clear();
                self.minute = look.at;
            }
            if !self.looks.contains(&look) && looks.insert(look) {
                new.push(access.clone());
            }
        }
        new
    }

    /// They are on disk.
    fn keep(&mut self, written: &[Access]) {
        let looks = written.iter().map(Access::of_its_minute);
        self.looks.extend(looks.filter(|look| look.at == self.minute));
    }
}

impl Portal {
    /// Writes down what somebody sees, before it is shown to them.
    ///
    /// # Errors
    /// `Unaudited` where it cannot be written: then nothing is shown.
    pub async fn note_access(&self, access: Access) -> Result<(), store::Error> {
        self.note_accesses(vec![access]).await
    }

    /// The same of several records.
    ///
    /// # Errors
    /// As [`Portal::note_access`].
    pub async fn note_accesses(&self, accesses: Vec<Access>) -> Result<(), store::Error> {
        let accesses = locked(&self.notebook.written).new_of(accesses.iter());
        if accesses.is_empty() {
            return Ok(());
        }
        let (done, mut outcome) = oneshot::channel();
        locked(&self.notebook.waiting).push(Waiting { accesses, done });
        loop {
            // Who comes first writes for all who wait: the others find it done.
            let turn = self.notebook.turn.clone().lock_owned().await;
            match outcome.try_recv() {
                Ok(true) => return Ok(()),
                Ok(false) | Err(TryRecvError::Closed) => return Err(store::Error::Unaudited),
                Err(TryRecvError::Empty) => self.write_on(turn).await,
            }
        }
    }

    /// Writes for all who wait, also where whoever does so goes away meanwhile: the others stay.
    async fn write_on(&self, turn: OwnedMutexGuard<()>) {
        let (portal, waiting) = (self.clone(), self.notebook.take());
        let writing = tokio::spawn(async move {
            portal.write_for(waiting).await;
            drop(turn);
        });
        // Where it has broken off those who wait see that nobody will tell them.
        let _ = writing.await;
    }

    async fn write_for(&self, waiting: Vec<Waiting>) {
        let accesses = waiting.iter().flat_map(|waiting| &waiting.accesses);
        let new = locked(&self.notebook.written).new_of(accesses);
        let outcome = store::audit::write(&self.store, &new).await;
        match &outcome {
            Ok(()) => locked(&self.notebook.written).keep(&new),
            Err(error) => tracing::error!(%error, "the audit cannot be written: nothing is shown"),
        }
        for Waiting { done, .. } in waiting {
            // Whoever has gone is told nothing.
            let _ = done.send(outcome.is_ok());
        }
    }
}

impl Notebook {
    fn take(&self) -> Vec<Waiting> {
        let mut waiting = locked(&self.waiting);
        let many = waiting.len().min(TOGETHER);
        waiting.drain(..many).collect()
    }
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
