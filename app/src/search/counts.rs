//! How many each choice would find with all else as it is.

use super::{
    conditions::Conditions,
    roles::Roles,
    sets::{Visits, visits_where},
};
use crate::domain::{
    found::Counts,
    id::VisitTypeId,
    search::{By, Condition},
    visit_type::Modality,
};

const MODALITIES: [Modality; 3] = [Modality::InPerson, Modality::Phone, Modality::Video];

impl Conditions<'_> {
    /// What each choice would find.
    pub fn counts(&self) -> Counts {
        let sets = &self.search.directory.sets;
        let specialties = self.search.plan.specialties.iter().map(|specialty| &specialty.id);
        let specialties = specialties.filter_map(|id| Some((id.clone(), sets.specialties.get(id)?)));
        let languages = sets.languages.iter().map(|(code, roles)| (code.clone(), roles));
        let genders = sets.genders.iter().filter(|(_, roles)| !roles.is_empty());
        let genders = genders.map(|(gender, roles)| (*gender, roles));
        Counts {
            specialties: self.count(Condition::Specialty, specialties),
            visit_types: self.count_visit_types(),
            modalities: self.count_modalities(),
            languages: self.count(Condition::Language, languages),
            genders: self.count(Condition::Gender, genders),
            accepting: self.count_one(Condition::Accepting, &sets.accepting),
            self_referral: self.count_one(Condition::SelfReferral, &(&sets.all - &sets.referral)),
            online: self.size(&self.offering(self.all_but(None), self.visits(), true)),
        }
    }

    /// By the sets of a condition's choices, which stand for the choice of the search.
    fn count<'s, T>(
        &self,
        condition: Condition,
        choices: impl Iterator<Item = (T, &'s Roles)>,
    ) -> Vec<(T, usize)> {
        let others = self.offering(self.all_but(Some(condition)), self.visits(), self.query.online);
        choices.map(|(choice, roles)| (choice, self.size_in(&others, roles))).collect()
    }

    fn count_one(&self, condition: Condition, roles: &Roles) -> usize {
        self.count(condition, std::iter::once(((), roles))).first().map_or(0, |(_, size)| *size)
    }

    fn count_visit_types(&self) -> Vec<(VisitTypeId, usize)> {
        let (sets, plan) = (&self.search.directory.sets, self.search.plan);
        let offered = sets.visits.iter().zip(&plan.visit_types).enumerate();
        let offered = offered.filter(|(_, (roles, _))| !roles.is_empty());
        let count = |visit: usize| self.count_visits(1 << visit & self.visits_of_modality());
        offered.map(|(visit, (_, visit_type))| (visit_type.id.clone(), count(visit))).collect()
    }

    fn count_modalities(&self) -> Vec<(Modality, usize)> {
        let of = |modality| visits_where(self.search.plan, |visit| visit.modality == modality);
        let had = MODALITIES.into_iter().map(|modality| (modality, of(modality)));
        let had = had.filter(|(_, visits)| !self.search.directory.sets.offering(*visits).is_empty());
        had.map(|(modality, visits)| (modality, self.count_visits(visits & self.visits_of_type()))).collect()
    }

    /// How many fit with these visit types in the place of those of the search.
    fn count_visits(&self, visits: Visits) -> usize {
        self.size(&self.offering(self.all_but(None), visits, self.query.online))
    }

    fn size(&self, roles: &Roles) -> usize {
        self.groups().count(roles)
    }

    /// The size of what two sets have in common.
    fn size_in(&self, roles: &Roles, others: &Roles) -> usize {
        match self.query.by {
            By::Clinician => roles.shared(others),
            By::Office | By::Team => self.size(&(roles & others)),
        }
    }
}
