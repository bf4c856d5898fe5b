//! Who is near the place of a search.

use super::{
    directory::Directory,
    offices::Office,
    places::miles,
    roles::Roles,
    spot::{Spot, Spots},
};
use crate::domain::{found::KnownPlace, search::words};

/// Miles: a position so far from every ZIP is not in the country.
const FARTHEST: f64 = 100.0;

/// Who is near a place.
pub(super) struct Near {
    /// The place.
    pub place: KnownPlace,
    /// Who is at an office there, or within the miles.
    pub roles: Roles,
    /// The miles to each office by its number, where both positions are known.
    pub miles: Vec<Option<f64>>,
}

impl Directory {
    /// The place that a text names, and who is within so many miles of it. `None` where there
    /// is no such place.
    pub(super) fn near(&self, text: &str, within: u16) -> Option<Near> {
        let (words, spots) = (words(text), self.spots());
        let Spot { place, position, offices } =
            spots.named(&words).or_else(|| spots.begun(&words)).or_else(|| spots.slipped(&words))?;
        let away = |office: &Office| Some(miles(position?, office.position?));
        let miles: Vec<_> = self.offices.list.iter().map(away).collect();
        let near = |office: usize| {
            let near = miles[office].is_some_and(|miles| miles <= f64::from(within));
            near || offices.contains(&(office as u32))
        };
        let near: Vec<_> = (0..miles.len()).map(near).collect();
        let there = |ordinal: &u32| near[self.offices.of(*ordinal) as usize];
        let roles = (0..self.len() as u32).filter(there).collect();
        Some(Near { place, roles, miles })
    }

    /// Whether a text is a ZIP, or a city: with its state, or in a state with offices.
    pub(super) fn is_place(&self, text: &str) -> bool {
        self.spots().named(&words(text)).is_some()
    }

    /// The city and ZIP nearest to a position in degrees; `None` far from the country.
    pub fn nearest_place(&self, latitude: f64, longitude: f64) -> Option<KnownPlace> {
        let (zip, city, miles) = self.places.nearest((latitude, longitude))?;
        (miles <= FARTHEST).then(|| KnownPlace { name: city.name_with_state(), zip: Some(zip) })
    }

    fn spots(&self) -> Spots<'_> {
        Spots { places: &self.places, offices: &self.offices }
    }
}
