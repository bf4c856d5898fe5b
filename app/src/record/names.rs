//! What those are called who have done something to a record.

use std::collections::{HashMap, HashSet};

use crate::{
    domain::{
        actor::Actor,
        audit::{Access, Outcome, Who},
        id::{LocationId, MemberId, StaffId},
        record::HeldAccess,
        right::Personal,
        staff::Staff,
        time::LocalTime,
    },
    portal::{Portal, zone},
    store::{self, Store, audit::Wanted},
};

/// What was done to a member's record, the newest first, at most `limit`: all of it, or only `by_others`.
///
/// # Errors
/// Those of the store.
pub async fn accesses_to(
    portal: &Portal,
    member: &Personal,
    by_others: bool,
    limit: usize,
) -> Result<Vec<Access>, store::Error> {
    let wanted = Wanted { member: Some(member.id.clone()), by_others, ..Wanted::default() };
    store::audit::search(&portal.store, &wanted, limit).await
}

/// What was done to a record, by name and on the plan's clock.
///
/// # Errors
/// Those of the store.
pub async fn accesses(portal: &Portal, found: Vec<Access>) -> Result<Vec<HeldAccess>, store::Error> {
    let names = Names::of(&portal.store, found.iter().filter_map(|it| it.by.as_ref())).await?;
    let emergencies = found.iter().filter_map(|it| it.emergency.as_ref());
    let reasons = store::emergency::reasons(&portal.store, emergencies).await?;
    let zone = zone(&portal.plan.time_zone);
    let held = |access: Access| HeldAccess {
        at: LocalTime::at(access.at, &zone),
        who: names.who(access.by.as_ref()),
        action: access.action,
        kind: access.kind,
        about: access.about,
        reason: access.emergency.and_then(|id| reasons.get(&id).cloned()),
        refused: access.outcome == Outcome::Refused,
    };
    Ok(found.into_iter().map(held).collect())
}

/// Names of members and of people of offices.
pub struct Names {
    members: HashMap<MemberId, String>,
    staff: Vec<Staff>,
    places: HashMap<LocationId, String>,
}

impl Names {
    /// Looks up whoever has done something.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn of<'a>(
        store: &Store,
        actors: impl Iterator<Item = &'a Actor> + Clone,
    ) -> Result<Self, store::Error> {
        let proxies: HashSet<_> = actors.clone().filter_map(|by| by.proxy().cloned()).collect();
        let proxies: Vec<_> = proxies.into_iter().collect();
        let ids: HashSet<_> = actors.filter_map(Actor::staff).collect();
        let staff = store::staff::find_all(store, &ids.into_iter().collect::<Vec<_>>()).await?;
        let places: Vec<_> = staff.iter().flat_map(|staff| staff.offices.clone()).collect();
        let places = store::directory::locations_of(store, &places).await?;
        Ok(Self {
            members: store::member::names(store, &proxies).await?,
            staff,
            places: places.into_iter().map(|place| (place.id, place.name)).collect(),
        })
    }

    /// Who that is. Who gave a command is not named: it was the plan.
    pub fn who(&self, by: Option<&Actor>) -> Who {
        match by {
            None => Who::Unknown,
            Some(Actor::Member) => Who::You,
            Some(Actor::Proxy(id)) => self.members.get(id).cloned().map_or(Who::Plan, Who::Proxy),
            Some(Actor::Staff(id)) => self.staff(id),
            Some(Actor::Operator(_) | Actor::Plan) => Who::Plan,
        }
    }

    fn staff(&self, id: &StaffId) -> Who {
        let Some(Staff { name, offices, .. }) = self.staff.iter().find(|staff| staff.id == *id) else {
            return Who::Plan;
        };
        let offices = offices.iter().filter_map(|id| self.places.get(id).cloned()).collect();
        Who::Staff { name: name.clone(), offices }
    }
}
