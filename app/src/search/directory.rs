//! The Provider Directory in memory: every listing by its ordinal, and what searches look into.

use std::{collections::HashMap, sync::Arc};

use jiff::tz::TimeZone;
use tantivy::TantivyError;

use super::{
    groups::teams,
    offices::Offices,
    places::Places,
    sets::Sets,
    suggestions::Suggestions,
    text::{Called, Document, Words},
};
use crate::domain::{
    directory::{Clinician, Listing, Location, Role},
    id::{ClinicianId, LocationId, RoleId},
    plan::Plan,
    visit_type::Specialty,
};

/// A role with its clinician and location: a clinician of many roles is there once, and so is a
/// location.
#[derive(Debug)]
pub struct Entry {
    /// The role.
    pub role: Role,
    /// Who.
    pub clinician: Arc<Clinician>,
    /// Where.
    pub location: Arc<Location>,
}

/// All listings of the directory. A role's ordinal is its place in the order of family name,
/// name and place.
pub struct Directory {
    pub(super) entries: Vec<Entry>,
    pub(super) sets: Sets,
    pub(super) words: Words,
    pub(super) offices: Offices,
    pub(super) places: Arc<Places>,
    pub(super) suggestions: Suggestions,
    /// The team of each ordinal.
    pub(super) teams: Vec<u32>,
    by_role: HashMap<RoleId, u32>,
}

impl Directory {
    /// Joins roles with clinicians and locations. A role whose clinician or location is not
    /// in the directory is left out: the import has reported it.
    ///
    /// # Errors
    /// Those of the index of words; none is known.
    pub fn new(
        clinicians: Vec<Clinician>,
        locations: Vec<Location>,
        roles: Vec<Role>,
        plan: &Plan,
        places: Arc<Places>,
    ) -> Result<Self, TantivyError> {
        let clinicians: HashMap<_, _> = clinicians.into_iter().map(|c| (c.id.clone(), Arc::new(c))).collect();
        let locations: HashMap<_, _> = locations.into_iter().map(|l| (l.id.clone(), Arc::new(l))).collect();
        let join = |role: Role| {
            let clinician = clinicians.get(&role.clinician)?.clone();
            let location = locations.get(&role.location)?.clone();
            Some(Entry { role, clinician, location })
        };
        let mut entries: Vec<_> = roles.into_iter().filter_map(join).collect();
        entries.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        let offices = Offices::new(&entries, &places);
        Ok(Self {
            sets: Sets::new(&entries, plan),
            words: Words::new(documents(&entries, plan))?,
            suggestions: Suggestions::new(&entries, &offices, plan)?,
            by_role: (0..).zip(&entries).map(|(ordinal, entry)| (entry.role.id.clone(), ordinal)).collect(),
            teams: teams(&entries, &offices),
            entries,
            offices,
            places,
        })
    }

    /// The listing of a role.
    pub fn role(&self, id: &RoleId) -> Option<Listing> {
        self.ordinal(id).map(|ordinal| self.entry(ordinal).listing())
    }

    /// The listings of a clinician: one for each place.
    pub fn clinician(&self, id: &ClinicianId) -> Vec<Listing> {
        let own = self.sets.clinicians.get(id).into_iter().flatten();
        own.map(|ordinal| self.entry(*ordinal).listing()).collect()
    }

    /// Who is at a place, in the order of their names.
    pub fn at(&self, location: &LocationId) -> Vec<Listing> {
        self.offices.roles_at(location).iter().map(|ordinal| self.entry(*ordinal).listing()).collect()
    }

    /// All places where somebody is.
    pub fn locations(&self) -> impl Iterator<Item = &Location> {
        self.offices.list.iter().map(|office| &*office.location)
    }

    /// The place with that id, where somebody is.
    pub fn location(&self, id: &LocationId) -> Option<&Location> {
        self.offices.find(id)
    }

    /// All roles, in the order of their ordinals.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many roles there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn entry(&self, ordinal: u32) -> &Entry {
        &self.entries[ordinal as usize]
    }

    /// The zone of a role's place.
    pub(super) fn zone(&self, ordinal: u32) -> TimeZone {
        let own = self.sets.zones.iter().find(|(_, roles)| roles.contains(ordinal));
        own.map_or(TimeZone::UTC, |(zone, _)| zone.clone())
    }

    /// The visit types of a role, by ordinal: bits in the plan's order.
    pub fn visits_of(&self, ordinal: u32) -> u64 {
        self.sets.visits_of[ordinal as usize]
    }

    /// The other roles of a role's clinician, by ordinal.
    pub fn others_of(&self, ordinal: u32) -> Vec<u32> {
        let own = self.sets.clinicians.get(&self.entry(ordinal).clinician.id).into_iter().flatten();
        own.copied().filter(|other| *other != ordinal).collect()
    }

    pub(super) fn ordinal(&self, role: &RoleId) -> Option<u32> {
        self.by_role.get(role).copied()
    }
}

impl Entry {
    /// The listing, by itself.
    pub fn listing(&self) -> Listing {
        let Self { role, clinician, location } = self;
        let (clinician, location) = (Clinician::clone(clinician), Location::clone(location));
        Listing { role: role.clone(), clinician, location }
    }

    fn sort_key(&self) -> (&str, &str, &str) {
        (&self.clinician.family, &self.clinician.name, &self.location.name)
    }
}

/// What each role is found by.
fn documents<'a>(entries: &'a [Entry], plan: &'a Plan) -> impl Iterator<Item = Document> + 'a {
    let called = |specialty: &'a Specialty| (&specialty.id, Called::new(&specialty.names()));
    let called: HashMap<_, _> = plan.specialties.iter().map(called).collect();
    entries.iter().map(move |Entry { role, clinician, location }| {
        let Location { name, city, zip, .. } = &**location;
        let called = role.specialty.as_ref().and_then(|id| called.get(id));
        Document {
            name: clinician.name.clone(),
            care: role.specialty_display.clone(),
            called: called.cloned().unwrap_or_default(),
            place: format!("{name} {city} {zip}"),
        }
    })
}
