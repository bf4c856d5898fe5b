//! `server schedule time-off`: days on which a role is not there, and who is booked in them.

use std::{collections::BTreeMap, fmt};

use app::{
    domain::{day::midnight, id::AppointmentId},
    store::{
        self, Store,
        schedule::{Scheduled, Taken},
    },
};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

use super::grid::place_zone;

/// What was closed and what lies in it. Nothing in it names a member.
pub struct TimeOff {
    first: Date,
    last: Date,
    sessions: usize,
    booked: Vec<(AppointmentId, Timestamp)>,
    elsewhere: usize,
    zone: TimeZone,
}

/// Closes the days from the first to the last. Appointments stay as they are: the plan calls.
///
/// # Errors
/// Those of the store.
pub async fn close(
    store: &Store,
    scheduled: &Scheduled,
    days: (Date, Date),
) -> Result<TimeOff, store::Error> {
    let zone = place_zone(store, scheduled).await?;
    let (first, last) = days;
    let sessions = store::schedule::close(store, &scheduled.role.id, days).await?.unwrap_or_default();
    let [from, until] = [first, last.saturating_add(1.day())].map(|day| midnight(day, &zone));
    let taken = store::schedule::taken(store, &scheduled.role.id, from, until).await?;
    let elsewhere = taken.iter().filter(|step| step.appointment.is_none() && !step.held).count();
    Ok(TimeOff { first, last, sessions, booked: booked(taken), elsewhere, zone })
}

/// Each appointment once, with its first step.
fn booked(taken: Vec<Taken>) -> Vec<(AppointmentId, Timestamp)> {
    let mut starts = BTreeMap::new();
    for Taken { start, appointment, .. } in taken {
        if let Some(id) = appointment {
            starts.entry(id).or_insert(start);
        }
    }
    let mut booked: Vec<_> = starts.into_iter().collect();
    booked.sort_by_key(|(_, start)| *start);
    booked
}

impl fmt::Display for TimeOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last, sessions, booked, elsewhere, zone } = self;
        writeln!(f, "closed from {first} to {last}")?;
        if *sessions > 0 {
            writeln!(f, "sessions that were added for these days and are gone: {sessions}")?;
        }
        if *elsewhere > 0 {
            writeln!(f, "steps that another system has booked in these days: {elsewhere}")?;
        }
        writeln!(f, "open appointments in these days, which stay until the plan calls: {}", booked.len())?;
        booked.iter().try_for_each(|(id, start)| {
            let local = start.to_zoned_datetime(zone.clone());
            writeln!(f, "  {id}  {}", local.strftime("%a %Y-%m-%d %H:%M %Z"))
        })
    }
}
