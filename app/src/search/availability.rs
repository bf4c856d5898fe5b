//! Free times in memory: schedules minus claims, kept up to date by every commit.

mod grid;
mod hours;
mod index;
mod question;
mod run;
mod view;
mod zones;

use std::{
    collections::HashMap,
    ops::Range,
    sync::{PoisonError, RwLock, RwLockWriteGuard},
};

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;
use tokio::sync::broadcast;

use crate::domain::{
    appointment::Appointment,
    id::RoleId,
    schedule::Schedule,
    slot::{Claims, Offer},
    visit_type::VisitType,
};
use index::Index;

pub use question::Question;
pub use view::{View, VisitsOf};

/// Open pages that are behind by more than this many changes reload their times.
const BACKLOG: usize = 1024;

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
    changes: broadcast::Sender<Change>,
}

/// An index that is being read: nobody asks it yet.
pub struct Builder(Index);

impl Builder {
    /// Begins with the roles, in the order of their ordinals, and all their steps free. A role
    /// without a schedule has none.
    pub fn new(
        visit_types: &[VisitType],
        now: Timestamp,
        roles: impl IntoIterator<Item = (RoleId, TimeZone, Option<Schedule>)>,
    ) -> Self {
        let mut index = Index::new(visit_types, now);
        for (role, zone, schedule) in roles {
            index.push(role, zone, schedule);
        }
        Self(index)
    }

    /// Takes steps of a role that are claimed.
    pub fn take(&mut self, role: &RoleId, steps: &[Timestamp]) {
        self.0.take(role, steps);
    }

    /// The index, once all claims are taken.
    pub fn build(mut self) -> Availability {
        self.0.note_hours(0..self.0.grids.len() as u32);
        Availability { index: RwLock::new(self.0), changes: broadcast::Sender::new(BACKLOG) }
    }
}

impl Availability {
    /// Builds the index; a role's ordinal is its place among `roles`.
    pub fn new(
        visit_types: &[VisitType],
        now: Timestamp,
        roles: impl IntoIterator<Item = (RoleId, TimeZone, Option<Schedule>)>,
        claims: impl IntoIterator<Item = (RoleId, Claims)>,
    ) -> Self {
        let mut builder = Builder::new(visit_types, now, roles);
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

    /// As [`Availability::ask`] for somebody who would give up what `own` claims.
    pub fn ask_moving<T>(
        &self,
        own: &Appointment,
        visit_type: &VisitType,
        now: Timestamp,
        question: impl FnOnce(&Offer) -> T,
    ) -> T {
        self.ask(&own.role, visit_type, now, |offer| {
            let mut claims = offer.claims.clone();
            claims.retain(|step| !own.claims.contains(step));
            question(&Offer { claims: &claims, ..*offer })
        })
    }

    /// Notes a commit: these steps are taken, or free again. Open pages are told of changes.
    pub fn note(&self, role: &RoleId, steps: impl IntoIterator<Item = Timestamp>, free: bool) {
        let mut index = self.write();
        let changed: Vec<_> = steps.into_iter().filter(|step| index.set(role, *step, free)).collect();
        drop(index);
        for start in changed {
            // Nobody listening is not an error: there is no open page.
            let _ = self.changes.send(Change { role: role.clone(), start, free });
        }
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

    fn write(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }
}
