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
    time::LocalTime,
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

    /// The first `count` free starts of a role at or after `from`.
    pub fn first(
        &self,
        role: &RoleId,
        visit_type: &VisitType,
        from: Timestamp,
        count: usize,
        now: Timestamp,
    ) -> Vec<LocalTime> {
        self.ask(role, visit_type, now, |offer| local(offer, offer.first(from.max(now), count)))
    }

    /// The free starts of a day, local to the place.
    pub fn on(&self, role: &RoleId, visit_type: &VisitType, date: Date, now: Timestamp) -> Vec<LocalTime> {
        self.ask(role, visit_type, now, |offer| local(offer, offer.starts_on(date)))
    }

    /// The days with free starts, and how many each has.
    pub fn days(&self, role: &RoleId, visit_type: &VisitType, now: Timestamp) -> Vec<(Date, usize)> {
        self.ask(role, visit_type, now, |offer| {
            let counted = offer.days(now).map(|date| (date, offer.starts_on(date).len()));
            counted.filter(|(_, count)| *count > 0).collect()
        })
    }

    /// The steps to claim for a start, where it is offered.
    pub fn claims_for(
        &self,
        role: &RoleId,
        visit_type: &VisitType,
        start: Timestamp,
        now: Timestamp,
    ) -> Option<Vec<Timestamp>> {
        self.ask(role, visit_type, now, |offer| offer.claims_for(start))
    }

    /// As [`Availability::claims_for`] for somebody who holds `own` steps already and moves.
    pub fn claims_for_move(
        &self,
        own: &Appointment,
        visit_type: &VisitType,
        start: Timestamp,
        now: Timestamp,
    ) -> Option<Vec<Timestamp>> {
        let grids = self.read();
        let grid = grids.get(&own.role)?;
        let claims: Claims = grid.claims.iter().filter(|step| !own.claims.contains(step)).copied().collect();
        grid.offer(visit_type, &claims, now).claims_for(start)
    }

    /// The free starts nearest to `start`, at most `count`, in order of time.
    pub fn nearest(
        &self,
        role: &RoleId,
        visit_type: &VisitType,
        start: Timestamp,
        count: usize,
        now: Timestamp,
    ) -> Vec<LocalTime> {
        self.ask(role, visit_type, now, |offer| {
            let date = start.to_zoned_datetime(offer.zone.clone()).date();
            let mut starts = offer.starts_on(date);
            starts.extend(offer.first(start, count));
            starts.sort_unstable();
            starts.dedup();
            starts.sort_by_key(|other| (other.as_second() - start.as_second()).abs());
            starts.truncate(count);
            starts.sort_unstable();
            local(offer, starts)
        })
    }

    /// Notes a commit: these steps are taken, or free again.
    pub fn note(&self, role: &RoleId, steps: &[Timestamp], free: bool) {
        let mut grids = self.grids.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(grid) = grids.get_mut(role) {
            for step in steps {
                let _ = if free { grid.claims.remove(step) } else { grid.claims.insert(*step) };
            }
        }
        drop(grids);
        for start in steps.iter().copied() {
            // Nobody listening is not an error: there is no open page.
            let _ = self.changes.send(Change { role: role.clone(), start, free });
        }
    }

    /// Changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Reads `instant` on the wall of the role's place.
    pub fn local_time(&self, role: &RoleId, instant: Timestamp) -> Option<LocalTime> {
        self.read().get(role).map(|grid| LocalTime::at(instant, &grid.zone))
    }

    fn ask<T: Default>(
        &self,
        role: &RoleId,
        visit_type: &VisitType,
        now: Timestamp,
        question: impl Fn(&Offer) -> T,
    ) -> T {
        let grids = self.read();
        grids.get(role).map(|grid| question(&grid.offer(visit_type, &grid.claims, now))).unwrap_or_default()
    }

    fn read(&self) -> RwLockReadGuard<'_, HashMap<RoleId, Grid>> {
        self.grids.read().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Grid {
    fn offer<'a>(&'a self, visit_type: &'a VisitType, claims: &'a Claims, now: Timestamp) -> Offer<'a> {
        Offer { schedule: &self.schedule, zone: &self.zone, visit_type, claims, now }
    }
}

fn local(offer: &Offer, starts: Vec<Timestamp>) -> Vec<LocalTime> {
    starts.into_iter().map(|start| LocalTime::at(start, offer.zone)).collect()
}
