//! A role's grid may change where nothing is booked on the old one.
//!
//! A claim is the start of a step. On another grid the same minutes have other starts: what is
//! booked there would not be seen, and could be booked once more.

use std::fmt;

use app::{
    domain::{amendment::Amendment, day::midnight, schedule::Schedule},
    portal::zone,
    store::{self, Store, schedule::Scheduled},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// What keeps a grid from being changed.
#[derive(Debug, PartialEq, Eq)]
pub struct Held {
    slot_minutes: u16,
    steps: usize,
    last: Date,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { slot_minutes, steps, last } = self;
        write!(
            f,
            "changes the grid of {slot_minutes} minutes, on which {steps} steps are booked up to {last}: let \
             valid_from be a day after it, or keep the grid"
        )
    }
}

/// What is booked on the grid that is in force and lies where the new one would hold.
///
/// # Errors
/// Those of the store.
pub async fn held(
    store: &Store,
    scheduled: &Scheduled,
    amendment: &Amendment,
    now: Timestamp,
) -> Result<Option<Held>, store::Error> {
    let (old, new) = (scheduled.in_force(), amendment.applied_to(&scheduled.published));
    if old.shares_grid(&new) {
        return Ok(None);
    }
    let zone = place_zone(store, scheduled).await?;
    let taken = store::schedule::taken(store, &old.role, begin(&new, &zone, now), Timestamp::MAX).await?;
    let held = |last: &store::schedule::Taken| Held {
        slot_minutes: old.slot_minutes,
        steps: taken.len(),
        last: last.start.to_zoned_datetime(zone.clone()).date(),
    };
    Ok(taken.last().map(held))
}

/// The zone of the role's place.
///
/// # Errors
/// Those of the store.
pub async fn place_zone(store: &Store, scheduled: &Scheduled) -> Result<TimeZone, store::Error> {
    let place = store::directory::location(store, &scheduled.role.location).await?;
    Ok(place.map_or(TimeZone::UTC, |place| zone(&place.time_zone)))
}

/// When the schedule begins to hold, and not before now.
fn begin(schedule: &Schedule, zone: &TimeZone, now: Timestamp) -> Timestamp {
    midnight(schedule.valid_from, zone).max(now)
}
