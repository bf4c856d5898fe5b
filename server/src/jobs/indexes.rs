//! Keeps the indexes in memory right: days go by, other processes change the directory, and
//! now and then a role is looked at closely.

use std::{collections::HashMap, time::Duration};

use app::{
    domain::{id::RoleId, schedule::Schedule, slot::Claims},
    portal::{Indexes, OpenError, Portal, zone},
    store::{self, Error},
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use tokio::time::{MissedTickBehavior, interval};

use crate::stop::Stop;

/// How often is looked for changes of the directory.
const LOOK: Duration = Duration::from_secs(5);
/// How often is looked whether a day has gone by.
const GO_ON: Duration = Duration::from_secs(60 * 60);
/// How often roles are audited, and how many at a time.
const AUDIT: Duration = Duration::from_secs(60);
const ROLES: usize = 5;
/// The index begins with yesterday, wherever that is.
const YESTERDAY: SignedDuration = SignedDuration::from_hours(72);

/// Keeps them right, one thing at a time, until stopping is requested.
pub async fn work(portal: Portal, stop: Stop) {
    let [mut looks, mut days, mut audits] = [LOOK, GO_ON, AUDIT].map(|period| {
        let mut ticks = interval(period);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        ticks
    });
    let mut next = 0;
    loop {
        let (done, what) = tokio::select! {
            () = stop.requested() => return,
            _ = looks.tick() => (reload(&portal).await, "the directory cannot be read anew"),
            _ = days.tick() => (extend(&portal).await.map_err(OpenError::from), "free times cannot go on to other days"),
            _ = audits.tick() => (audit(&portal, &mut next).await.map_err(OpenError::from), "free times cannot be audited"),
        };
        if let Err(error) = done {
            tracing::error!(%error, "{what}");
        }
    }
}

/// Reads them anew where the directory or a schedule has changed.
///
/// # Errors
/// Those of the store and of the index of words.
pub async fn reload(portal: &Portal) -> Result<(), OpenError> {
    if portal.catch_up().await? {
        tracing::info!(roles = portal.directory().len(), "the directory has changed and was read anew");
    }
    Ok(())
}

async fn extend(portal: &Portal) -> Result<(), Error> {
    let (availability, now) = (portal.availability(), portal.now());
    let Some(missing) = availability.missing(now) else { return Ok(()) };
    let mut claims: HashMap<RoleId, Vec<_>> = HashMap::new();
    store::taken::each(&portal.store, missing, |role, steps| {
        claims.entry(role).or_default().extend(steps);
    })
    .await?;
    availability.extend(now, &claims);
    Ok(())
}

/// Audits the next roles, all of them in turn.
async fn audit(portal: &Portal, next: &mut usize) -> Result<(), Error> {
    let Indexes { directory, .. } = portal.indexes();
    if directory.len() <= *next {
        *next = 0;
    }
    for entry in directory.entries().iter().skip(*next).take(ROLES) {
        look_at(portal, &entry.role.id, &zone(&entry.location.time_zone)).await?;
        *next += 1;
    }
    Ok(())
}

/// Compares a role's free times with the store, and repairs them. A commit in between is no
/// difference: only what differs twice is.
async fn look_at(portal: &Portal, role: &RoleId, zone: &TimeZone) -> Result<(), Error> {
    let mut found = stored(portal, role).await?;
    for _ in 0..2 {
        let (schedule, claims) = &found;
        if portal.availability().view().agrees(role, schedule, zone, claims, portal.now()) {
            return Ok(());
        }
        found = stored(portal, role).await?;
    }
    tracing::error!(%role, "free times differed from the store: they are repaired");
    let (schedule, claims) = found;
    portal.availability().replace(role, schedule, zone.clone(), &claims);
    Ok(())
}

/// A role's schedule and claims.
async fn stored(portal: &Portal, role: &RoleId) -> Result<(Schedule, Claims), Error> {
    let scheduled = store::schedule::of_roles(&portal.store, std::slice::from_ref(role)).await?.remove(role);
    let schedule = scheduled.map_or_else(|| Schedule::never(role.clone()), |scheduled| scheduled.in_force());
    let from = portal.now() - YESTERDAY;
    let taken = store::schedule::taken(&portal.store, role, from, Timestamp::MAX).await?;
    Ok((schedule, taken.into_iter().map(|step| step.start).collect()))
}

#[cfg(test)]
mod tests;
