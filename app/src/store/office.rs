//! Appointments as an office looks at them: by role and day, whosever they are.

use std::collections::{BTreeSet, HashMap};

use jiff::Timestamp;
use serde_json::json;

use super::{Error, Store, batch, schedule};
use crate::domain::{
    appointment::Appointment,
    directory::{Clinician, Location, Role},
    id::{AppointmentId, ClinicianId, LocationId, MemberId, RoleId},
    member::Member,
};

/// Who works at places, by the index on them.
const AT: &str = "SELECT *, record::id(id) AS id FROM role WHERE location IN $locations ORDER BY id";

/// The appointment with that id, whosever it is.
///
/// # Errors
/// Those of the engine.
pub async fn find(store: &Store, id: &AppointmentId) -> Result<Option<Appointment>, Error> {
    Ok(batch::find(store, "appointment", &[id.as_str()]).await?.pop())
}

/// The appointments with those ids, by start.
///
/// # Errors
/// Those of the engine.
pub async fn of<'a>(
    store: &Store,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<Appointment>, Error> {
    let mut found: Vec<Appointment> = batch::find(store, "appointment", &Vec::from_iter(ids)).await?;
    found.sort_by_key(|appointment| appointment.start.instant);
    Ok(found)
}

/// The appointments of roles that are booked and have a step from `from` on and before `until`, by
/// start.
///
/// # Errors
/// Those of the engine.
pub async fn booked(
    store: &Store,
    roles: &[&RoleId],
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Appointment>, Error> {
    let taken = schedule::taken_of(store, roles, from, until).await?;
    let ids: BTreeSet<_> = taken.into_iter().filter_map(|step| step.appointment).collect();
    of(store, ids.iter().map(AppointmentId::as_str)).await
}

/// The members of appointments, as far as they are on the roll.
///
/// # Errors
/// Those of the engine.
pub async fn members(
    store: &Store,
    appointments: &[Appointment],
) -> Result<HashMap<MemberId, Member>, Error> {
    let ids: BTreeSet<_> = appointments.iter().map(|appointment| appointment.member.as_str()).collect();
    let members: Vec<Member> = batch::find(store, "member", &Vec::from_iter(ids)).await?;
    Ok(members.into_iter().map(|member| (member.id.clone(), member)).collect())
}

/// The clinicians of roles, as far as the directory has them.
///
/// # Errors
/// Those of the engine.
pub async fn clinicians(store: &Store, roles: &[Role]) -> Result<HashMap<ClinicianId, Clinician>, Error> {
    let ids: BTreeSet<_> = roles.iter().map(|role| role.clinician.as_str()).collect();
    let clinicians: Vec<Clinician> = batch::find(store, "clinician", &Vec::from_iter(ids)).await?;
    Ok(clinicians.into_iter().map(|clinician| (clinician.id.clone(), clinician)).collect())
}

/// The places of roles, as far as the directory has them.
///
/// # Errors
/// Those of the engine.
pub async fn locations(store: &Store, roles: &[Role]) -> Result<HashMap<LocationId, Location>, Error> {
    let ids: BTreeSet<_> = roles.iter().map(|role| role.location.as_str()).collect();
    let locations: Vec<Location> = batch::find(store, "location", &Vec::from_iter(ids)).await?;
    Ok(locations.into_iter().map(|location| (location.id.clone(), location)).collect())
}

/// The roles at places, by id.
///
/// # Errors
/// Those of the engine.
pub async fn roles_at(store: &Store, locations: &[LocationId]) -> Result<Vec<Role>, Error> {
    store.rows(AT, json!({ "locations": locations })).await
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[tokio::test]
    async fn who_works_at_places_is_found_by_the_index() -> Result<(), Error> {
        let store = Store::open("mem://", None).await?;
        let mut answer =
            store.run(&format!("EXPLAIN {AT}"), json!({ "locations": ["here", "there"] })).await?;
        let plan = answer.take::<Option<Value>>(0)?.unwrap_or_default();
        assert!(plan.to_string().contains("role_location"), "{plan}");
        Ok(())
    }
}
