//! The index itself: the grids of all roles on the days that can be asked about.

use std::{collections::HashMap, ops::Range};

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
    tz::{Offset, TimeZone},
};

use super::{
    Change,
    days::{Days, PARTS},
    grid::{Grid, minute},
    quarters::{QUARTER, Quarters},
    question::Asked,
    run::Shapes,
    shared::Shared,
    zones::Zones,
};
use crate::domain::{
    id::{RoleId, VisitTypeId},
    schedule::Schedule,
    visit_type::VisitType,
};

/// Days after the longest horizon. No visit can be booked on them: what is claimed there can
/// be read at leisure, before they come within reach.
const SPARE: i32 = 2;

/// What so many roles have free is noted together: some megabytes.
pub(super) const TOGETHER: usize = 1024;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// A role as an index is given it.
pub struct Given {
    /// Which.
    pub role: RoleId,
    /// Where it is.
    pub zone: TimeZone,
    /// When it sees people, where that is known.
    pub schedule: Option<Schedule>,
    /// Which visit types it offers, as bits in the plan's order.
    pub visits: u64,
    /// The ordinals of its clinician's other roles.
    pub others: Vec<u32>,
}

/// Grids by ordinal, and what they have in common.
pub(super) struct Index {
    pub grids: Vec<Grid>,
    pub shapes: Shapes,
    pub zones: Zones,
    pub quarters: Quarters,
    /// For each zone.
    pub days: Vec<Days>,
    /// Any start, for each part of a day.
    pub parts: Vec<Asked>,
    /// Stands for a role that has no schedule.
    pub nothing: Grid,
    pub shared: Shared,
    ordinals: HashMap<RoleId, u32>,
    plan: Vec<VisitTypeId>,
    horizon: i32,
}

impl Index {
    /// An index for the days around `now` without roles.
    pub fn new(visit_types: &[VisitType], now: Timestamp) -> Self {
        let horizon = visit_types.iter().map(|visit| i32::from(visit.horizon_days)).max().unwrap_or(0);
        let mut zones = Zones::new(first_day(now), last_day(now, horizon));
        Self {
            nothing: Grid::new(Schedule::never(RoleId::from("")), zones.place(TimeZone::UTC), 0),
            days: vec![Days::default()],
            parts: PARTS.map(|part| Asked::any_in(part, visit_types)).into(),
            grids: Vec::new(),
            shapes: Shapes::default(),
            zones,
            quarters: Quarters::default(),
            shared: Shared::default(),
            ordinals: HashMap::new(),
            plan: visit_types.iter().map(|visit| visit.id.clone()).collect(),
            horizon,
        }
    }

    /// Adds the role with the next ordinal.
    pub fn push(&mut self, Given { role, zone, schedule, visits, others }: Given) {
        let (ordinal, schedule) =
            (self.grids.len() as u32, schedule.unwrap_or_else(|| Schedule::never(role.clone())));
        self.shared.push(ordinal, others);
        self.shared.begin(ordinal, &schedule, &zone);
        let grid = self.grid(schedule, zone, visits);
        self.ordinals.insert(role, ordinal);
        self.grids.push(grid);
    }

    pub fn ordinal(&self, role: &RoleId) -> Option<u32> {
        self.ordinals.get(role).copied()
    }

    /// Takes steps of a role before anybody asks: [`Index::note`] comes after it.
    pub fn take(&mut self, role: &RoleId, steps: &[Timestamp]) {
        if let Some(ordinal) = self.ordinal(role) {
            let steps = minutes(steps);
            self.grids[ordinal as usize].take(&steps, &self.shapes);
            self.shared.take(ordinal, &steps);
        }
    }

    /// Notes what roles have free, and when.
    pub fn note(&mut self, ordinals: Range<u32>) {
        self.note_quarters(ordinals.clone());
        self.note_days(ordinals);
    }

    fn note_quarters(&mut self, ordinals: Range<u32>) {
        for from in ordinals.clone().step_by(TOGETHER) {
            let free = (from..ordinals.end.min(from + TOGETHER as u32)).flat_map(|ordinal| {
                let quarters = self.grids[ordinal as usize].free_quarters(&self.shapes);
                quarters.map(move |quarter| (quarter, ordinal))
            });
            self.quarters.extend(free.collect());
        }
    }

    /// Takes a step or makes it free; what has changed by it: nothing where it was so before, or does not
    /// exist.
    pub fn set(&mut self, role: &RoleId, step: Timestamp, free: bool) -> Vec<Change> {
        let Some(ordinal) = self.ordinal(role) else { return Vec::new() };
        if self.shared.has(ordinal) {
            return self.set_with_others(ordinal, minute(step), free);
        }
        let changed = self.set_step(ordinal, minute(step), free);
        changed.then(|| Change { role: role.clone(), start: step, free }).into_iter().collect()
    }

