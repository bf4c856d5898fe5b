//! The conditions of a search as sets: who fits all of them, or all but one.

use std::{cell::OnceCell, rc::Rc};

use super::{
    Search,
    groups::Groups,
    near::Near,
    roles::Roles,
    sets::{Visits, visits_where},
    text::{Scores, wanted},
    times::Times,
};
use crate::domain::{
    found::KnownPlace,
    id::VisitTypeId,
    search::{Condition, DirectoryQuery, WITHIN},
};

/// Conditions whose other choices are counted, besides those of the visit types.
const CHOICES: [Condition; 5] = [
    Condition::Specialty,
    Condition::Language,
    Condition::Gender,
    Condition::Accepting,
    Condition::SelfReferral,
];

/// A search with who fits each of its conditions.
pub(super) struct Conditions<'a> {
    pub search: &'a Search<'a>,
    pub query: DirectoryQuery,
    /// How well everybody fits the words, where there are some.
    pub scores: Option<Rc<Scores>>,
    /// Who is near, where the place is known.
    pub near: Option<Rc<Near>>,
    pub times: Times<'a>,
    /// Who has which visit type free, once that was asked for.
    free: OnceCell<Vec<Roles>>,
    /// Those of the conditions that do not depend on one another.
    sets: Vec<(Condition, Roles)>,
}

impl<'a> Conditions<'a> {
    /// The conditions of a search.
    pub fn new(search: &'a Search<'a>, query: DirectoryQuery) -> Self {
        let wanted = wanted(&query.text);
        let scores = (!wanted.is_empty()).then(|| Rc::new(search.directory.words.scores(&wanted)));
        let near = search.directory.near(&query.place, query.within.unwrap_or(WITHIN)).map(Rc::new);
        Self::of(search, query, scores, near)
    }

    /// Those of another search: what it has in common with this one is not looked up again.
    pub fn changed(&self, query: DirectoryQuery) -> Self {
        let same = query.text == self.query.text
            && query.place == self.query.place
            && query.within == self.query.within;
        match same {
            true => Self::of(self.search, query, self.scores.clone(), self.near.clone()),
            false => Self::new(self.search, query),
        }
    }

    fn of(
        search: &'a Search<'a>,
        query: DirectoryQuery,
        scores: Option<Rc<Scores>>,
        near: Option<Rc<Near>>,
    ) -> Self {
        let times = Times::new(search, &query);
        let mut conditions =
            Self { search, query, scores, near, times, free: OnceCell::new(), sets: Vec::new() };
        conditions.sets = conditions.sets();
        conditions
    }

    fn sets(&self) -> Vec<(Condition, Roles)> {
        let (query, directory) = (&self.query, self.search.directory);
        let sets = &directory.sets;
        let scores =
            self.scores.as_ref().map(|scores| scores.fitting().map(|(ordinal, _)| ordinal).collect());
        let place = || self.near.as_ref().map(|near| near.roles.clone()).unwrap_or_default();
        let gender =
            |gender| sets.genders.iter().find(|(own, _)| *own == gender).map(|(_, roles)| roles.clone());
        let office = |id| directory.offices.roles_at(id).iter().copied().collect();
        let specialty = query.specialty.as_ref().map(|id| sets.specialties.get(id).cloned());
        let language = query.language.as_ref().map(|code| sets.languages.get(code).cloned());
        [
            (Condition::Text, scores),
            (Condition::Place, query.has_place().then(place)),
            (Condition::Office, query.office.as_ref().map(office)),
            (Condition::Specialty, specialty.map(Option::unwrap_or_default)),
            (Condition::Language, language.map(Option::unwrap_or_default)),
            (Condition::Gender, query.gender.map(|own| gender(own).unwrap_or_default())),
            (Condition::Accepting, query.accepting.then(|| sets.accepting.clone())),
            (Condition::SelfReferral, query.self_referral.then(|| &sets.all - &sets.referral)),
        ]
        .into_iter()
        .filter_map(|(condition, set)| Some((condition, set?)))
        .collect()
    }

