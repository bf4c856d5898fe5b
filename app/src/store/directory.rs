//! The Provider Directory as it was imported.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Error, Outcome, Saved, Store, batch, schedule};
use crate::domain::{
    directory::{Clinician, Location, Organization, Role, Service},
    id::{ClinicianId, LocationId, RoleId},
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
    /// When they see people: as the directory says, with what the plan has set over it.
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
        schedules: schedule::all(store).await?,
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

/// The place with that id, where there is one.
///
/// # Errors
/// Those of the engine.
pub async fn location(store: &Store, id: &LocationId) -> Result<Option<Location>, Error> {
    Ok(batch::find(store, "location", &[id.as_str()]).await?.pop())
}

/// The clinician with that id, where there is one.
///
/// # Errors
/// Those of the engine.
pub async fn clinician(store: &Store, id: &ClinicianId) -> Result<Option<Clinician>, Error> {
    Ok(batch::find(store, "clinician", &[id.as_str()]).await?.pop())
}

/// Those of the clinicians that are there.
///
/// # Errors
/// Those of the engine.
pub async fn clinicians_of(store: &Store, ids: &[ClinicianId]) -> Result<Vec<Clinician>, Error> {
    let keys: Vec<_> = ids.iter().map(ClinicianId::as_str).collect();
    batch::find(store, "clinician", &keys).await
}

/// Those of the roles that are there.
///
/// # Errors
/// Those of the engine.
pub async fn roles_of(store: &Store, ids: &[RoleId]) -> Result<Vec<Role>, Error> {
    let keys: Vec<_> = ids.iter().map(RoleId::as_str).collect();
    batch::find(store, "role", &keys).await
}

/// All places.
///
/// # Errors
/// Those of the engine.
pub async fn locations(store: &Store) -> Result<Vec<Location>, Error> {
    records(store, "location").await
}

/// All services.
///
/// # Errors
/// Those of the engine.
pub async fn services(store: &Store) -> Result<Vec<Service>, Error> {
    records(store, "service").await
}

/// What the directory lists under ids of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An organization.
    Organization,
    /// A service.
    Service,
    /// A place.
    Location,
    /// A person.
    Clinician,
    /// A person at a place; its schedule goes with it.
    Role,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Organization, Self::Service, Self::Location, Self::Clinician, Self::Role];

    fn table(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Service => "service",
            Self::Location => "location",
            Self::Clinician => "clinician",
            Self::Role => "role",
        }
    }
}

/// The ids of all that is there of a kind.
///
/// # Errors
/// Those of the engine.
pub async fn ids(store: &Store, kind: Kind) -> Result<Vec<String>, Error> {
    store.rows(&format!("SELECT VALUE record::id(id) FROM {}", kind.table()), json!({})).await
}

/// Takes out what the directory does not list any more. Appointments and claims stay: what was
/// promised to a member is not forgotten with the role.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Store, kind: Kind, ids: &[String]) -> Result<(), Error> {
    if kind == Kind::Role {
        batch::remove(store, "schedule", ids).await?;
    }
    batch::remove(store, kind.table(), ids).await
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

pub(super) async fn records<T: DeserializeOwned>(store: &Store, table: &str) -> Result<Vec<T>, Error> {
    store.rows(&format!("SELECT *, record::id(id) AS id FROM {table}"), json!({})).await
}
