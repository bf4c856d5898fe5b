//! How full the schedules of the demonstration's clinicians are.

use app::{
    domain::{id::RoleId, plan::Plan},
    store::directory::Everything,
};
use jiff::Timestamp;

use crate::invented::{dice::Dice, taken::Taking};

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
    let taking = Taking { plan, seed, days: DAYS, now };
    taking.claims(directory, |role| percent_taken(seed, role)).collect()
}
