//! How many each choice would find with all else as it is.

use roaring::RoaringBitmap;

use super::{conditions::Conditions, sets::Visits};
use crate::domain::{found::Counts, search::Condition, visit_type::Modality};

const MODALITIES: [Modality; 3] = [Modality::InPerson, Modality::Phone, Modality::Video];

impl Conditions<'_> {
    /// What each choice would find.
    pub fn counts(&self) -> Counts {
        let free = self.free_by_visit();
        let counting = Counting { conditions: self, free: &free };
        let sets = &self.search.directory.sets;
        let (visit_types, modalities) = (counting.visit_types(), counting.modalities());
        let specialties = self.search.plan.specialties.iter().map(|specialty| &specialty.id);
        let specialties = specialties.filter_map(|id| Some((id.clone(), sets.specialties.get(id)?)));
        let languages = sets.languages.iter().map(|(code, roles)| (code.clone(), roles));
        let genders = sets.genders.iter().filter(|(_, roles)| !roles.is_empty());
        let genders = genders.map(|(gender, roles)| (*gender, roles));
        Counts {
            specialties: counting.choices(Condition::Specialty, specialties),
            languages: counting.choices(Condition::Language, languages),
            genders: counting.choices(Condition::Gender, genders),
            accepting: counting.choice(Condition::Accepting, &sets.accepting),
            self_referral: counting.choice(Condition::SelfReferral, &(&sets.all - &sets.referral)),
            online: counting.size(&counting.with(None, self.visits(), true)),
            visit_types,
            modalities,
        }
    }

    /// Who has which visit type free at the times of the search, of all that any choice can
    /// find: looked up once. Empty where the search does not ask for times.
    fn free_by_visit(&self) -> Vec<RoaringBitmap> {
        if !self.query.asks_for_times() {
            return Vec::new();
        }
        let sets = &self.search.directory.sets;
        let chosen = [
            Condition::Specialty,
            Condition::Language,
            Condition::Gender,
            Condition::Accepting,
            Condition::SelfReferral,
        ];
        let left_out = self.independent().filter(|condition| chosen.contains(condition));
        let candidates =
            left_out.fold(self.all_but(None), |all, condition| all | self.all_but(Some(condition)));
        let free = |(visit, offering): (usize, &RoaringBitmap)| match sets.online >> visit & 1 {
            0 => RoaringBitmap::new(),
            _ => self.times.with_any(&(&candidates & offering), 1 << visit),
        };
        sets.visits.iter().enumerate().map(free).collect()
    }
}

/// A search whose choices are counted.
struct Counting<'a> {
    conditions: &'a Conditions<'a>,
    free: &'a [RoaringBitmap],
}

impl Counting<'_> {
    /// By the sets of a condition's choices, which stand for the choice of the search.
    fn choices<'s, T>(
        &self,
        condition: Condition,
        choices: impl Iterator<Item = (T, &'s RoaringBitmap)>,
    ) -> Vec<(T, usize)> {
        let others = self.with(Some(condition), self.conditions.visits(), self.conditions.query.online);
        choices.map(|(choice, roles)| (choice, self.size(&(&others & roles)))).collect()
    }

    fn choice(&self, condition: Condition, roles: &RoaringBitmap) -> usize {
        self.choices(condition, std::iter::once(((), roles))).first().map_or(0, |(_, size)| *size)
    }

    fn visit_types(&self) -> Vec<(crate::domain::id::VisitTypeId, usize)> {
        let (conditions, plan) = (self.conditions, self.conditions.search.plan);
        let offered = conditions.search.directory.sets.visits.iter().zip(&plan.visit_types).enumerate();
        let offered = offered.filter(|(_, (roles, _))| !roles.is_empty());
        let count = |visit: usize| self.by_visits(1 << visit & conditions.visits_of_modality());
        offered.map(|(n, (_, visit))| (visit.id.clone(), count(n))).collect()
    }

    fn modalities(&self) -> Vec<(Modality, usize)> {
        let (conditions, plan) = (self.conditions, self.conditions.search.plan);
        let of = |modality| super::sets::visits_where(plan, |visit| visit.modality == modality);
        let had = MODALITIES.into_iter().map(|modality| (modality, of(modality)));
        let had = had.filter(|(_, visits)| !conditions.search.directory.sets.offering(*visits).is_empty());
        had.map(|(modality, visits)| (modality, self.by_visits(visits & conditions.visits_of_type())))
            .collect()
    }

    fn by_visits(&self, visits: Visits) -> usize {
        self.size(&self.with(None, visits, self.conditions.query.online))
    }

    /// Who fits all conditions but one, with these visit types.
    fn with(&self, left_out: Option<Condition>, visits: Visits, online: bool) -> RoaringBitmap {
        let free = |candidates: &RoaringBitmap, visits: Visits| {
            let wanted = self.free.iter().enumerate().filter(|(n, _)| visits >> n & 1 == 1);
            wanted.fold(RoaringBitmap::new(), |all, (_, free)| all | free) & candidates
        };
        self.conditions.offering(self.conditions.all_but(left_out), visits, online, &free)
    }

    fn size(&self, roles: &RoaringBitmap) -> usize {
        self.conditions.groups().count(roles)
    }
}
