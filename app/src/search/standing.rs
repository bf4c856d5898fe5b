//! How whoever asks stands with everybody in the directory, as sets of ordinals: the same
//! decisions as in [`eligibility`].
//!
//! [`eligibility`]: crate::domain::eligibility

use super::{roles::Roles, sets::Sets};
use crate::domain::{
    on_file::OnFile,
    referral::{Referral, ReferredTo},
};
use jiff::{Timestamp, civil::Date};

/// Who can be seen, as far as it does not depend on the visit type.
pub(super) struct Standing {
    /// With whom nothing stands in the way today.
    pub today: Roles,
    /// With whom nothing stands in the way on any day.
    pub always: Roles,
    /// Who can be seen on the days that a referral covers (Brief B3).
    pub referred: Vec<Referred>,
}

/// Roles in one zone that a referral opens on some days.
pub(super) struct Referred {
    /// Who.
    pub roles: Roles,
    /// The place of their zone in the directory's.
    pub zone: usize,
    /// The first and the last day, local to the place.
    pub days: (Date, Date),
}

impl Standing {
    /// The standing at `now` of whoever has that on file.
    pub fn new(sets: &Sets, on_file: &OnFile, now: Timestamp) -> Self {
        let of_clinician = |id| -> Option<Roles> { Some(sets.clinicians.get(id)?.iter().copied().collect()) };
        let own = on_file.physician.as_ref().and_then(of_clinician);
        let mut open = &sets.accepting - &sets.elsewhere;
        if let Some(own) = own {
            open |= &(&own - &sets.elsewhere);
        }
        let referable = &open & &sets.referral;
        open -= &sets.referral;
        let mut standing = Self { today: open.clone(), always: open, referred: Vec::new() };
        for (to, days) in covered(on_file) {
            let referred = match to {
                ReferredTo::Specialty(specialty) => sets.specialties.get(specialty).cloned(),
                ReferredTo::Clinician(clinician) => of_clinician(clinician),
            };
            if let Some(referred) = referred {
                standing.refer(&(&referable & &referred), days, sets, now);
            }
        }
        standing
    }

    fn refer(&mut self, roles: &Roles, days: (Date, Date), sets: &Sets, now: Timestamp) {
        for (zone, (time_zone, there)) in sets.zones.iter().enumerate() {
            let (roles, today) = (roles & there, now.to_zoned_datetime(time_zone.clone()).date());
            if roles.is_empty() || days.1 < today {
                continue;
            }
            if days.0 <= today {
                self.today |= &roles;
            }
            self.referred.push(Referred { roles, zone, days });
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
