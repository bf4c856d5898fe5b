//! The first reading: what the files list. Nothing is written before it has come to its end, so
//! that a file that breaks off leaves the directory as it is.

use std::{
    collections::{BTreeMap, HashMap},
    ops::ControlFlow,
};

use app::{
    domain::id::{LocationId, RoleId},
    store::{self, Store, directory},
};
use serde_json::Value;

use super::{
    ImportError,
    found::{self, Depth, Found},
    ids::{Ids, hash},
    organization, part_of, practitioner,
    progress::Progress,
    reference::{is_id, target},
    resource::{Faults, Part},
    resource_type::ResourceType,
    source::Source,
    surroundings::Surroundings,
};

/// What the files list, and what is in the directory already.
#[derive(Default)]
pub struct Survey {
    types: BTreeMap<ResourceType, Listed>,
    /// Places and services.
    pub around: Surroundings,
    /// Where roles were before: hashes of both.
    places: HashMap<u64, u64>,
    partial: bool,
}

/// What is known about the resources of one type.
#[derive(Default)]
struct Listed {
    /// In the directory before.
    there: Ids,
    /// Listed by the files, usable or not.
    active: Ids,
    /// Listed, and refused.
    unusable: Ids,
    /// Listed as not active any more.
    inactive: Ids,
    /// Whether something could not be read that may be of this type.
    uncertain: bool,
    part_of: part_of::PartOf,
    circular: Ids,
}

impl Survey {
    /// Looks at the directory; the files are a part of it, or the whole.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn begin(store: &Store, partial: bool) -> Result<Self, store::Error> {
        let mut types: BTreeMap<_, Listed> = BTreeMap::new();
        for kind in ResourceType::ALL {
            let listed = types.entry(kind).or_default();
            listed.there =
                directory::ids(store, kind.kept()).await?.iter().map(|id| hash(whole(id))).collect();
        }
        let placed = |(role, place): (RoleId, LocationId)| (hash(role.as_str()), hash(place.as_str()));
        let places = directory::places(store).await?.into_iter().map(placed).collect();
        let around = if partial { Surroundings::of(store).await? } else { Surroundings::default() };
        Ok(Self { types, around, places, partial })
    }

    /// Reads the files to their end.
    ///
    /// # Errors
    /// When one of them cannot be read so far.
    pub fn read(mut self, sources: &[Source], progress: &mut Progress) -> Result<Self, ImportError> {
        found::each(sources, Depth::Listing, progress, |found| {
            self.note(&found);
            ControlFlow::Continue(())
        })?;
        for listed in self.types.values_mut() {
            listed.circular = listed.part_of.circular();
        }
        self.around.settle();
        Ok(self)
    }

    fn note(&mut self, found: &Found) {
        match (&found.resource, found.kind) {
            (Ok(resource), Some(kind)) => self.note_resource(kind, resource),
            (Ok(_), None) => {}
            (Err(_), Some(kind)) => self.types.entry(kind).or_default().uncertain = true,
            (Err(_), None) => self.types.values_mut().for_each(|listed| listed.uncertain = true),
        }
    }

    fn note_resource(&mut self, kind: ResourceType, resource: &Value) {
        let Some(id) = resource["id"].as_str().filter(|id| is_id(id)) else { return };
        let listed = self.types.entry(kind).or_default();
        if is_inactive(resource) {
            listed.inactive.insert(id);
            return;
        }
        listed.active.insert(id);
        if !is_usable(kind, resource) {
            listed.unusable.insert(id);
        }
        if let Some((_, whole)) = resource["partOf"]["reference"].as_str().and_then(target) {
            listed.part_of.insert(hash(id), hash(whole));
        }
        match kind {
            ResourceType::Location => self.around.add_place(id, resource),
            ResourceType::HealthcareService => self.around.add_service(resource),
            _ => {}
        }
    }

    /// Whether the directory has a resource once the import is done.
    pub fn will_have(&self, kind: ResourceType, id: &str) -> bool {
        let Some(listed) = self.types.get(&kind) else { return false };
        let there = listed.there.contains(id);
        match listed.active.contains(id) {
            true => there || !listed.unusable.contains(id),
            false => there && !self.drops(kind, id),
        }
    }

    /// Whether a resource that is in the directory is to be taken out.
    pub fn drops(&self, kind: ResourceType, id: &str) -> bool {
        self.is_inactive(kind, id) || self.retires(kind, hash(id))
    }

    /// Whether the files say that a resource is not active any more.
    pub fn is_inactive(&self, kind: ResourceType, id: &str) -> bool {
        self.types
            .get(&kind)
            .is_some_and(|listed| listed.inactive.contains(id) && !listed.active.contains(id))
    }

    /// Whether a role was at that place before.
    pub fn was_at(&self, role: &RoleId, place: &LocationId) -> bool {
        self.places.get(&hash(role.as_str())) == Some(&hash(place.as_str()))
    }

    /// Whether `partOf` leads from a resource back to itself.
    pub fn is_circular(&self, kind: ResourceType, id: &str) -> bool {
        self.types.get(&kind).is_some_and(|listed| listed.circular.contains(id))
    }

    /// Of how many resources of a type that are there how many are not listed any more.
    pub fn retired(&self, kind: ResourceType) -> (usize, usize) {
        self.types.get(&kind).map_or((0, 0), |listed| {
            (listed.there.len(), listed.there.hashes().filter(|id| self.retires(kind, *id)).count())
        })
    }

    /// Types of which nothing is retired, though the directory has some: not all of the files
    /// could be read.
    pub fn uncertain(&self) -> Vec<ResourceType> {
        let uncertain = self.types.iter().filter(|(_, listed)| listed.uncertain && listed.there.len() > 0);
        uncertain.filter(|_| !self.partial).map(|(kind, _)| *kind).collect()
    }

    /// Only a reading of the whole type tells what is not there any more.
    fn retires(&self, kind: ResourceType, id: u64) -> bool {
        let unlisted =
            |listed: &Listed| !listed.active.contains_hash(id) && !listed.inactive.contains_hash(id);
        !self.partial && self.types.get(&kind).is_some_and(|listed| !listed.uncertain && unlisted(listed))
    }
}

/// The id of the directory: a role's part at another of several places is `id~location`.
pub fn whole(id: &str) -> &str {
    id.split('~').next().unwrap_or(id)
}

/// What is not active any more: `active` of most types, `status` of locations and products. A
/// place that is suspended comes back with a later import.
pub fn is_inactive(resource: &Value) -> bool {
    let status = resource["status"].as_str();
    resource["active"].as_bool() == Some(false)
        || matches!(status, Some("inactive" | "suspended" | "retired"))
}

/// Whether the second reading takes it in, as far as others can refer to it.
fn is_usable(kind: ResourceType, resource: &Value) -> bool {
    let faults = Faults::default();
    let resource = Part::root(resource, &faults);
    match kind {
        ResourceType::Organization | ResourceType::Location | ResourceType::InsurancePlan => {
            organization::name(&resource).is_some()
        }
        ResourceType::Practitioner => practitioner::name(&resource).is_some(),
        _ => true,
    }
}
