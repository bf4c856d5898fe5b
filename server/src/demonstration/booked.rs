//! Times that are taken already: booked in another system, by phone for example.

use std::collections::HashMap;

use app::{
    domain::{
        directory::NetworkStatus,
        id::RoleId,
        plan::Plan,
        schedule::Schedule,
        slot::{Claims, Offer},
        visit_type::VisitType,
    },
    portal::zone,
    store::directory::Everything,
};
use jiff::Timestamp;

use super::dice::Dice;

/// Other systems have booked so many days ahead.
const DAYS: u16 = 42;

/// Of 100 steps of a role's grid, so many are taken: nearly full, half full, or free.
pub fn percent_taken(seed: u64, role: &RoleId) -> usize {
    let mut dice = Dice::new(seed, &format!("taken {role}"));
    match dice.below(100) {
        0..20 => 88 + dice.below(7),
        20..65 => 40 + dice.below(21),
        _ => 0,
    }
}

/// The steps that are taken, of the roles at the plan's own offices.
pub fn claims(
    directory: &Everything,
    plan: &Plan,
    seed: u64,
    now: Timestamp,
) -> Vec<(RoleId, Vec<Timestamp>)> {
    let schedules: HashMap<_, _> = directory.schedules.iter().map(|s| (&s.role, s)).collect();
    let zones: HashMap<_, _> = directory.locations.iter().map(|l| (&l.id, zone(&l.time_zone))).collect();
    let own = directory.roles.iter().filter(|role| role.network == NetworkStatus::Plan);
    let taken = own.filter_map(|role| {
        let percent = percent_taken(seed, &role.id);
        let visit_type = plan.visit_type(role.visit_types.first()?)?;
        let (schedule, zone) = (schedules.get(&role.id)?, zones.get(&role.location)?);
        let visit_type = step(visit_type, schedule);
        let claims = Claims::new();
        let offer = Offer { schedule, zone, visit_type: &visit_type, claims: &claims, now };
        let mut dice = Dice::new(seed, &format!("steps {}", role.id));
        let steps = offer.days(now).flat_map(|day| offer.starts_on(day)).filter(|_| dice.chance(percent));
        Some((role.id.clone(), steps.collect::<Vec<_>>()))
    });
    taken.filter(|(_, steps)| !steps.is_empty()).collect()
}

/// A visit as long as one step of the grid: what is offered for it is the grid itself.
fn step(visit_type: &VisitType, schedule: &Schedule) -> VisitType {
    VisitType { minutes: schedule.slot_minutes, lead_minutes: 0, horizon_days: DAYS, ..visit_type.clone() }
}
