//! What a server function works with: the one way from a request to the store, the indexes,
//! the plan profile and the clock.

use std::{collections::HashMap, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};
use leptos::prelude::use_context;

use crate::{
    domain::plan::Plan,
    error::AppError,
    identity::password::Passwords,
    search::{availability::Availability, directory::Directory},
    store::{self, Store},
};

/// The parts of a running portal. Cheap to clone.
#[derive(Clone)]
pub struct Portal {
    /// The database.
    pub store: Store,
    /// The plan profile.
    pub plan: Arc<Plan>,
    /// The Provider Directory in memory.
    pub directory: Arc<Directory>,
    /// Free times in memory.
    pub availability: Arc<Availability>,
    /// Where passwords are hashed.
    pub passwords: Arc<Passwords>,
    /// Cookies carry `Secure` and the `__Host-` prefix; off only on plain http on loopback.
    pub secure_cookies: bool,
    /// The clock: the only one.
    pub clock: fn() -> Timestamp,
}

impl Portal {
    /// Builds the indexes from the store.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn open(
        store: Store,
        plan: Plan,
        secure_cookies: bool,
        clock: fn() -> Timestamp,
    ) -> Result<Self, store::Error> {
        let everything = store::directory::all(&store).await?;
        let mut schedules: HashMap<_, _> =
            everything.schedules.into_iter().map(|schedule| (schedule.role.clone(), schedule)).collect();
        let directory = Directory::new(everything.clinicians, everything.locations, everything.roles, &plan);
        let roles = directory.listings().map(|listing| {
            let role = listing.role.id.clone();
            let schedule = schedules.remove(&role);
            (role, zone(&listing.location.time_zone), schedule)
        });
        let now = clock();
        let claims = store::appointment::open_claims(&store, now).await?;
        let availability = Availability::new(&plan.visit_types, now, roles, claims);
        Ok(Self {
            store,
            plan: Arc::new(plan),
            directory: Arc::new(directory),
            availability: Arc::new(availability),
            passwords: Arc::default(),
            secure_cookies,
            clock,
        })
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

/// The zone with that name; UTC for a name that the import let pass by mistake.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        unexpected(&error)
    }
}

/// Logs what nobody foresaw under an id that the member can tell the plan.
pub fn unexpected(error: &dyn std::fmt::Display) -> AppError {
    let id = uuid::Uuid::now_v7().simple().to_string()[24..].to_owned();
    tracing::error!(%id, %error, "unexpected");
    AppError::Unexpected { id }
}
