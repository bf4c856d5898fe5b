//! Roles at their places are written together with their schedules. What is booked is not to be
//! booked once more: a week that does not see it does not come in.

use std::{fmt, mem, slice};

use app::{
    domain::{amendment::Amendment, directory::Role, id::RoleId, schedule::Schedule},
    portal::zone,
    store::{
        self, Saved, Store, directory,
        schedule::{Before, Taken},
    },
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{issues::Issue, survey::whole};

/// A role of the directory at each of its places, and where it stands in the files.
pub struct Placed {
    /// The file's name.
    pub file: String,
    /// Which line, or which entry of a Bundle.
    pub line: usize,
    /// One role for each place, with its schedule.
    pub places: Vec<(Role, Schedule)>,
}

/// What keeps a week from being changed.
struct Held {
    steps: usize,
    last: Option<Date>,
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            Some(last) => write!(
                f,
                "has another grid than {} steps that are booked up to {last}: the week stays as it was. Import it \
                 once more after that day, or let period.start be a day after it",
                self.steps
            ),
            None => f.write_str(
                "has another grid than sessions that were added for a day: the week stays as it was until they \
                 are set anew by `server schedule import`",
            ),
        }
    }
}

/// Writes roles and schedules. A role counts once, however many places it has: as what was
/// written most.
///
/// # Errors
/// Those of the store.
pub async fn save(
    store: &Store,
    mut listed: Vec<Placed>,
    now: Timestamp,
) -> Result<(Saved, Vec<Issue>), store::Error> {
    let issues = keep_what_is_booked(store, &mut listed, now).await?;
    let places: Vec<usize> = listed.iter().map(|listed| listed.places.len()).collect();
    let (roles, schedules): (Vec<Role>, Vec<Schedule>) =
        listed.into_iter().flat_map(|listed| listed.places).unzip();
    let of_roles = directory::save(store, &roles).await?;
    let of_schedules = directory::save(store, &schedules).await?;
    let mut outcomes = of_roles.into_iter().zip(of_schedules).map(|(role, schedule)| role.max(schedule));
    let saved = places.into_iter().filter_map(|places| outcomes.by_ref().take(places).max()).collect();
    Ok((saved, issues))
}

/// What is claimed of a role from `now` on is claimed of another one too: as by another system. What the
/// plan has set over its schedule goes along.
///
/// # Errors
/// Those of the store.
pub async fn carry(store: &Store, from: &RoleId, to: &RoleId, now: Timestamp) -> Result<(), store::Error> {
    carry_amendment(store, from, to).await?;
    let taken = store::schedule::taken(store, from, now, Timestamp::MAX).await?;
    if taken.is_empty() {
        return Ok(());
    }
    let steps = taken.into_iter().map(|step| step.start).collect();
    directory::save_claims(store, &[(to.clone(), steps)]).await
}

/// Days off, and a week of the plan, unless it has set something there already.
async fn carry_amendment(store: &Store, from: &RoleId, to: &RoleId) -> Result<(), store::Error> {
    let before = store::schedule::before(store, &[from.clone(), to.clone()]).await?;
    let set = |id: &RoleId| {
        let amendment = before.get(id).map(|before| before.amendment.clone());
        amendment.filter(|amendment| *amendment != Amendment::none(id.clone()))
    };
    match (set(from), set(to)) {
        (Some(amendment), None) => {
            store::schedule::amend(store, &[Amendment { role: to.clone(), ..amendment }]).await.map(drop)
        }
        _ => Ok(()),
    }
}

/// Where a week does not see what is booked, it stays as it was.
async fn keep_what_is_booked(
    store: &Store,
    listed: &mut [Placed],
    now: Timestamp,
) -> Result<Vec<Issue>, store::Error> {
    let ids: Vec<_> =
        listed.iter().flat_map(|listed| &listed.places).map(|(role, _)| role.id.clone()).collect();
    let before = store::schedule::before(store, &ids).await?;
    let mut issues = Vec::new();
    for Placed { file, line, places } in listed {
        for place in places {
            let Some(before) = before.get(&place.0.id) else { continue };
            if let Some(held) = beside_what_is_booked(store, before, place, now).await? {
                let (file, path) = (file.clone(), "availableTime".to_owned());
                issues.push(Issue { file, line: *line, path, reason: held.to_string() });
            }
        }
    }
    Ok(issues)
}

/// What keeps the week of a role at a place from being changed: then it is not.
async fn beside_what_is_booked(
    store: &Store,
    before: &Before,
    (role, schedule): &mut (Role, Schedule),
    now: Timestamp,
) -> Result<Option<Held>, store::Error> {
    if schedule.sessions.is_empty() {
        // The grid of what is booked still, until there is a week again.
        schedule.slot_minutes = before.published.slot_minutes;
        give_up(store, before, now).await?;
    }
    let held = held(store, before, (role, schedule), now).await?;
    if held.is_some() {
        let exceptions = mem::take(&mut schedule.exceptions);
        *schedule = Schedule { exceptions, ..before.published.clone() };
    }
    Ok(held)
}

/// Where another than the first place had the week until now, what is claimed there stays with it.
async fn give_up(store: &Store, before: &Before, now: Timestamp) -> Result<(), store::Error> {
    let id = &before.published.role;
    let first = RoleId::from(whole(id.as_str()));
    match first == *id || before.published.sessions.is_empty() {
        true => Ok(()),
        false => carry(store, id, &first, now).await,
    }
}

async fn held(
    store: &Store,
    before: &Before,
    (role, schedule): (&Role, &Schedule),
    now: Timestamp,
) -> Result<Option<Held>, store::Error> {
    let old = before.amendment.applied_to(&before.published);
    let new = before.amendment.applied_to(schedule).without_absences();
    if new.has_week_of(&old) {
        return Ok(None);
    }
    let zone = zone_of(store, before.role.as_ref().unwrap_or(role)).await?;
    let date = |step: &Taken| step.start.to_zoned_datetime(zone.clone()).date();
    let mut taken = store::schedule::taken(store, &role.id, now, Timestamp::MAX).await?;
    taken.retain(|step| !new.sees(step.start, old.slot_minutes, &zone));
    let mixes = new.mixes_grids(now.to_zoned_datetime(zone.clone()).date());
    Ok((mixes || !taken.is_empty()).then(|| Held { steps: taken.len(), last: taken.last().map(date) }))
}

async fn zone_of(store: &Store, role: &Role) -> Result<TimeZone, store::Error> {
    let places = directory::locations_of(store, slice::from_ref(&role.location)).await?;
    Ok(places.first().map_or(TimeZone::UTC, |place| zone(&place.time_zone)))
}
