//! Clinicians who have several roles: who takes a time with one of these takes it with the clinician.
//! Whose roles have no hours at one time need nothing, and they are most.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    Error, Store,
    changes::Changed,
    directory::{self, Everything},
};
use crate::domain::{
    id::{ClinicianId, MemberId, RoleId},
    schedule::Schedule,
    several::{ByRole, Meanwhile, Post, Several},
    time::zone,
};

/// Who they are, as the directory was when it was last read.
#[derive(Default)]
pub(super) struct Known(RwLock<Option<Arc<ByRole>>>);

/// Who they are in a directory.
pub fn of(everything: &Everything) -> ByRole {
    Several::of(posts(everything))
}

/// Notes who they are from now on.
pub fn note(store: &Store, several: ByRole) {
    *store.several.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(several));
}

/// Who they are; a command that serves nobody reads it now.
pub(super) async fn known(store: &Store) -> Result<Arc<ByRole>, Error> {
    if let Some(known) = store.several.get() {
        return Ok(known);
    }
    note(store, of(&directory::all(store).await?));
    Ok(store.several.get().unwrap_or_default())
}

impl Known {
    fn get(&self) -> Option<Arc<ByRole>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What is claimed of the clinician's other roles at the time of these steps of a role's grid, but not by
/// what is kept for `member`.
///
/// # Errors
/// Those of the engine.
pub async fn claimed_meanwhile(
    store: &Store,
    role: &RoleId,
    steps: &[Timestamp],
    member: Option<&MemberId>,
) -> Result<Changed, Error> {
    let mut claimed = Changed::new();
    let Some(several) = known(store).await?.get(role).cloned() else { return Ok(claimed) };
    let others: Vec<_> = several.meanwhile(role, steps).into_iter().map(other).collect();
    let text = "RETURN array::flatten($others.map(|$other| (SELECT VALUE [role, start] \
        FROM claim:[$other.role, $other.after]..[$other.role, $other.until] \
        WHERE start != $other.after AND (hold = NONE OR hold[0] != $member))))";
    for (role, step) in store.rows(text, json!({ "others": others, "member": member })).await? {
        claimed.entry(role).or_default().insert(step);
    }
    Ok(claimed)
}

/// What `beside.surql` is given for steps of a role's grid that are taken: nothing where no other role has
/// hours then.
pub(super) fn beside(known: &ByRole, role: &RoleId, steps: &[Timestamp]) -> Option<Value> {
    let several = known.get(role)?;
    let others: Vec<_> = several.bookable_meanwhile(role, steps).into_iter().map(other).collect();
    let beside = || json!({ "clinician": several.clinician, "others": others });
    (!others.is_empty()).then(beside)
}

fn other(Meanwhile { role, after, until }: Meanwhile) -> Value {
    json!({ "role": role, "after": after, "until": until })
}

/// The roles of clinicians with several, and their hours.
fn posts(everything: &Everything) -> impl Iterator<Item = (ClinicianId, Post)> {
    let Everything { locations, roles, schedules, .. } = everything;
    let zones: HashMap<_, _> = locations.iter().map(|location| (&location.id, &location.time_zone)).collect();
    let schedules: HashMap<_, &Schedule> = schedules.iter().map(|it| (&it.role, it)).collect();
    let mut counts: HashMap<_, u32> = HashMap::new();
    roles.iter().for_each(|role| *counts.entry(&role.clinician).or_default() += 1);
    roles.iter().filter(move |role| counts[&role.clinician] > 1).filter_map(move |role| {
        let schedule =
            schedules.get(&role.id).map_or_else(|| Schedule::never(role.id.clone()), |it| (*it).clone());
        let zone = zone(zones.get(&role.location)?);
        Some((role.clinician.clone(), Post { schedule, zone }))
    })
}
