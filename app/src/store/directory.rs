//! The Provider Directory as it was imported.

use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Error, Outcome, Saved, Store, batch};
use crate::domain::{
    directory::{Clinician, Location, Organization, Role, Service},
    id::{LocationId, RoleId, ServiceId},
    schedule::Schedule,
};

pub use super::taken::save_claims;

/// The directory as a whole, as far as people look at it.
pub struct Everything {
    /// People.
    pub clinicians: Vec<Clinician>,
    /// Places.
    pub locations: Vec<Location>,
    /// People in places.
    pub roles: Vec<Role>,
    /// When they see people.
    pub schedules: Vec<Schedule>,
}

/// Reads the directory.
///
/// # Errors
/// Those of the engine.
pub async fn all(store: &Store) -> Result<Everything, Error> {
    Ok(Everything {
        clinicians: records(store, "clinician").await?,
        locations: records(store, "location").await?,
        roles: records(store, "role").await?,
        schedules: records(store, "schedule").await?,
    })
}

/// Whether nothing was imported yet.
///
/// # Errors
/// Those of the engine.
pub async fn is_empty(store: &Store) -> Result<bool, Error> {
    let first: Option<Value> = store.row("SELECT VALUE record::id(id) FROM role LIMIT 1", json!({})).await?;
    Ok(first.is_none())
}

/// The locations with those ids, as far as they are there.
///
/// # Errors
/// Those of the engine.
pub async fn locations(store: &Store, ids: &[LocationId]) -> Result<Vec<Location>, Error> {
    let keys: Vec<_> = ids.iter().map(LocationId::as_str).collect();
    batch::find(store, "location", &keys).await
}

/// The services with those ids, as far as they are there.
///
/// # Errors
/// Those of the engine.
pub async fn services(store: &Store, ids: &[ServiceId]) -> Result<Vec<Service>, Error> {
    let keys: Vec<_> = ids.iter().map(ServiceId::as_str).collect();
    batch::find(store, "service", &keys).await
}

/// The services that are offered at any of those locations, in the order of their ids.
///
/// # Errors
/// Those of the engine.
pub async fn services_at(store: &Store, ids: &[LocationId]) -> Result<Vec<Service>, Error> {
    let text = "SELECT *, record::id(id) AS id FROM service WHERE locations CONTAINSANY $ids";
    let mut services: Vec<Service> = store.rows(text, json!({ "ids": ids })).await?;
    services.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(services)
}

/// The schedule of a role.
///
/// # Errors
/// Those of the engine.
pub async fn schedule(store: &Store, role: &RoleId) -> Result<Option<Schedule>, Error> {
    Ok(batch::find(store, "schedule", &[role.as_str()]).await?.pop())
}

/// What a reference of the directory can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An organization.
    Organization,
    /// A service.
    Service,
    /// A place.
    Location,
    /// A person.
    Clinician,
}

impl Kind {
    fn table(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Service => "service",
            Self::Location => "location",
            Self::Clinician => "clinician",
        }
    }
}

/// Those of the ids under which nothing of that kind is there.
///
/// # Errors
/// Those of the engine.
pub async fn missing(store: &Store, kind: Kind, ids: &[&str]) -> Result<HashSet<String>, Error> {
    batch::missing(store, kind.table(), ids).await
}

/// Takes out what the directory does not list any more; returns how many were there.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Store, kind: Kind, ids: &[&str]) -> Result<usize, Error> {
    batch::remove(store, kind.table(), ids).await
}