    /// Takes a step or makes it free. `false` where it was so before, or does not exist.
    pub(super) fn set_step(&mut self, ordinal: u32, minute: u32, free: bool) -> bool {
        let grid = &mut self.grids[ordinal as usize];
        if !grid.set(minute, free, &self.shapes) {
            return false;
        }
        let quarter = minute / QUARTER;
        match grid.is_free_in(quarter, &self.shapes) {
            true => self.quarters.insert(quarter, ordinal),
            false => self.quarters.remove(quarter, ordinal),
        }
        self.note_day(ordinal, minute);
        true
    }

    /// Puts another schedule in the place of a role's.
    pub fn replace(&mut self, role: &RoleId, schedule: Schedule, zone: TimeZone, claims: &[Timestamp]) {
        let Some(ordinal) = self.ordinal(role) else { return };
        let old = &self.grids[ordinal as usize];
        self.days[old.zone].forget(ordinal);
        self.shared.begin(ordinal, &schedule, &zone);
        let mut grid = self.grid(schedule, zone, old.visits);
        let claims = minutes(claims);
        grid.take(&claims, &self.shapes);
        self.shared.replace(ordinal, &claims);
        self.grids[ordinal as usize] = grid;
        self.quarters.forget(ordinal);
        self.note(ordinal..ordinal + 1);
        self.compare(ordinal);
    }

    /// The instants of all its days.
    pub fn span(&self) -> Range<Timestamp> {
        span(self.zones.from(), self.zones.until())
    }

    /// The instants of the days that the index lacks at `now`.
    pub fn missing(&self, now: Timestamp) -> Option<Range<Timestamp>> {
        let (from, until) = (self.zones.until(), last_day(now, self.horizon));
        (from < until).then(|| span(from, until))
    }

    /// Goes on to the days around `now`; the roles follow with [`Index::extend`].
    pub fn go_on(&mut self, now: Timestamp) {
        self.zones.go_on(first_day(now), last_day(now, self.horizon));
        self.quarters.drop_before(self.past() / QUARTER);
        let first = self.first_whole_day();
        self.days.iter_mut().for_each(|days| days.drop_before(first));
    }

    /// Makes some roles go on: their past goes, and the new days come, less what is claimed.
    pub fn extend(&mut self, ordinals: Range<u32>, claims: &HashMap<RoleId, Vec<Timestamp>>) {
        let past = self.past();
        for ordinal in ordinals.clone() {
            let grid = &mut self.grids[ordinal as usize];
            let claims = claims.get(&grid.schedule.role).map(|steps| minutes(steps)).unwrap_or_default();
            grid.drop_before(past, &self.shapes);
            grid.add(self.zones.days(grid.zone), &self.plan, &claims, &mut self.shapes);
            self.shared.drop_before(ordinal, past);
            self.shared.take(ordinal, &claims);
        }
        self.take_of_others(ordinals.clone());
        self.note(ordinals.clone());
        self.compare_before(&ordinals);
    }

    fn grid(&mut self, schedule: Schedule, zone: TimeZone, visits: u64) -> Grid {
        let mut grid = Grid::new(schedule, self.zones.place(zone), visits);
        self.days.resize_with(self.zones.all().len(), Days::default);
        grid.add(self.zones.days(grid.zone), &self.plan, &[], &mut self.shapes);
        grid
    }

    /// The first day of which nothing was forgotten, wherever it is.
    pub fn first_whole_day(&self) -> i64 {
        i64::from(self.past() / DAY) + 1
    }

    /// What has ended by then is in nobody's today any more.
    fn past(&self) -> u32 {
        minute(midnight(self.zones.from().saturating_sub(1.day())))
    }
}

/// Where it is latest, it is still the day before UTC's.
fn first_day(now: Timestamp) -> Date {
    Offset::UTC.to_datetime(now).date().saturating_sub(1.day())
}

/// The day before which the index ends.
fn last_day(now: Timestamp, horizon: i32) -> Date {
    Offset::UTC.to_datetime(now).date().saturating_add((horizon + 1 + SPARE).days())
}

/// A day begins in the far east before it does so at UTC, and ends later in the far west.
fn span(from: Date, until: Date) -> Range<Timestamp> {
    midnight(from.saturating_sub(1.day()))..midnight(until.saturating_add(1.day()))
}

fn midnight(date: Date) -> Timestamp {
    Offset::UTC.to_timestamp(date.to_datetime(Time::MIN)).unwrap_or(Timestamp::MAX)
}

fn minutes(steps: &[Timestamp]) -> Vec<u32> {
    let mut minutes: Vec<_> = steps.iter().map(|step| minute(*step)).collect();
    minutes.sort_unstable();
    minutes
}
