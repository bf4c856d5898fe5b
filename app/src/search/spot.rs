//! Which place a text names: a ZIP or a city of the country, or a part of one with offices.

use super::{
    offices::{Offices, Town},
    places::{City, Places, Position},
    states::split_state,
};
use crate::domain::found::KnownPlace;

/// A place that is known, and the numbers of the offices that are in it.
pub(super) struct Spot {
    pub place: KnownPlace,
    pub position: Option<Position>,
    pub offices: Vec<u32>,
}

/// What places can be named.
pub(super) struct Spots<'a> {
    pub places: &'a Places,
    pub offices: &'a Offices,
}

impl Spots<'_> {
    /// A ZIP, alone or after its city, or a city by its whole name.
    pub fn named(&self, words: &[String]) -> Option<Spot> {
        match words {
            [zip] if is_zip(zip) => self.zip(zip),
            [zip, more] if is_zip(zip) && more.len() == 4 && are_digits(more) => self.zip(zip),
            [city @ .., zip] if is_zip(zip) => self.city_of(city).and_then(|_| self.zip(zip)),
            city => self.city_of(city),
        }
    }

    fn city_of(&self, words: &[String]) -> Option<Spot> {
        let city = self.city(&words.join(" "), None);
        city.or_else(|| split_state(words).and_then(|(name, state)| self.city(&name.join(" "), Some(state))))
    }

    /// What somebody means who has written the beginning of a ZIP or of a city's name: of
    /// several cities with offices all of them, of others the only one.
    pub fn begun(&self, words: &[String]) -> Option<Spot> {
        let text = words.join(" ");
        if text.len() < 5 && are_digits(&text) {
            return Spot::of_offices(&text, self.at_zip(&text));
        }
        let (name, state) = match split_state(words) {
            Some((name, state)) => (name.join(" "), Some(state)),
            None => (text, None),
        };
        let so = |town: &&Town| town.words.starts_with(&name) && town.is_in(state);
        let towns: Vec<_> = self.offices.towns.iter().filter(so).collect();
        match towns.as_slice() {
            _ if name.is_empty() => None,
            [] => self.only_city(&name, state).map(Spot::of_city),
            [town] => Some(Spot::of_town(town)),
            towns => Spot::of_offices(&name, towns.iter().flat_map(|town| &town.offices).copied().collect()),
        }
    }

    fn zip(&self, zip: &str) -> Option<Spot> {
        let offices = self.at_zip(zip);
        let known = self.places.zip(zip).map(|found| (found.city.name_with_state(), found.position));
        let of_office = || {
            let office = &self.offices.list[*offices.first()? as usize];
            Some((format!("{}, {}", office.location.city, office.location.state), office.position))
        };
        let (name, position) = known.or_else(of_office)?;
        Some(Spot { place: KnownPlace { name, zip: Some(zip.to_owned()) }, position, offices })
    }

    /// The city of that name with most offices, or else the largest. Without its state a city
    /// is meant only where its state has offices.
    fn city(&self, name: &str, state: Option<&str>) -> Option<Spot> {
        let town = self.offices.towns.iter().find(|town| town.words == name && town.is_in(state));
        let fits = |city: &&City| self.is_meant(city, state);
        let largest = || self.places.cities(name).iter().filter(fits).max_by_key(|city| city.zips);
        town.map(Spot::of_town).or_else(|| largest().map(Spot::of_city))
    }

    fn only_city(&self, name: &str, state: Option<&str>) -> Option<&City> {
        let mut cities = self.places.cities_beginning(name).iter().filter(|city| self.is_meant(city, state));
        cities.next().filter(|_| cities.next().is_none())
    }

    fn is_meant(&self, city: &City, state: Option<&str>) -> bool {
        state.map_or_else(|| self.offices.has_state(&city.state), |state| *city.state == *state)
    }

    fn at_zip(&self, zip: &str) -> Vec<u32> {
        let all = (0..).zip(&self.offices.list);
        all.filter(|(_, office)| office.location.zip.starts_with(zip)).map(|(number, _)| number).collect()
    }
}

impl Spot {
    pub fn of_town(town: &Town) -> Self {
        let place = KnownPlace { name: town.name.clone(), zip: None };
        Self { place, position: town.position, offices: town.offices.clone() }
    }

    pub fn of_city(city: &City) -> Self {
        let place = KnownPlace { name: city.name_with_state(), zip: None };
        Self { place, position: city.position, offices: Vec::new() }
    }

    fn of_offices(text: &str, offices: Vec<u32>) -> Option<Self> {
        let place = KnownPlace { name: text.to_owned(), zip: None };
        (!offices.is_empty()).then_some(Self { place, position: None, offices })
    }
}

fn is_zip(word: &str) -> bool {
    word.len() == 5 && are_digits(word)
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit())
}
