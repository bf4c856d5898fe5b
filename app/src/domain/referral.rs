//! A referral: somebody of the plan has agreed that a member sees a specialist (Brief B3).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{MemberId, ReferralId, SpecialtyId};

/// A referral on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// Known to the portal only.
    pub id: ReferralId,
    /// Whose.
    pub member: MemberId,
    /// To whom: any clinician of this specialty.
    pub specialty: SpecialtyId,
    /// The first day on which a visit may take place.
    pub valid_from: Date,
    /// The last such day.
    pub valid_until: Date,
}

impl Referral {
    /// Whether it lets the member be seen by that specialty on `date`, local to the place.
    pub fn covers(&self, specialty: &SpecialtyId, date: Date) -> bool {
        self.specialty == *specialty && (self.valid_from..=self.valid_until).contains(&date)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn referral() -> Referral {
        Referral {
            id: "r".into(),
            member: "m".into(),
            specialty: "cardiology".into(),
            valid_from: date(2026, 11, 1),
            valid_until: date(2027, 1, 31),
        }
    }

    #[test]
    fn a_referral_covers_its_first_and_its_last_day_and_none_beside() {
        let covers = |day| referral().covers(&"cardiology".into(), day);
        assert!(covers(date(2026, 11, 1)) && covers(date(2027, 1, 31)));
        assert!(!covers(date(2026, 10, 31)) && !covers(date(2027, 2, 1)));
    }

    #[test]
    fn a_referral_to_one_specialty_is_none_to_another() {
        assert!(!referral().covers(&"dermatology".into(), date(2026, 11, 2)));
    }
}
