//! What an office sees and does about its appointments: for its page, and for the command line.
//! Each change is written down with who did it.

mod attend;
mod away;
mod cancel;
mod day;
mod error;
mod named;
mod team;

use jiff::Timestamp;

use crate::{domain::plan::Plan, portal::Portal, store::Store};

pub use away::{Affected, Away};
pub use day::{Desk, Listed, Visit, today};
pub use error::Error;
pub use named::Named;

/// What an office works with at one moment.
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
}

impl<'a> Office<'a> {
    /// In a portal that is served.
    pub fn of(portal: &'a Portal, now: Timestamp) -> Self {
        Self { store: &portal.store, plan: &portal.plan, portal: Some(portal), now }
    }
}
