//! What counts as one result: a role, an office, or the people of one specialty at an office.

use std::collections::HashMap;

use super::{
    directory::{Directory, Entry},
    offices::Offices,
    roles::Roles,
};
use crate::domain::search::By;

/// The group of each ordinal; `None` where each is by itself.
#[derive(Clone, Copy)]
pub(super) struct Groups<'a>(Option<&'a [u32]>);

impl Groups<'_> {
    /// The group of a role.
    pub fn of(self, ordinal: u32) -> u32 {
        self.0.map_or(ordinal, |groups| groups[ordinal as usize])
    }

    /// How many groups the roles make.
    pub fn count(self, roles: &Roles) -> usize {
        let Some(groups) = self.0 else { return roles.len() };
        let mut seen = vec![false; groups.len()];
        let mut new = |group: u32| !std::mem::replace(&mut seen[group as usize], true);
        roles.iter().filter(|ordinal| new(self.of(*ordinal))).count()
    }

    /// Those of the roles that are in the group of one.
    pub fn with(self, ordinal: u32, roles: &Roles) -> Roles {
        if self.0.is_none() {
            return Roles::from_iter([ordinal]);
        }
        roles.iter().filter(|other| self.of(*other) == self.of(ordinal)).collect()
    }
}

impl Directory {
    /// The groups of a search by `by`.
    pub(super) fn groups(&self, by: By) -> Groups<'_> {
        Groups(match by {
            By::Clinician => None,
            By::Office => Some(self.offices.of_all()),
            By::Team => Some(&self.teams),
        })
    }
}

/// The team of each ordinal: those of one specialty, as the directory words it where the plan
/// does not know it, at one office.
pub(super) fn teams(entries: &[Entry], offices: &Offices) -> Vec<u32> {
    let mut numbers = HashMap::new();
    let team = |(ordinal, entry): (u32, &Entry)| {
        let specialty = entry.role.specialty.as_ref();
        let display = specialty.is_none().then(|| entry.role.specialty_display.clone());
        let next = numbers.len() as u32;
        *numbers.entry((offices.of(ordinal), specialty.cloned(), display)).or_insert(next)
    };
    (0..).zip(entries).map(team).collect()
}
