//! The places of care in the directory, who is at each, and the cities that have some.

use std::{collections::HashMap, sync::Arc};

use super::{
    directory::Entry,
    places::{Places, Position},
};
use crate::domain::{directory::Location, id::LocationId, search::words};

/// A place of care.
pub(super) struct Office {
    /// The place.
    pub location: Arc<Location>,
    /// Where it is, or its ZIP.
    pub position: Option<Position>,
    /// Who is there, in order: of thousands of places each has a few.
    pub roles: Vec<u32>,
}

/// A city with offices.
pub(super) struct Town {
    /// Its words, for looking it up.
    pub words: String,
    /// City and state, for example `Olympia, WA`.
    pub name: String,
    /// Two letters.
    pub state: String,
    /// Its offices, by their numbers.
    pub offices: Vec<u32>,
    /// Where it is, where that is known.
    pub position: Option<Position>,
}

/// All places of care.
pub(super) struct Offices {
    /// The places.
    pub list: Vec<Office>,
    /// The cities, those with most offices first.
    pub towns: Vec<Town>,
    /// The number of each ordinal's place.
    of: Vec<u32>,
    by_id: HashMap<LocationId, u32>,
}

impl Offices {
    /// The places of roles in the order of their ordinals.
    pub fn new(entries: &[Entry], places: &Places) -> Self {
        let (list, of) = (Vec::new(), Vec::with_capacity(entries.len()));
        let mut offices = Self { list, towns: Vec::new(), of, by_id: HashMap::new() };
        for (ordinal, entry) in (0..).zip(entries) {
            let office = offices.number(&entry.location, places);
            offices.of.push(office);
            offices.list[office as usize].roles.push(ordinal);
        }
        offices.towns = towns(&offices.list, places);
        offices
    }

    fn number(&mut self, location: &Arc<Location>, places: &Places) -> u32 {
        let Self { list, by_id, .. } = self;
        *by_id.entry(location.id.clone()).or_insert_with(|| {
            let position = location.position.or_else(|| places.zip(&location.zip)?.position);
            list.push(Office { location: location.clone(), position, roles: Vec::new() });
            list.len() as u32 - 1
        })
    }

    /// The number of a role's place.
    pub fn of(&self, ordinal: u32) -> u32 {
        self.of[ordinal as usize]
    }

    /// The number of each ordinal's place.
    pub fn of_all(&self) -> &[u32] {
        &self.of
    }

    /// The place with that id.
    pub fn find(&self, id: &LocationId) -> Option<&Location> {
        self.by_id.get(id).map(|office| &*self.list[*office as usize].location)
    }

    /// Who is at a place.
    pub fn roles_at(&self, id: &LocationId) -> &[u32] {
        self.by_id.get(id).map_or(&[], |office| &self.list[*office as usize].roles)
    }

    /// Whether any place is in a state.
    pub fn has_state(&self, state: &str) -> bool {
        self.towns.iter().any(|town| town.state == state)
    }
}

impl Town {
    /// Whether it is in that state, where one is named.
    pub fn is_in(&self, state: Option<&str>) -> bool {
        state.is_none_or(|state| state == self.state)
    }
}

fn towns(offices: &[Office], places: &Places) -> Vec<Town> {
    let mut towns: HashMap<(String, String), Town> = HashMap::new();
    for (number, office) in (0..).zip(offices) {
        let Location { city, state, .. } = &*office.location;
        let words = words(city).join(" ");
        let town = towns.entry((words.clone(), state.clone())).or_insert_with(|| Town {
            position: position(&words, state, places).or(office.position),
            name: format!("{city}, {state}"),
            state: state.clone(),
            offices: Vec::new(),
            words,
        });
        town.offices.push(number);
    }
    let mut towns: Vec<_> = towns.into_values().collect();
    towns.sort_by(|a, b| (b.offices.len(), &a.name).cmp(&(a.offices.len(), &b.name)));
    towns
}

fn position(words: &str, state: &str, places: &Places) -> Option<Position> {
    places.cities(words).iter().find(|city| *city.state == *state)?.position
}
