//! The Provider Directory as it was imported.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{Error, Outcome, Store, batch, former, schedule};
use crate::domain::{
    directory::{Clinician, Location, Organization, Role, Service},
    id::{ClinicianId, LocationId, RoleId},
    network::{InsurancePlan, OrganizationAffiliation},
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

/// What stands in a table of the directory, under an id of its own.
pub trait Entry: Serialize {
    /// The table.
    const TABLE: &'static str;

    /// The id.
    fn id(&self) -> &str;
}

macro_rules! entries {
    ($($entry:ty: $table:literal by $id:ident;)*) => {$(
        impl Entry for $entry {
            const TABLE: &'static str = $table;

            fn id(&self) -> &str {
                self.$id.as_str()
            }
        }
    )*};
}

entries! {
    Organization: "organization" by id;
    Service: "service" by id;
    Location: "location" by id;
    Clinician: "clinician" by id;
    Role: "role" by id;
    Schedule: "schedule" by role;
    OrganizationAffiliation: "organization_affiliation" by id;
    InsurancePlan: "insurance_plan" by id;
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

/// Those of the places that are there.
///
/// # Errors
/// Those of the engine.
pub async fn locations_of(store: &Store, ids: &[LocationId]) -> Result<Vec<Location>, Error> {
    let keys: Vec<_> = ids.iter().map(LocationId::as_str).collect();
    batch::find(store, "location", &keys).await
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
    /// Who works with whom.
    OrganizationAffiliation,
    /// A product.
    InsurancePlan,
}

impl Kind {
    fn table(self) -> &'static str {
        match self {
            Self::Organization => Organization::TABLE,
            Self::Service => Service::TABLE,
            Self::Location => Location::TABLE,
            Self::Clinician => Clinician::TABLE,
            Self::Role => Role::TABLE,
            Self::OrganizationAffiliation => OrganizationAffiliation::TABLE,
            Self::InsurancePlan => InsurancePlan::TABLE,
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

/// Where each role is.
///
/// # Errors
/// Those of the engine.
pub async fn places(store: &Store) -> Result<Vec<(RoleId, LocationId)>, Error> {
    store.rows("SELECT VALUE [record::id(id), location] FROM role", json!({})).await
}

/// Takes out what the directory does not list any more. Appointments and claims stay: what was
/// promised to a member is not forgotten with the role, nor with whom and where. So does the schedule
/// that says on which grid the claims lie, should the role come back.
///
/// # Errors
/// Those of the engine.
pub async fn remove(store: &Store, kind: Kind, ids: &[String]) -> Result<(), Error> {
    if kind == Kind::Role {
        former::keep(store, ids).await?;
        schedule::remove(store, ids).await?;
    }
    batch::remove(store, kind.table(), ids).await
}

/// Writes what differs from what is there; says for each what was done.
///
/// # Errors
/// Those of the engine.
pub async fn save<T: Entry>(store: &Store, entries: &[T]) -> Result<Vec<Outcome>, Error> {
    batch::save(store, T::TABLE, entries, T::id).await
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
