//! Who in the directory has what: for each choice of a search the set of ordinals.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use super::{directory::Entry, roles::Roles};
use crate::domain::{
    directory::{Gender, NetworkStatus},
    eligibility::needs_referral,
    id::{ClinicianId, SpecialtyId},
    plan::Plan,
    time::zone,
    visit_type::VisitType,
};
use jiff::tz::TimeZone;

/// Visit types as bits, in the plan's order: a plan has at most 64 that can be searched for.
pub type Visits = u64;

/// The sets of a directory.
pub(super) struct Sets {
    /// Everybody.
    pub all: Roles,
    /// By the plan's specialty.
    pub specialties: HashMap<SpecialtyId, Roles>,
    /// By visit type, in the plan's order.
    pub visits: Vec<Roles>,
    /// The visit types of each ordinal.
    pub visits_of: Vec<Visits>,
    /// The visit types that can be booked online (Brief B5).
    pub online: Visits,
    /// By language.
    pub languages: BTreeMap<String, Roles>,
    /// By gender.
    pub genders: Vec<(Gender, Roles)>,
    /// By clinician, in order: of thousands of clinicians each has a few.
    pub clinicians: HashMap<ClinicianId, Vec<u32>>,
    /// By the zone of the place.
    pub zones: Vec<(TimeZone, Roles)>,
    /// Who takes new patients.
    pub accepting: Roles,
    /// Who needs a referral (Brief B3).
    pub referral: Roles,
    /// Who has a contract and is not at an office of the plan (Brief B9).
    pub elsewhere: Roles,
}

impl Sets {
    /// The sets of roles in the order of their ordinals.
    pub fn new(entries: &[Entry], plan: &Plan) -> Self {
        let visits_of: Vec<_> = entries.iter().map(|entry| visits_of(entry, plan)).collect();
        let genders = [Gender::Female, Gender::Male, Gender::Other];
        let zones = by(entries, |entry| Some(entry.location.time_zone.as_str()));
        Self {
            all: (0..entries.len() as u32).collect(),
            specialties: by(entries, |entry| entry.role.specialty.clone()),
            visits: (0..plan.visit_types.len().min(Visits::BITS as usize))
                .map(|n| having(&visits_of, 1 << n))
                .collect(),
            languages: by(entries, |entry| entry.clinician.languages.clone()).into_iter().collect(),
            genders: genders
                .map(|gender| (gender, those(entries, |entry| entry.clinician.gender == Some(gender))))
                .into(),
            clinicians: by(entries, |entry| Some(entry.clinician.id.clone())),
            zones: zones.into_iter().map(|(name, roles)| (zone(name), roles)).collect(),
            accepting: those(entries, |entry| entry.role.accepting),
            referral: those(entries, |entry| needs_referral(&entry.role, plan)),
            elsewhere: those(entries, |Entry { role, location, .. }| {
                role.network == NetworkStatus::Contracted && !location.plan_office
            }),
            online: visits_where(plan, |visit| visit.online),
            visits_of,
        }
    }

    /// The visit types for which there are sets.
    pub fn known(&self) -> Visits {
        Visits::MAX.checked_shr(Visits::BITS - self.visits.len() as u32).unwrap_or(0)
    }

    /// Who offers any of the visit types.
    pub fn offering(&self, visits: Visits) -> Roles {
        let offered = self.visits.iter().enumerate().filter(|(n, _)| visits >> n & 1 == 1);
        let mut all = Roles::default();
        offered.for_each(|(_, roles)| all |= roles);
        all
    }
}

/// The ordinals by each of the values that their entries have.
pub(super) fn by<'a, K: Hash + Eq, V: IntoIterator<Item = K>, S: Default + Extend<u32>>(
    entries: &'a [Entry],
    values: impl Fn(&'a Entry) -> V,
) -> HashMap<K, S> {
    let mut sets: HashMap<K, S> = HashMap::new();
    for (ordinal, entry) in (0..).zip(entries) {
        for value in values(entry) {
            sets.entry(value).or_default().extend([ordinal]);
        }
    }
    sets
}

fn those(entries: &[Entry], has: impl Fn(&Entry) -> bool) -> Roles {
    (0..).zip(entries).filter(|(_, entry)| has(entry)).map(|(ordinal, _)| ordinal).collect()
}

fn having(visits_of: &[Visits], visit: Visits) -> Roles {
    (0..).zip(visits_of).filter(|(_, visits)| **visits & visit != 0).map(|(ordinal, _)| ordinal).collect()
}

fn visits_of(entry: &Entry, plan: &Plan) -> Visits {
    visits_where(plan, |visit| entry.role.visit_types.contains(&visit.id))
}

/// The visit types of a plan that are so.
pub(super) fn visits_where(plan: &Plan, is_so: impl Fn(&VisitType) -> bool) -> Visits {
    let all = plan.visit_types.iter().take(Visits::BITS as usize).enumerate();
    all.filter(|(_, visit)| is_so(visit)).fold(0, |visits, (n, _)| visits | 1 << n)
}
