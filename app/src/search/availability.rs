//! Free times in memory: schedules minus claims, kept up to date by every commit.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock, RwLockReadGuard},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;
use tokio::sync::broadcast;

use crate::domain::{
    appointment::Appointment,
    id::RoleId,
    schedule::Schedule,
    slot::{Claims, Offer},
    visit_type::VisitType,
};

/// Open pages that are behind by more than this many changes reload their times.
const BACKLOG: usize = 1024;

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

/// Schedules and claims of all roles.
pub struct Availability {
    grids: RwLock<HashMap<RoleId, Grid>>,
    changes: broadcast::Sender<Change>,
}

struct Grid {
    schedule: Schedule,
    zone: TimeZone,
    claims: Claims,
}

impl Availability {
    /// Builds the index; a role without a schedule has no free times.
    pub fn new(
        schedules: impl IntoIterator<Item = (Schedule, TimeZone)>,
        claims: impl IntoIterator<Item = (RoleId, Claims)>,
    ) -> Self {
        let mut grids: HashMap<_, _> = schedules
            .into_iter()
            .map(|(schedule, zone)| (schedule.role.clone(), Grid { schedule, zone, claims: Claims::new() }))
            .collect();
        for (role, claims) in claims {
            if let Some(grid) = grids.get_mut(&role) {
                grid.claims = claims;
            }
        }
        Self { grids: RwLock::new(grids), changes: broadcast::Sender::new(BACKLOG) }
    }

    /// Answers a question about what a role offers; one without a schedule offers nothing.
    pub fn ask<T>(
        &self,
        role: &RoleId,
        visit_type: &VisitType,
        now: Timestamp,
        question: impl FnOnce(&Offer) -> T,
    ) -> T {
        match self.read().get(role) {
            Some(grid) => question(&grid.offer(visit_type, &grid.claims, now)),
            None => question(&Grid::nothing(role).offer(visit_type, &Claims::new(), now)),
        }
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
        let mut grids = self.grids.write().unwrap_or_else(PoisonError::into_inner);
        let Some(grid) = grids.get_mut(role) else { return };
        let mut change = |step: &Timestamp| match free {
            true => grid.claims.remove(step),
            false => grid.claims.insert(*step),
        };
        let changed: Vec<_> = steps.into_iter().filter(|step| change(step)).collect();
        drop(grids);
        for start in changed {
            // Nobody listening is not an error: there is no open page.
            let _ = self.changes.send(Change { role: role.clone(), start, free });
        }
    }

    /// Changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<RoleId, Grid>> {
        self.grids.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Grid {
    fn nothing(role: &RoleId) -> Self {
        let schedule = Schedule {
            role: role.clone(),
            valid_from: Date::MAX,
            slot_minutes: 1,
            sessions: Vec::new(),
            exceptions: Vec::new(),
        };
        Self { schedule, zone: TimeZone::UTC, claims: Claims::new() }
    }

    fn offer<'a>(&'a self, visit_type: &'a VisitType, claims: &'a Claims, now: Timestamp) -> Offer<'a> {
        Offer { schedule: &self.schedule, zone: &self.zone, visit_type, claims, now }
    }
}
