//! Times that are taken already: booked in another system, by phone for example.

use std::collections::HashMap;

use app::{
    domain::{
        directory::{NetworkStatus, Role},
        id::RoleId,
        plan::Plan,
        schedule::Schedule,
        slot::{Claims, Offer},
        visit_type::VisitType,
    },
    portal::zone,
    store::directory::Everything,
};
use jiff::{Timestamp, tz::TimeZone};

use super::dice::Dice;

/// What decides which times are taken, besides the schedules.
#[derive(Clone, Copy)]
pub struct Taking<'a> {
    /// The plan profile.
    pub plan: &'a Plan,
    /// Changes which steps are taken.
    pub seed: u64,
    /// Other systems have booked so many days ahead.
    pub days: u16,
    /// From when on.
    pub now: Timestamp,
}

impl Taking<'_> {
    /// The steps that are taken of each role at the plan's own offices, worked out role by role;
    /// `percent` says how many of 100.
    pub fn claims<'a>(
        &'a self,
        directory: &'a Everything,
        percent: impl Fn(&RoleId) -> usize + 'a,
    ) -> impl Iterator<Item = (RoleId, Vec<Timestamp>)> + 'a {
        let schedules: HashMap<_, _> = directory.schedules.iter().map(|s| (&s.role, s)).collect();
        let zones: HashMap<_, _> = directory.locations.iter().map(|l| (&l.id, zone(&l.time_zone))).collect();
        let own = directory.roles.iter().filter(|role| role.network == NetworkStatus::Plan);
        let taken = own.filter_map(move |role| {
            let (schedule, zone) = (schedules.get(&role.id)?, zones.get(&role.location)?);
            Some((role.id.clone(), self.steps(role, schedule, zone, percent(&role.id))?))
        });
        taken.filter(|(_, steps)| !steps.is_empty())
    }

    /// `None` for a role that offers nothing.
    fn steps(
        &self,
        role: &Role,
        schedule: &Schedule,
        zone: &TimeZone,
        percent: usize,
    ) -> Option<Vec<Timestamp>> {
        let visit_type = self.step(self.plan.visit_type(role.visit_types.first()?)?, schedule);
        let claims = Claims::new();
        let (visit_type, now) = (&visit_type, self.now);
        let offer = Offer { schedule, zone, visit_type, claims: &claims, chosen: &[], now };
        let mut dice = Dice::new(self.seed, &format!("steps {}", role.id));
        let starts = offer.days(self.now).flat_map(|day| offer.starts_on(day));
        Some(starts.filter(|_| dice.chance(percent)).collect())
    }

    /// A visit as long as one step of the grid: what is offered for it is the grid itself.
    fn step(&self, visit_type: &VisitType, schedule: &Schedule) -> VisitType {
        let (minutes, horizon_days) = (schedule.slot_minutes, self.days);
        VisitType { minutes, lead_minutes: 0, horizon_days, ..visit_type.clone() }
    }
}
