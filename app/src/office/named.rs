//! A role with the names of who and where.

use std::slice::from_ref;

use super::Error;
use crate::{
    domain::{
        directory::{Clinician, Location, Role},
        id::{LocationId, RoleId},
    },
    store::{self, Store},
};

/// A role with the names of who and where.
#[derive(Clone, Debug)]
pub struct Named {
    /// The role.
    pub role: Role,
    /// Who, where the directory has them.
    pub clinician: Option<Clinician>,
    /// Where, where the directory has it.
    pub location: Option<Location>,
}

impl Named {
    /// Looks a role up.
    ///
    /// # Errors
    /// Where it is not in the directory.
    pub async fn find(store: &Store, id: &RoleId) -> Result<Self, Error> {
        let found = store::schedule::of_roles(store, from_ref(id)).await?.remove(id);
        let named = Self::all(store, found.into_iter().map(|found| found.role).collect()).await?.pop();
        named.ok_or_else(|| Error::NoRole(id.clone()))
    }

    /// The roles at a place, by the names of their clinicians.
    ///
    /// # Errors
    /// Where nobody works there.
    pub async fn at(store: &Store, location: &LocationId) -> Result<Vec<Self>, Error> {
        let named = Self::at_any(store, from_ref(location)).await?;
        if named.is_empty() { Err(Error::NoLocation(location.clone())) } else { Ok(named) }
    }

    /// The roles at places, by the names of their clinicians.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn at_any(store: &Store, locations: &[LocationId]) -> Result<Vec<Self>, store::Error> {
        let mut named = Self::all(store, store::office::roles_at(store, locations).await?).await?;
        named.sort_by_key(|named| named.clinician.as_ref().map(|it| (it.family.clone(), it.name.clone())));
        Ok(named)
    }

    /// The names of roles, in the same order.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn all(store: &Store, roles: Vec<Role>) -> Result<Vec<Self>, store::Error> {
        let clinicians = store::office::clinicians(store, &roles).await?;
        let locations = store::office::locations(store, &roles).await?;
        let named = |role: Role| Self {
            clinician: clinicians.get(&role.clinician).cloned(),
            location: locations.get(&role.location).cloned(),
            role,
        };
        Ok(roles.into_iter().map(named).collect())
    }

    /// The zone of the place.
    pub fn zone(&self) -> &str {
        self.location.as_ref().map_or("UTC", |it| &it.time_zone)
    }
}
