//! What somebody may want who is still typing: specialties, cities, offices and clinicians.

use std::{cmp::Reverse, collections::HashSet};

use tantivy::TantivyError;

use super::{
    directory::{Directory, Entry},
    offices::Offices,
    text::{Document, Words, wanted},
};
use crate::domain::{found::Suggestion, id::SpecialtyId, plan::Plan};

/// So many are offered.
const MOST: usize = 8;

/// So many of one kind, where there are others.
const MOST_OF_A_KIND: usize = 4;

/// What can be suggested, and the words for it.
pub(super) struct Suggestions {
    words: Words,
    /// By the number of its document; of equals the first is the best.
    list: Vec<Target>,
}

/// What a suggestion leads to.
enum Target {
    Specialty(SpecialtyId),
    /// By its place among the towns.
    City(u32),
    /// By its number.
    Office(u32),
    /// By the ordinal of the first role.
    Clinician(u32),
}

impl Suggestions {
    /// Specialties that somebody has, cities, offices, clinicians.
    pub fn new(entries: &[Entry], offices: &Offices, plan: &Plan) -> Result<Self, TantivyError> {
        let had: HashSet<_> = entries.iter().filter_map(|entry| entry.role.specialty.as_ref()).collect();
        let specialties = plan.specialties.iter().filter(|specialty| had.contains(&specialty.id));
        let specialties = specialties
            .map(|specialty| (Target::Specialty(specialty.id.clone()), specialty.names().join(" ")));
        let cities = (0..).zip(&offices.towns).map(|(n, town)| (Target::City(n), town.name.clone()));
        let places = (0..).zip(&offices.list);
        let places = places.map(|(n, office)| (Target::Office(n), office.location.name.clone()));
        let mut seen = HashSet::new();
        let people = (0..).zip(entries).filter(|(_, entry)| seen.insert(&entry.clinician.id));
        let people = people.map(|(n, entry)| (Target::Clinician(n), entry.clinician.name.clone()));
        let all = specialties.chain(cities).chain(places).chain(people);
        let (list, names): (Vec<_>, Vec<_>) = all.unzip();
        let documents = names.into_iter().map(|name| Document { name, ..Document::default() });
        Ok(Self { words: Words::new(documents)?, list })
    }

    /// The best ones: at first not too many of one kind, so that each kind is seen.
    fn best(&self, text: &str) -> Vec<&Target> {
        let wanted = wanted(text);
        if wanted.is_empty() {
            return Vec::new();
        }
        let scores = self.words.scores(&wanted);
        let mut kinds: [Vec<(Reverse<u8>, u32)>; 4] = Default::default();
        for (document, score) in scores.fitting() {
            keep(&mut kinds[self.list[document as usize].kind()], (Reverse(score), document));
        }
        let rest = kinds.iter_mut().flat_map(|kind| kind.split_off(kind.len().min(MOST_OF_A_KIND)));
        let mut rest: Vec<_> = rest.collect();
        let mut best: Vec<_> = kinds.concat();
        best.sort_unstable();
        rest.sort_unstable();
        best.extend(rest);
        best.truncate(MOST);
        best.into_iter().map(|(_, document)| &self.list[document as usize]).collect()
    }
}

/// Keeps the best few of a kind, in order.
fn keep(kind: &mut Vec<(Reverse<u8>, u32)>, next: (Reverse<u8>, u32)) {
    let place = kind.partition_point(|kept| *kept < next);
    if place < MOST {
        kind.truncate(MOST - 1);
        kind.insert(place, next);
    }
}

impl Target {
    fn kind(&self) -> usize {
        match self {
            Self::Specialty(_) => 0,
            Self::City(_) => 1,
            Self::Office(_) => 2,
            Self::Clinician(_) => 3,
        }
    }
}

impl Directory {
    /// What somebody may want who has typed so much: at most eight, the best first.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        self.suggestions.best(text).into_iter().map(|target| self.suggestion(target)).collect()
    }

    fn suggestion(&self, target: &Target) -> Suggestion {
        match target {
            Target::Specialty(id) => Suggestion::Specialty(id.clone()),
            Target::City(town) => Suggestion::City(self.offices.towns[*town as usize].name.clone()),
            Target::Office(number) => {
                let location = &self.offices.list[*number as usize].location;
                let (id, name, city) = (location.id.clone(), location.name.clone(), location.city.clone());
                Suggestion::Office { id, name, city }
            }
            Target::Clinician(ordinal) => {
                let Entry { role, clinician, location } = self.entry(*ordinal);
                Suggestion::Clinician {
                    id: clinician.id.clone(),
                    name: clinician.name.clone(),
                    specialty: role.specialty.clone(),
                    city: location.city.clone(),
                }
            }
        }
    }
}