/// Takes out the roles with those ids and, of a role with several locations, the parts
/// `id~location`, but for those to `keep`; their schedules too. Returns how many were there.
///
/// # Errors
/// Those of the engine.
pub async fn remove_roles(store: &Store, ids: &[RoleId], keep: &[RoleId]) -> Result<usize, Error> {
    let text = "RETURN { \
        LET $gone = (SELECT VALUE record::id(id) FROM role \
            WHERE string::split(record::id(id), '~')[0] IN $ids AND record::id(id) NOT IN $keep); \
        FOR $id IN $gone { DELETE type::record('role', $id); DELETE type::record('schedule', $id) }; \
        RETURN $gone }";
    let gone: Vec<RoleId> = store.rows(text, json!({ "ids": ids, "keep": keep })).await?;
    Ok(gone.len())
}

/// Takes out the parts `id~location` of roles that have one place again and so stand under
/// `id`. Returns how many there were.
///
/// # Errors
/// Those of the engine.
pub async fn remove_parts(store: &Store) -> Result<usize, Error> {
    let text = "RETURN { \
        LET $gone = (SELECT VALUE record::id(id) FROM role WHERE string::contains(record::id(id), '~') \
            AND record::exists(type::record('role', string::split(record::id(id), '~')[0]))); \
        FOR $id IN $gone { DELETE type::record('role', $id); DELETE type::record('schedule', $id) }; \
        RETURN $gone }";
    let gone: Vec<RoleId> = store.rows(text, json!({})).await?;
    Ok(gone.len())
}

/// Writes organizations.
///
/// # Errors
/// Those of the engine.
pub async fn save_organizations(store: &Store, organizations: &[Organization]) -> Result<Saved, Error> {
    let outcomes =
        batch::save(store, "organization", organizations, |organization| organization.id.as_str()).await?;
    Ok(outcomes.into_iter().collect())
}

/// Writes services.
///
/// # Errors
/// Those of the engine.
pub async fn save_services(store: &Store, services: &[Service]) -> Result<Saved, Error> {
    let outcomes = batch::save(store, "service", services, |service| service.id.as_str()).await?;
    Ok(outcomes.into_iter().collect())
}

/// Writes clinicians.
///
/// # Errors
/// Those of the engine.
pub async fn save_clinicians(store: &Store, clinicians: &[Clinician]) -> Result<Saved, Error> {
    let outcomes = batch::save(store, "clinician", clinicians, |clinician| clinician.id.as_str()).await?;
    Ok(outcomes.into_iter().collect())
}

/// Writes locations.
///
/// # Errors
/// Those of the engine.
pub async fn save_locations(store: &Store, locations: &[Location]) -> Result<Saved, Error> {
    let outcomes = batch::save(store, "location", locations, |location| location.id.as_str()).await?;
    Ok(outcomes.into_iter().collect())
}

/// Writes roles; says for each what was done.
///
/// # Errors
/// Those of the engine.
pub async fn save_roles(store: &Store, roles: &[Role]) -> Result<Vec<Outcome>, Error> {
    batch::save(store, "role", roles, |role| role.id.as_str()).await
}

/// Writes schedules; says for each what was done.
///
/// # Errors
/// Those of the engine.
pub async fn save_schedules(store: &Store, schedules: &[Schedule]) -> Result<Vec<Outcome>, Error> {
    batch::save(store, "schedule", schedules, |schedule| schedule.role.as_str()).await
}

/// How often the directory or a schedule was changed.
///
/// # Errors
/// Those of the engine.
pub async fn revision(store: &Store) -> Result<u64, Error> {
    let found = store.row("SELECT VALUE number FROM revision:directory", json!({})).await?;
    Ok(found.unwrap_or(0))
}

/// Tells the servers on this database that the directory or a schedule has changed: they read
/// it anew.
///
/// # Errors
/// Those of the engine.
pub async fn bump_revision(store: &Store) -> Result<(), Error> {
    let text = "UPSERT revision:directory SET number += 1 RETURN NONE";
    store.transact(text, json!({})).await.map(drop)
}

async fn records<T: DeserializeOwned>(store: &Store, table: &str) -> Result<Vec<T>, Error> {
    store.rows(&format!("SELECT *, record::id(id) AS id FROM {table}"), json!({})).await
}
