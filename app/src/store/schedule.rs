//! Schedules: the directory's, and what the plan has set over them.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::json;

use super::{
    Error, Saved, Store, batch,
    directory::{bump_revision, records},
};
use crate::domain::{
    amendment::Amendment,
    directory::Role,
    id::{AppointmentId, RoleId},
    schedule::Schedule,
};

/// So many schedules are removed in one statement.
const REMOVED: usize = 1_000;

/// A role and when it sees people.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduled {
    /// The role.
    pub role: Role,
    /// The schedule of the directory.
    pub published: Schedule,
    /// What was set over it.
    pub amendment: Amendment,
}

impl Scheduled {
    /// The schedule that is in force.
    pub fn in_force(&self) -> Schedule {
        self.amendment.applied_to(&self.published)
    }
}

/// When a role has seen people until now, whether or not the directory lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// The role, where the directory has it.
    pub role: Option<Role>,
    /// The schedule of the directory.
    pub published: Schedule,
    /// What was set over it.
    pub amendment: Amendment,
}

/// A step of a role's grid that is taken.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Taken {
    /// When it begins.
    pub start: Timestamp,
    /// By what; `None` where it is held, or another system has taken it.
    pub appointment: Option<AppointmentId>,
    /// It is kept for a member who has not booked it yet.
    pub held: bool,
}

/// All schedules that are in force.
///
/// # Errors
/// Those of the engine.
pub async fn all(store: &Store) -> Result<Vec<Schedule>, Error> {
    let amendments = by_role(records(store, "schedule_amendment").await?);
    let published: Vec<Schedule> = records(store, "schedule").await?;
    let amended = |schedule: Schedule| match amendments.get(&schedule.role) {
        Some(amendment) => amendment.applied_to(&schedule),
        None => schedule,
    };
    Ok(published.into_iter().map(amended).collect())
}

/// The roles with those ids, as far as they are there, with their schedules.
///
/// # Errors
/// Those of the engine.
pub async fn of_roles(store: &Store, ids: &[RoleId]) -> Result<HashMap<RoleId, Scheduled>, Error> {
    let scheduled = |(id, before): (RoleId, Before)| {
        let Before { role, published, amendment } = before;
        Some((id, Scheduled { role: role?, published, amendment }))
    };
    Ok(before(store, ids).await?.into_iter().filter_map(scheduled).collect())
}

/// The schedules of the roles with those ids, as far as there are any: a role that is not listed any
/// more has left its own where something was claimed by it.
///
/// # Errors
/// Those of the engine.
pub async fn before(store: &Store, ids: &[RoleId]) -> Result<HashMap<RoleId, Before>, Error> {
    let keys: Vec<_> = ids.iter().map(RoleId::as_str).collect();
    let published: Vec<Schedule> = batch::find(store, "schedule", &keys).await?;
    let keys: Vec<_> = published.iter().map(|schedule| schedule.role.as_str()).collect();
    let roles: Vec<Role> = batch::find(store, "role", &keys).await?;
    let mut amendments = by_role(batch::find(store, "schedule_amendment", &keys).await?);
    let mut roles: HashMap<_, _> = roles.into_iter().map(|role| (role.id.clone(), role)).collect();
    let before = published.into_iter().map(|published| {
        let id = published.role.clone();
        let amendment = amendments.remove(&id).unwrap_or_else(|| Amendment::none(id.clone()));
        (id.clone(), Before { role: roles.remove(&id), published, amendment })
    });
    Ok(before.collect())
}

/// Writes what was set over schedules. Where something has changed, running servers read the
/// schedules anew.
///
/// # Errors
/// Those of the engine.
pub async fn amend(store: &Store, amendments: &[Amendment]) -> Result<Saved, Error> {
    let outcomes = batch::save(store, "schedule_amendment", amendments, |it| it.role.as_str()).await?;
    let saved: Saved = outcomes.into_iter().collect();
    if saved.new + saved.changed > 0 {
        bump_revision(store).await?;
    }
    Ok(saved)
}

/// Closes days of a role, from the first to the last; how many sessions that were added for them
/// are gone by it. `None` where there is no such role.
///
/// # Errors
/// Those of the engine.
pub async fn close(
    store: &Store,
    role: &RoleId,
    (first, last): (Date, Date),
) -> Result<Option<usize>, Error> {
    let Some(scheduled) = of_roles(store, std::slice::from_ref(role)).await?.remove(role) else {
        return Ok(None);
    };
    let mut amendment = scheduled.amendment;
    let gone = amendment.close(first, last);
    amend(store, &[amendment]).await?;
    Ok(Some(gone))
}

/// Removes the schedules of the directory of those roles by which nothing is claimed.
pub(super) async fn remove(store: &Store, roles: &[String]) -> Result<(), Error> {
    let text = "FOR $role IN $roles {
        LET $claimed = (SELECT VALUE id FROM claim:[$role, '']..[$role, 'A'] LIMIT 1);
        IF array::len($claimed) = 0 { DELETE type::record('schedule', $role) }
    }";
    for some in roles.chunks(REMOVED) {
        store.transact(text, json!({ "roles": some })).await?;
    }
    Ok(())
}

/// The steps of a role that are taken and begin from `from` on and before `until`, in order.
///
/// # Errors
/// Those of the engine.
pub async fn taken(
    store: &Store,
    role: &RoleId,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Taken>, Error> {
    taken_of(store, &[role], from, until).await
}

/// The same of several roles, of one after the other.
///
/// # Errors
/// Those of the engine.
pub async fn taken_of(
    store: &Store,
    roles: &[&RoleId],
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Taken>, Error> {
    if roles.is_empty() {
        return Ok(Vec::new());
    }
    let ranges = (0..roles.len()).map(|n| format!("claim:[$roles[{n}], $from]..[$roles[{n}], $until]"));
    let ranges = ranges.collect::<Vec<_>>().join(", ");
    let text = format!("SELECT start, appointment, hold != NONE AS held FROM {ranges}");
    store.rows(&text, json!({ "roles": roles, "from": from, "until": until })).await
}

fn by_role(amendments: Vec<Amendment>) -> HashMap<RoleId, Amendment> {
    amendments.into_iter().map(|amendment| (amendment.role.clone(), amendment)).collect()
}