    /// Who fits all conditions, where the choices are counted too.
    pub fn fitting(&self) -> Roles {
        self.offering(self.all_but(None), self.visits(), self.query.online)
    }

    /// How many results there are, where nothing else is asked: only who fits all else is asked
    /// for times.
    pub fn how_many(&self) -> usize {
        let candidates = self.offering_any(self.all_but(None), self.visits(), self.query.online);
        let fitting = match self.query.asks_for_times() {
            true => self.times.with_any(&candidates, self.visits() & self.search.directory.sets.online),
            false => candidates,
        };
        self.groups().count(&fitting)
    }

    /// Who fits those conditions that do not depend on visit types, but for one of them.
    pub fn all_but(&self, left_out: Option<Condition>) -> Roles {
        let sets = self.sets.iter().filter(|(condition, _)| Some(*condition) != left_out).map(|(_, set)| set);
        let mut all = self.search.directory.sets.all.clone();
        sets.for_each(|set| all &= set);
        all
    }

    /// Of the candidates those who offer one of the visit types as the search wants it: online,
    /// and with a time that fits.
    pub fn offering(&self, candidates: Roles, visits: Visits, online: bool) -> Roles {
        let candidates = self.offering_any(candidates, visits, online);
        if !self.query.asks_for_times() {
            return candidates;
        }
        let free = self.free.get_or_init(|| self.free_by_visit()).iter().enumerate();
        let wanted = free.filter(|(visit, _)| visits >> visit & 1 == 1);
        let mut found = Roles::default();
        wanted.for_each(|(_, roles)| found |= roles);
        &found & &candidates
    }

    /// The same at any time.
    fn offering_any(&self, mut candidates: Roles, visits: Visits, online: bool) -> Roles {
        let sets = &self.search.directory.sets;
        if visits != Visits::MAX {
            candidates &= &sets.offering(visits);
        }
        if online {
            candidates &= &self.online(visits);
        }
        candidates
    }

    /// Who can be booked online for any of the visit types, on a day that can be booked.
    fn online(&self, visits: Visits) -> Roles {
        let Search { directory, standing, .. } = self.search;
        let visits = visits & directory.sets.online;
        let mut online = Roles::default();
        for (of, roles) in &standing.ahead {
            online |= &(&directory.sets.offering(visits & of) & roles);
        }
        online
    }

    /// Who has which visit type free at the times of the search, of all that any choice can
    /// find: looked up once.
    fn free_by_visit(&self) -> Vec<Roles> {
        let chosen =
            self.sets.iter().map(|(condition, _)| *condition).filter(|condition| CHOICES.contains(condition));
        let mut candidates = self.all_but(None);
        chosen.for_each(|condition| candidates |= &self.all_but(Some(condition)));
        self.times.by_visit(&candidates, self.search.directory.sets.online)
    }

    /// The visit types that fit the search; all bits where it names none and no modality.
    pub fn visits(&self) -> Visits {
        self.visits_of_type() & self.visits_of_modality()
    }

    /// Those that fit the visit type of the search.
    pub fn visits_of_type(&self) -> Visits {
        let named = |id: &VisitTypeId| visits_where(self.search.plan, |visit| visit.id == *id);
        self.query.visit_type.as_ref().map_or(Visits::MAX, named)
    }

    /// Those that fit the modality of the search.
    pub fn visits_of_modality(&self) -> Visits {
        let given = |modality| visits_where(self.search.plan, |visit| visit.modality == modality);
        self.query.modality.map_or(Visits::MAX, given)
    }

    /// What counts as one result.
    pub fn groups(&self) -> Groups<'a> {
        self.search.directory.groups(self.query.by)
    }

    /// The place of the search, where it is known.
    pub fn place(&self) -> Option<&KnownPlace> {
        self.near.as_ref().map(|near| &near.place)
    }
}
