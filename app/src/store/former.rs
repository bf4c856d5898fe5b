//! Roles that the directory does not list any more, as they last were: of what was agreed with them
//! letters and receipts tell with whom and where still.

use std::collections::HashMap;

use super::{
    Error, Store, batch,
    directory::{clinicians_of, locations_of, roles_of},
};
use crate::domain::{
    directory::{Listing, Role},
    id::RoleId,
};

/// Keeps them, as far as their clinicians and places are there: before they are taken out.
pub(super) async fn keep(store: &Store, ids: &[String]) -> Result<(), Error> {
    let ids: Vec<_> = ids.iter().cloned().map(RoleId).collect();
    let roles = roles_of(store, &ids).await?;
    let (clinicians, locations): (Vec<_>, Vec<_>) =
        roles.iter().map(|role| (role.clinician.clone(), role.location.clone())).unzip();
    let clinicians = clinicians_of(store, &clinicians).await?.into_iter();
    let locations = locations_of(store, &locations).await?.into_iter();
    let clinicians: HashMap<_, _> = clinicians.map(|it| (it.id.clone(), it)).collect();
    let locations: HashMap<_, _> = locations.map(|it| (it.id.clone(), it)).collect();
    let listing = |role: Role| -> Option<Listing> {
        let Role { clinician, location, .. } = &role;
        let (clinician, location) = (clinicians.get(clinician)?.clone(), locations.get(location)?.clone());
        Some(Listing { role, clinician, location })
    };
    let former: Vec<_> = roles.into_iter().filter_map(listing).collect();
    batch::save(store, "former_role", &former, |it| it.role.id.as_str()).await.map(drop)
}

/// The role with that id as it last was.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &RoleId) -> Result<Option<Listing>, Error> {
    store.record("former_role", id.as_str()).await
}
