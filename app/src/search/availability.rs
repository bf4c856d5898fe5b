//! Free times in memory: schedules minus claims, kept up to date by every commit.

mod audit;
mod builder;
mod by_day;
mod days;
mod grid;
mod index;
mod quarters;
mod question;
mod run;
mod shared;
mod successor;
mod view;
mod zones;

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockWriteGuard},
};

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use tokio::sync::broadcast;

use crate::domain::{
    id::RoleId,
    schedule::Schedule,
    slot::{Chosen, Claims, Offer},
    visit_type::VisitType,
};
use index::Index;
use successor::{Note, Successor};

pub use builder::Builder;
pub use index::Given;
pub use question::Question;
pub(super) use run::ones;
pub use view::{View, VisitsOf};

/// While so many roles get new days, whoever asks waits.
const TOGETHER: u32 = 256;

/// A step of a role's grid that was taken or became free: what open pages are told.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// Whose grid.
    pub role: RoleId,
    /// The step's start.
    pub start: Timestamp,
    /// Free again, or taken.
    pub free: bool,
}

/// The free times of all roles from yesterday to the plan's longest horizon.
pub struct Availability {
    index: RwLock<Index>,
    successor: Mutex<Successor>,
    changes: broadcast::Sender<Change>,
}

impl Availability {
    /// Builds the index; a role's ordinal is its place among `roles`. They offer all visit types.
    pub fn new(
        visit_types: &[VisitType],
        now: Timestamp,
        roles: impl IntoIterator<Item = (RoleId, TimeZone, Option<Schedule>)>,
        claims: impl IntoIterator<Item = (RoleId, Claims)>,
    ) -> Self {
        let given =
            |(role, zone, schedule)| Given { role, zone, schedule, visits: u64::MAX, others: Vec::new() };
        let mut builder = Builder::new(visit_types, now, roles.into_iter().map(given));
        for (role, claims) in claims {
            builder.take(&role, &Vec::from_iter(claims));
        }
        builder.build()
    }

    /// A look at the index for several questions.
    pub fn view(&self) -> View<'_> {
        View(self.index.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers a question about what a role offers; one without a schedule offers nothing.
    pub fn ask<T>(
        &self,
        role: &RoleId,
        visit_type: &VisitType,
        now: Timestamp,
        question: impl FnOnce(&Offer) -> T,
    ) -> T {
        self.view().ask(role, visit_type, now, question)
    }

    /// As [`Availability::ask`] for somebody who has the steps `own` and would give them up, and for
    /// whom starts are kept.
    pub fn ask_beside<T>(
        &self,
        (own, chosen): (&[Timestamp], &[Chosen]),
        role: &RoleId,
        visit_type: &VisitType,
        now: Timestamp,
        question: impl FnOnce(&Offer) -> T,
    ) -> T {
        self.ask(role, visit_type, now, |offer| {
            if own.is_empty() {
                return question(offer);
            }
            let mut claims = offer.claims.clone();
            claims.retain(|step| !own.contains(step));
            question(&Offer { claims: &claims, chosen, ..*offer })
        })
    }

    /// Notes a commit: these steps are taken, or free again. Open pages are told of changes.
    pub fn note(&self, role: &RoleId, steps: impl IntoIterator<Item = Timestamp>, free: bool) {
        let steps = Vec::from_iter(steps);
        let mut successor = self.successor();
        let changed = self.set(role, &steps, free);
        let passed_on = successor.note(role, &steps, free);
        drop(successor);
        if !passed_on {
            // Nobody listening is not an error: there is no open page.
            changed.into_iter().for_each(|change| drop(self.changes.send(change)));
        }
    }

    fn set(&self, role: &RoleId, steps: &[Timestamp], free: bool) -> Vec<Change> {
        let mut index = self.write();
        steps.iter().flat_map(|step| index.set(role, *step, free)).collect()
    }

    /// Changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Another schedule of a role, or another zone, with all that is claimed.
    pub fn replace(&self, role: &RoleId, schedule: Schedule, zone: TimeZone, claims: &Claims) {
        let claims = Vec::from_iter(claims.iter().copied());
        self.write().replace(role, schedule, zone, &claims);
    }

    /// The instants of the days that the index lacks at `now`: what is claimed in them is what
    /// [`Availability::extend`] wants to know. They are out of reach of every horizon still, so
    /// nobody books in them meanwhile.
    pub fn missing(&self, now: Timestamp) -> Option<Range<Timestamp>> {
        self.view().0.missing(now)
    }

    /// Goes on to the days around `now`: forgets the past and adds the days that are missing,
    /// with their claims.
    pub fn extend(&self, now: Timestamp, claims: &HashMap<RoleId, Vec<Timestamp>>) {
        self.write().go_on(now);
        let roles = self.view().0.grids.len() as u32;
        for from in (0..roles).step_by(TOGETHER as usize) {
            self.write().extend(from..roles.min(from + TOGETHER), claims);
        }
    }

    /// From now on what is noted is kept for the index that will come after this one.
    pub fn expect_successor(&self) {
        *self.successor() = Successor::Expected(Vec::new());
    }

    /// Notes in the successor what was noted since it is expected, and from now on all else.
    pub fn hand_over(&self, to: &Arc<Self>) {
        let mut successor = self.successor();
        if let Successor::Expected(notes) = std::mem::replace(&mut *successor, Successor::There(to.clone())) {
            for Note { role, steps, free } in notes {
                to.note(&role, steps, free);
            }
        }
    }

    fn successor(&self) -> MutexGuard<'_, Successor> {
        self.successor.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
