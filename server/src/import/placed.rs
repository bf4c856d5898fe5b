//! Roles at their places: what they are looked up with, and how they are written.

use app::{
    domain::{
        directory::Role,
        id::{LocationId, RoleId, ServiceId},
        schedule::Schedule,
    },
    store::{self, Saved, Store, directory},
};

use super::role::{Listed, Surroundings};

/// The places and services that the roles name, and the places of those services.
///
/// # Errors
/// Those of the store.
pub async fn surroundings(store: &Store, listed: &[(usize, Listed)]) -> Result<Surroundings, store::Error> {
    let mut services: Vec<ServiceId> = listed.iter().flat_map(|(_, l)| l.services()).cloned().collect();
    services.sort_unstable();
    services.dedup();
    let services = directory::services(store, &services).await?;
    let of_services = services.iter().flat_map(|service| &service.locations);
    let of_roles = listed.iter().flat_map(|(_, listed)| listed.locations());
    let mut locations: Vec<LocationId> = of_services.chain(of_roles).cloned().collect();
    locations.sort_unstable();
    locations.dedup();
    let locations = directory::locations(store, &locations).await?;
    Ok(Surroundings {
        locations: locations.into_iter().map(|location| (location.id.clone(), location)).collect(),
        services: services.into_iter().map(|service| (service.id.clone(), service)).collect(),
    })
}

/// A role of the directory and what it is at each of its places.
pub type Placed = (RoleId, Vec<(Role, Schedule)>);

/// Takes out roles that are not active, and what is left of those that had other places.
///
/// # Errors
/// Those of the store.
pub async fn remove_former(
    store: &Store,
    inactive: &[String],
    placed: &[Placed],
) -> Result<(), store::Error> {
    let split = placed.iter().filter(|(_, places)| places.len() != 1).map(|(id, _)| id.clone());
    let ids: Vec<RoleId> = inactive.iter().map(|id| id.as_str().into()).chain(split).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let keep: Vec<_> =
        placed.iter().flat_map(|(_, places)| places.iter().map(|(role, _)| role.id.clone())).collect();
    directory::remove_roles(store, &ids, &keep).await.map(drop)
}

/// Writes roles and schedules. A role counts once, however many places it has: as what was
/// written most.
///
/// # Errors
/// Those of the store.
pub async fn save(store: &Store, placed: &[Placed]) -> Result<Saved, store::Error> {
    let (roles, schedules): (Vec<Role>, Vec<Schedule>) =
        placed.iter().flat_map(|(_, places)| places.iter().cloned()).unzip();
    let of_roles = directory::save_roles(store, &roles).await?;
    let of_schedules = directory::save_schedules(store, &schedules).await?;
    let mut outcomes = of_roles.into_iter().zip(of_schedules).map(|(role, schedule)| role.max(schedule));
    let of_listed = placed.iter().filter_map(|(_, places)| outcomes.by_ref().take(places.len()).max());
    Ok(of_listed.collect())
}
