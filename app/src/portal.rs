//! What a server function works with: the one way from a request to the store, the indexes,
//! the plan profile and the clock.

mod earlier;
mod indexes;
mod notes;
mod power;

use std::sync::Arc;

use jiff::Timestamp;
use leptos::prelude::use_context;
use tokio::sync::Mutex;

use crate::{
    domain::{on_file::OnFile, plan::Plan, search::DirectoryQuery},
    error::AppError,
    identity::{passkey::Site, password::Passwords, signer::Signer},
    search::{Found, availability::Availability, directory::Directory, places::Places, search},
    store::{self, Store},
};
use indexes::Current;
use notes::Queues;

pub use crate::domain::time::zone;
pub use indexes::Indexes;

/// The parts of a running portal. Cheap to clone.
#[derive(Clone)]
pub struct Portal {
    /// The database.
    pub store: Store,
    /// The plan profile.
    pub plan: Arc<Plan>,
    /// Signs what is given out in the plan's name.
    pub signer: Arc<Signer>,
    /// Where passwords are hashed.
    pub passwords: Arc<Passwords>,
    /// Cookies carry `Secure` and the `__Host-` prefix; off only on plain http on loopback.
    pub secure_cookies: bool,
    /// Checks passkeys; `None` where the site has no name that they could belong to.
    pub passkeys: Option<Arc<Site>>,
    /// The clock: the only one.
    pub clock: fn() -> Timestamp,
    /// Who changes the days of a schedule waits for whoever is at it: each writes what they have read.
    pub scheduling: Arc<Mutex<()>>,
    current: Arc<Current>,
    queues: Arc<Queues>,
}

/// Why a portal does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The index of words cannot be built.
    #[error("the directory cannot be made ready for searching: {0}")]
    Words(#[from] tantivy::TantivyError),
    /// The thread that built the indexes has ended early.
    #[error("the directory cannot be made ready: {0}")]
    Ended(#[from] tokio::task::JoinError),
}

impl Portal {
    /// Builds the indexes from the store; `places` are the cities and ZIPs that a search can name.
    ///
    /// # Errors
    /// Those of the store and of the index of words.
    pub async fn open(
        store: Store,
        plan: Plan,
        places: Places,
        signer: Signer,
        secure_cookies: bool,
        clock: fn() -> Timestamp,
    ) -> Result<Self, OpenError> {
        let plan = Arc::new(plan);
        let current = Current::open(&store, &plan, Arc::new(places), clock()).await?;
        Ok(Self {
            store,
            plan,
            signer: Arc::new(signer),
            passwords: Arc::default(),
            scheduling: Arc::default(),
            secure_cookies,
            passkeys: None,
            clock,
            current: Arc::new(current),
            queues: Arc::default(),
        })
    }

    /// The same for people who reach it at `origin`: passkeys belong to a site.
    #[must_use]
    pub fn at(self, origin: &str) -> Self {
        let passkeys = Site::at(origin, &self.plan.name).map(Arc::new);
        Self { passkeys, ..self }
    }

    /// The Provider Directory in memory.
    pub fn directory(&self) -> Arc<Directory> {
        self.current.get().directory
    }

    /// Free times in memory.
    pub fn availability(&self) -> Arc<Availability> {
        self.current.get().availability
    }

    /// Both of one reading: for whoever looks roles up by ordinal.
    pub fn indexes(&self) -> Indexes {
        self.current.get()
    }

    /// Whether another process has changed the directory or a schedule.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn is_outdated(&self) -> Result<bool, store::Error> {
        self.current.is_outdated(&self.store).await
    }

    /// Reads the directory and the free times anew; until then the old ones answer.
    ///
    /// # Errors
    /// Those of the store and of the index of words.
    pub async fn reload(&self) -> Result<(), OpenError> {
        self.current.reload(&self.store, &self.plan, self.now()).await
    }

    /// Reads them anew where the directory or a schedule has changed; whether it has.
    ///
    /// # Errors
    /// Those of [`Portal::reload`].
    pub async fn catch_up(&self) -> Result<bool, OpenError> {
        let outdated = self.is_outdated().await?;
        if outdated {
            self.reload().await?;
        }
        Ok(outdated)
    }

    /// Searches the directory for whoever has that on file, at `now`.
    pub fn search(&self, on_file: &OnFile, query: &DirectoryQuery, now: Timestamp) -> Found {
        let Indexes { directory, availability, .. } = self.indexes();
        search(&directory, &availability.view(), &self.plan, on_file, query, now)
    }

    /// The portal of the request that is being answered.
    ///
    /// # Errors
    /// `Unexpected` outside of a request: a fault of the program.
    pub fn here() -> Result<Self, AppError> {
        use_context::<Self>().ok_or_else(|| unexpected(&"no portal in the context"))
    }

    /// The moment at which the request is answered.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }
}

impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        match error {
            // Whoever tends the server has been told already.
            store::Error::Failed | store::Error::Unaudited => Self::NotKnown,
            // No transaction that has met another one has changed anything.
            store::Error::Conflict => Self::Busy,
            error => unexpected(&error),
        }
    }
}

/// Logs what nobody foresaw under an id that the member can tell the plan.
pub fn unexpected(error: &dyn std::fmt::Display) -> AppError {
    let id = uuid::Uuid::now_v7().simple().to_string()[24..].to_owned();
    tracing::error!(%id, %error, "unexpected");
    AppError::Unexpected { id }
}
