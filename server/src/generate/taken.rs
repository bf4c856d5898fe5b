//! Times that are taken: booked in another system, for a part of every grid.

use std::{
    fmt,
    time::{Duration, Instant},
};

use app::{
    domain::{id::RoleId, plan::Plan},
    store::{self, Store},
};
use jiff::Timestamp;

use crate::{config::Generate, invented::taken::Taking};

/// Other systems have booked so many days ahead.
const DAYS: u16 = 60;

/// Claims that are held in memory until they are written; a role's are not torn apart.
const CLAIMS: usize = 50_000;

/// What was taken.
pub struct Taken {
    claims: usize,
    roles: usize,
    time: Duration,
}

/// Takes so many of 100 steps of the plan's own roles, some roles after the other.
///
/// # Errors
/// Those of the store.
pub async fn take(
    store: &Store,
    plan: &Plan,
    wanted: &Generate,
    now: Timestamp,
) -> Result<Taken, store::Error> {
    let directory = store::directory::all(store).await?;
    let taking = Taking { plan, seed: wanted.seed, days: DAYS, now };
    let begun = Instant::now();
    let mut taken = Taken { claims: 0, roles: 0, time: Duration::ZERO };
    let mut held = Vec::new();
    let mut count = 0;
    for (role, steps) in taking.claims(&directory, |_| usize::from(wanted.taken)) {
        count += steps.len();
        held.push((role, steps));
        if count >= CLAIMS {
            taken.save(store, &mut held, &mut count).await?;
        }
    }
    taken.save(store, &mut held, &mut count).await?;
    Ok(Taken { time: begun.elapsed(), ..taken })
}

impl Taken {
    async fn save(
        &mut self,
        store: &Store,
        held: &mut Vec<(RoleId, Vec<Timestamp>)>,
        count: &mut usize,
    ) -> Result<(), store::Error> {
        store::directory::save_claims(store, held).await?;
        self.roles += held.len();
        self.claims += std::mem::take(count);
        held.clear();
        tracing::info!(roles = self.roles, claims = self.claims, "taken");
        Ok(())
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { claims, roles, time } = self;
        let rate = *claims as f64 / time.as_secs_f64().max(0.001);
        writeln!(f, "{claims} claims of {roles} roles in {:.1} s, {rate:.0} claims/s", time.as_secs_f64())
    }
}
