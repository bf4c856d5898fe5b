//! How whoever asks stands with everybody in the directory, as sets of ordinals: the same
//! decisions as in [`eligibility`].
//!
//! [`eligibility`]: crate::domain::eligibility

use std::collections::BTreeSet;

use super::{
    roles::Roles,
    sets::{Sets, Visits, visits_where},
};
use crate::domain::{
    on_file::OnFile,
    plan::Plan,
    referral::{Referral, ReferredTo},
};
use jiff::{Timestamp, civil::Date};

/// Who can be seen, as far as it does not depend on the visit type.
pub(super) struct Standing {
    /// With whom nothing stands in the way on any day.
    pub always: Roles,
    /// Who can be seen on the days that a referral covers (Brief B3).
    pub referred: Vec<Referred>,
    /// With whom nothing stands in the way on a day that can be booked, for these visit types: one set
    /// for all of them, where no referral is to begin.
    pub ahead: Vec<(Visits, Roles)>,
}

/// Roles in one zone that a referral opens on some days.
pub(super) struct Referred {
    /// Who.
    pub roles: Roles,
    /// The place of their zone in the directory's.
    pub zone: usize,
    /// The first and the last day, local to the place.
    pub days: (Date, Date),
    /// How many days ahead the first one is; 0 where it has come.
    ahead: i64,
}

impl Standing {
    /// The standing at `now` of whoever has that on file.
    pub fn new(sets: &Sets, plan: &Plan, on_file: &OnFile, now: Timestamp) -> Self {
        let of_clinician = |id| -> Option<Roles> { Some(sets.clinicians.get(id)?.iter().copied().collect()) };
        let own = on_file.physician.as_ref().and_then(of_clinician);
        let mut open = &sets.accepting - &sets.elsewhere;
        if let Some(own) = own {
            open |= &(&own - &sets.elsewhere);
        }
        let referable = &open & &sets.referral;
        open -= &sets.referral;
        let mut standing = Self { always: open, referred: Vec::new(), ahead: Vec::new() };
        for (to, days) in covered(on_file) {
            let referred = match to {
                ReferredTo::Specialty(specialty) => sets.specialties.get(specialty).cloned(),
                ReferredTo::Clinician(clinician) => of_clinician(clinician),
            };
            if let Some(referred) = referred {
                standing.refer(&(&referable & &referred), days, sets, now);
            }
        }
        standing.ahead = standing.ahead(plan);
        standing
    }

    fn ahead(&self, plan: &Plan) -> Vec<(Visits, Roles)> {
        if self.referred.iter().all(|referred| referred.ahead == 0) {
            return vec![(Visits::MAX, self.within(0))];
        }
        let horizons: BTreeSet<_> = plan.visit_types.iter().map(|visit| visit.horizon_days).collect();
        let of = |horizon| visits_where(plan, |visit| visit.horizon_days == horizon);
        horizons.into_iter().map(|horizon| (of(horizon), self.within(horizon))).collect()
    }

    /// With whom nothing stands in the way on a day from today to so many days ahead.
    fn within(&self, days: u16) -> Roles {
        let mut within = self.always.clone();
        let begun = self.referred.iter().filter(|referred| referred.ahead <= i64::from(days));
        begun.for_each(|referred| within |= &referred.roles);
        within
    }

    fn refer(&mut self, roles: &Roles, days: (Date, Date), sets: &Sets, now: Timestamp) {
        for (zone, (time_zone, there)) in sets.zones.iter().enumerate() {
            let (roles, today) = (roles & there, now.to_zoned_datetime(time_zone.clone()).date());
            if roles.is_empty() || days.1 < today {
                continue;
            }
            let ahead = (today.duration_until(days.0).as_hours() / 24).max(0);
            self.referred.push(Referred { roles, zone, days, ahead });
        }
    }
}

/// The days that referrals with a visit left cover, by whom they are to; those that meet are joined.
fn covered(on_file: &OnFile) -> Vec<(&ReferredTo, (Date, Date))> {
    let left = on_file.referrals.iter().filter(|referral| referral.is_left());
    let days = |referral: &Referral| (referral.valid_from, referral.valid_until);
    let mut all: Vec<_> = left.map(|referral| (&referral.to, days(referral))).collect();
    all.retain(|(_, (from, until))| from <= until);
    all.sort();
    all.dedup_by(|(next, (from, until)), (to, days)| {
        let meet = *next == *to && from.yesterday().map_or(true, |before| before <= days.1);
        if meet {
            days.1 = days.1.max(*until);
        }
        meet
    });
    all
}
