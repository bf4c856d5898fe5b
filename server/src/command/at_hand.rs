//! What a command works with.

use std::{fmt::Display, sync::Arc};

use app::{
    domain::{actor::Actor, plan::Plan},
    office::Office,
    portal::Portal,
    store::{Store, audit::Hand},
};
use jiff::Timestamp;

use crate::{config::Settings, failure::Failure, output::Output, plan_file, run};

/// What a command works with: of its own, or of the server that it was handed to.
#[derive(Clone)]
pub struct AtHand {
    /// The settings of the process.
    pub settings: Settings,
    /// The plan profile.
    pub plan: Arc<Plan>,
    /// The database.
    pub store: Store,
    /// The portal, where one is served.
    pub portal: Option<Portal>,
    /// Where to tell what was done.
    pub output: Output,
    /// Who gives the command, as it is written down.
    pub by: Actor,
    /// When the command began.
    pub now: Timestamp,
}

impl AtHand {
    /// Opens the database of the settings.
    ///
    /// # Errors
    /// For a plan profile that cannot be read, and a database that does not open.
    pub async fn open(settings: &Settings, user: String, output: Output) -> Result<Self, Failure> {
        let plan = Arc::new(plan_file::read(&settings.plan)?);
        let store = run::open(settings).await?;
        Ok(Self {
            settings: settings.clone(),
            plan,
            store,
            portal: None,
            output,
            by: Actor::Operator(user),
            now: Timestamp::now(),
        })
    }

    /// As a portal that is served has it.
    pub fn of_portal(settings: &Settings, portal: &Portal, user: String, output: Output) -> Self {
        Self {
            settings: settings.clone(),
            plan: portal.plan.clone(),
            store: portal.store.clone(),
            portal: Some(portal.clone()),
            output,
            by: Actor::Operator(user),
            now: portal.now(),
        }
    }

    /// What an office works with.
    pub fn office(&self) -> Office<'_> {
        let Self { store, plan, portal, now, by, .. } = self;
        Office { store, plan, portal: portal.as_ref(), now: *now, by }
    }

    /// The same by somebody who calls themselves so.
    pub fn as_called(&self, name: Option<String>) -> Self {
        let by = name.map_or_else(|| self.by.clone(), Actor::Operator);
        Self { by, ..self.clone() }
    }

    /// The database in the hand of who gives the command.
    pub fn hand(&self) -> Hand {
        self.store.by(self.by.clone(), self.now)
    }

    /// Tells what came of the command.
    ///
    /// # Errors
    /// Where the output is closed.
    pub fn answer(&self, what: &impl Display) -> Result<(), Failure> {
        self.output.answer(what).map_err(|error| Failure::Other(error.to_string()))
    }
}
