//! When nobody fits: what could be dropped or changed, and how many that finds.

use super::conditions::Conditions;
use crate::domain::{
    search::{Condition, DirectoryQuery, WITHIN, When},
    visit_type::Modality,
};

/// So many are offered.
const MOST: usize = 5;

/// Miles that are tried where nobody is nearer.
const WIDER: [u16; 2] = [50, 100];

type Relaxation = (Condition, DirectoryQuery, usize);

impl Conditions<'_> {
    /// Searches that differ in one condition and find somebody, the most useful first; in two
    /// conditions where one does not help.
    pub fn relaxations(&self) -> Vec<Relaxation> {
        let mut found = self.finding(self.changes());
        if found.is_empty() {
            found = self.finding(self.pairs());
        }
        found.truncate(MOST);
        found
    }

    fn finding(&self, changes: Vec<(Condition, DirectoryQuery)>) -> Vec<Relaxation> {
        let mut found: Vec<Relaxation> = Vec::new();
        for (condition, query) in changes {
            // The nearest others are enough: those who are farther would be told twice.
            let known = |(known, other, _): &Relaxation| {
                *other == query || condition == Condition::Within && *known == condition
            };
            if found.iter().any(known) {
                continue;
            }
            let conditions = self.changed(query);
            let count = conditions.groups().count(&conditions.fitting());
            if count > 0 {
                found.push((condition, conditions.query, count));
            }
        }
        found
    }

    /// Another time, farther away, another modality; then whatever can be dropped.
    fn changes(&self) -> Vec<(Condition, DirectoryQuery)> {
        let query = DirectoryQuery { after: None, ..self.query.clone() };
        let mut changes = Vec::new();
        if query.when.is_some_and(|when| when != When::NextWeek) {
            changes.push((Condition::When, DirectoryQuery { when: Some(When::NextWeek), ..query.clone() }));
        }
        if self.near.is_some() {
            let wider = WIDER.into_iter().filter(|miles| *miles > query.within.unwrap_or(WITHIN));
            changes.extend(
                wider.map(|miles| {
                    (Condition::Within, DirectoryQuery { within: Some(miles), ..query.clone() })
                }),
            );
        }
        if query.modality == Some(Modality::InPerson) {
            let others = [Modality::Phone, Modality::Video].map(Some);
            changes.extend(
                others.map(|modality| (Condition::Modality, DirectoryQuery { modality, ..query.clone() })),
            );
        }
        changes.extend(droppable().filter_map(|condition| Some((condition, query.without(condition)?))));
        changes
    }

    fn pairs(&self) -> Vec<(Condition, DirectoryQuery)> {
        let without = |(one, other)| Some((one, self.query.without(one)?.without(other)?));
        let all = droppable().enumerate();
        all.flat_map(|(n, one)| droppable().skip(n + 1).map(move |other| (one, other)))
            .filter_map(without)
            .collect()
    }
}

/// Without its miles a search means the usual ones, which may be fewer.
fn droppable() -> impl Iterator<Item = Condition> {
    Condition::ALL.into_iter().filter(|condition| *condition != Condition::Within)
}
