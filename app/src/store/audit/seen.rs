//! What is seen is written down before it is shown. Whoever asks waits until their row is on disk;
//! rows of those who ask at one moment are written by one commit.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;

use super::write;
use crate::{
    domain::audit::Access,
    store::{
        Error, Store,
        share::{Question, Waiting},
    },
};

/// Rows on their way, and those that are written.
#[derive(Default)]
pub(in crate::store) struct Notebook {
    waiting: Waiting<Seen>,
    written: Mutex<Written>,
}

/// What somebody is about to see.
struct Seen(Vec<Access>);

impl Question for Seen {
    /// Whether it is written down.
    type Answer = bool;
    const LANES: usize = 1;
    const MOST: usize = 200;

    fn waiting(store: &Store) -> &Waiting<Self> {
        &store.asked.notebook.waiting
    }

    async fn all(store: &Store, questions: &[Self]) -> Result<Vec<bool>, Error> {
        let notebook = &store.asked.notebook;
        let new = notebook.written().new_of(questions.iter().flat_map(|Self(accesses)| accesses));
        let outcome = write(store, &new).await;
        match &outcome {
            Ok(()) => notebook.written().keep(&new),
            Err(error) => tracing::error!(%error, "the audit cannot be written: nothing is shown"),
        }
        // Where one cannot be written none can: each is not tried alone on a disk that fails.
        Ok(vec![outcome.is_ok(); questions.len()])
    }
}

impl Notebook {
    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Writes down what somebody sees, before it is shown to them.
    ///
    /// # Errors
    /// `Unaudited` where it cannot be written: then nothing is shown.
    pub async fn note_access(&self, access: Access) -> Result<(), Error> {
        self.note_accesses(vec![access]).await
    }

    /// The same of several records.
    ///
    /// # Errors
    /// As [`Store::note_access`].
    pub async fn note_accesses(&self, accesses: Vec<Access>) -> Result<(), Error> {
        let new = self.asked.notebook.written().new_of(accesses.iter());
        if new.is_empty() || self.ask(Seen(new)).await.is_ok_and(|written| written) {
            return Ok(());
        }
        Err(Error::Unaudited)
    }
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
