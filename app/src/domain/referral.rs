//! A referral: somebody of the plan has agreed that a member sees a specialist (Brief B3).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    appointment::{Appointment, State},
    directory::Role,
    id::{ClinicianId, MemberId, ReferralId, SpecialtyId},
};

/// A referral on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referral {
    /// The plan's own.
    pub id: ReferralId,
    /// Whose.
    pub member: MemberId,
    /// To whom.
    #[serde(flatten)]
    pub to: ReferredTo,
    /// The first day on which a visit may take place.
    pub valid_from: Date,
    /// The last such day.
    pub valid_until: Date,
    /// How many visits it allows; `None` sets no limit.
    #[serde(default)]
    pub visits: Option<u32>,
    /// How many of them are used up: booked here, and not cancelled.
    #[serde(default)]
    pub used: u32,
}

/// To whom a referral is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReferredTo {
    /// Any clinician of this specialty.
    Specialty(SpecialtyId),
    /// This clinician, wherever they see people.
    Clinician(ClinicianId),
}

impl ReferredTo {
    /// Whether a visit with that role is what was agreed.
    pub fn is(&self, role: &Role) -> bool {
        match self {
            Self::Specialty(specialty) => role.specialty.as_ref() == Some(specialty),
            Self::Clinician(clinician) => role.clinician == *clinician,
        }
    }
}

impl Referral {
    /// Whether it lets the member be seen by that role on `date`, local to the place, as far as
    /// its visits last.
    pub fn covers(&self, role: &Role, date: Date) -> bool {
        self.to.is(role) && (self.valid_from..=self.valid_until).contains(&date)
    }

    /// How many of its visits are used up by those of the member's appointments that are not cancelled.
    pub fn used_by(&self, appointments: &[Appointment]) -> u32 {
        let uses = |it: &&Appointment| it.referral.as_ref() == Some(&self.id) && it.state != State::Cancelled;
        u32::try_from(appointments.iter().filter(uses).count()).unwrap_or(u32::MAX)
    }

    /// How many visits are left; `None` where there is no limit.
    pub fn left(&self) -> Option<u32> {
        self.visits.map(|visits| visits.saturating_sub(self.used))
    }

    /// Whether another visit can be booked with it, on a day that it covers.
    pub fn is_left(&self) -> bool {
        self.left() != Some(0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::directory::NetworkStatus;

    fn referral(to: ReferredTo) -> Referral {
        Referral {
            id: "r".into(),
            member: "m".into(),
            to,
            valid_from: date(2026, 11, 1),
            valid_until: date(2027, 1, 31),
            visits: None,
            used: 0,
        }
    }

    fn role(specialty: &str, clinician: &str) -> Role {
        Role {
            id: "role".into(),
            clinician: clinician.into(),
            location: "location".into(),
            specialty: Some(specialty.into()),
            specialty_display: "Something".into(),
            network: NetworkStatus::Plan,
            accepting: true,
            visit_types: Vec::new(),
            phone: None,
        }
    }

    #[test]
    fn a_referral_covers_its_first_and_its_last_day_and_none_beside() {
        let referral = referral(ReferredTo::Specialty("cardiology".into()));
        let covers = |day| referral.covers(&role("cardiology", "ada"), day);
        assert!(covers(date(2026, 11, 1)) && covers(date(2027, 1, 31)));
        assert!(!covers(date(2026, 10, 31)) && !covers(date(2027, 2, 1)));
    }

    #[test]
    fn a_referral_to_one_specialty_or_clinician_is_none_to_another() {
        let day = date(2026, 11, 2);
        let specialty = referral(ReferredTo::Specialty("cardiology".into()));
        assert!(!specialty.covers(&role("dermatology", "ada"), day));
        let clinician = referral(ReferredTo::Clinician("ada".into()));
        assert!(clinician.covers(&role("dermatology", "ada"), day));
        assert!(!clinician.covers(&role("dermatology", "ben"), day));
    }

    #[test]
    fn a_referral_is_kept_with_the_field_that_says_to_whom() {
        let kept = serde_json::to_value(referral(ReferredTo::Specialty("cardiology".into()))).expect("JSON");
        assert_eq!(kept["specialty"], "cardiology");
        let before = serde_json::json!({ "id": "r", "member": "m", "specialty": "cardiology",
            "valid_from": "2026-11-01", "valid_until": "2027-01-31" });
        let read: Referral = serde_json::from_value(before).expect("a referral of before");
        assert_eq!(read, referral(ReferredTo::Specialty("cardiology".into())));
    }

    proptest! {
        #[test]
        fn there_is_a_visit_left_while_fewer_are_used_than_allowed(visits: Option<u32>, used: u32) {
            let referral = Referral { visits, used, ..referral(ReferredTo::Clinician("ada".into())) };
            prop_assert_eq!(referral.is_left(), visits.is_none_or(|visits| used < visits));
        }
    }
}
