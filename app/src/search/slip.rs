//! A city whose name was typed with a slip of the finger.

use std::{cmp::Reverse, collections::BTreeSet};

use strsim::osa_distance;

use super::{
    offices::Town,
    places::City,
    spot::{Spot, Spots},
    states::split_state,
};

/// Names of so many letters are told apart from others in spite of one slip, and of two.
const ONE: usize = 4;
const TWO: usize = 8;

impl Spots<'_> {
    /// The city that is nearest to what was typed: one with offices, or else the largest in a state
    /// with offices. `None` where nothing is near.
    pub fn slipped(&self, words: &[String]) -> Option<Spot> {
        let (name, state) = match split_state(words) {
            Some((name, state)) => (name.join(" "), Some(state)),
            None => (words.join(" "), None),
        };
        let slips = |other: &str| slips(&name, other);
        let of_town = |town: &&Town| Some((slips(&town.words)?, Reverse(town.offices.len())));
        let towns = self.offices.towns.iter().filter(|town| town.is_in(state));
        let town = towns.filter(|town| of_town(town).is_some()).min_by_key(of_town);
        town.map(Spot::of_town).or_else(|| {
            let states: BTreeSet<_> = self.offices.towns.iter().map(|town| town.state.as_str()).collect();
            let meant = |city: &&City| match state {
                Some(state) => *city.state == *state,
                None => states.contains(&*city.state),
            };
            let of_city = |city: &&City| Some((slips(city.words())?, Reverse(city.zips)));
            let cities = self.places.all_cities().iter().filter(meant);
            cities.filter(|city| of_city(city).is_some()).min_by_key(of_city).map(Spot::of_city)
        })
    }
}

/// How many slips lie between two names; `None` where they are too many.
fn slips(typed: &str, name: &str) -> Option<usize> {
    let length = typed.chars().count();
    let most = match length {
        0..ONE => return None,
        ONE..TWO => 1,
        _ => 2,
    };
    if length.abs_diff(name.chars().count()) > most {
        return None;
    }
    Some(osa_distance(typed, name)).filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn longer_names_forgive_more_and_short_ones_nothing() {
        for (typed, name, found) in [
            ("olimpia", "olympia", Some(1)),
            ("olmypia", "olympia", Some(1)),
            ("olympa", "olympia", Some(1)),
            ("olimpa", "olympia", None),
            ("vancuover", "vancouver", Some(1)),
            ("belingam", "bellingham", Some(2)),
            ("ken", "kent", None),
            ("kent", "kent", Some(0)),
            ("kant", "kent", Some(1)),
        ] {
            assert_eq!(slips(typed, name), found, "{typed}");
        }
    }
}
