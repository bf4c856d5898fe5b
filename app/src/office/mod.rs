//! What an office sees and does about its appointments: for its page, and for the command line.
//! Each change is written down with who did it.

mod again;
mod attend;
mod away;
mod cancel;
mod day;
mod error;
mod named;
mod team;
mod tell;
mod waiting;

use jiff::Timestamp;

use crate::{
    domain::{
        actor::Actor,
        appointment::Appointment,
        audit::{Access, Kind},
        plan::Plan,
    },
    portal::Portal,
    store::{self, Store},
};

pub use again::look_again;
pub use away::{Affected, Away, Telling};
pub use day::{Desk, Listed, Visit, today};
pub use error::Error;
pub use named::Named;

/// What an office works with at one moment. Whatever it shows of members was written down before,
/// and whatever it changes bears the name of who does it.
#[derive(Clone, Copy)]
pub struct Office<'a> {
    /// The database.
    pub store: &'a Store,
    /// The plan profile.
    pub plan: &'a Plan,
    /// The portal, where one is served: it is told what has changed.
    pub portal: Option<&'a Portal>,
    /// The moment.
    pub now: Timestamp,
    /// Who asks.
    pub by: &'a Actor,
}

impl<'a> Office<'a> {
    /// In a portal that is served.
    pub fn of(portal: &'a Portal, now: Timestamp, by: &'a Actor) -> Self {
        Self { store: &portal.store, plan: &portal.plan, portal: Some(portal), now, by }
    }

    /// Writes down whose appointments are shown.
    async fn note<'b>(
        &self,
        kind: Kind,
        shown: impl IntoIterator<Item = &'b Appointment>,
    ) -> Result<(), store::Error> {
        let access = |shown: &Appointment| {
            Access::read(self.now, self.by.clone(), shown.member.clone(), kind).about(&shown.id)
        };
        let accesses: Vec<_> = shown.into_iter().map(access).collect();
        match self.portal {
            Some(portal) => portal.store.note_accesses(accesses).await,
            None => store::audit::write(self.store, &accesses).await,
        }
    }
}
