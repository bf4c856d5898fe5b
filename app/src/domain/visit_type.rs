//! Kinds of visits and specialties, as the plan profile has them (Brief B3 to B7).

use serde::{Deserialize, Serialize};

use super::{
    id::{SpecialtyId, VisitTypeId},
    plan::Text,
};

/// A kind of visit (Brief B5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitType {
    /// For example `eye-exam`.
    pub id: VisitTypeId,
    /// For people.
    pub name: Text,
    /// When to choose it, in a sentence.
    pub description: Text,
    /// In person, by phone or by video.
    pub modality: Modality,
    /// Length in minutes.
    pub minutes: u16,
    /// Who offers it.
    pub specialties: Vec<SpecialtyId>,
    /// What the member pays at the beginning, in cents of a US dollar (Brief B10).
    pub copay_cents: u32,
    /// Until when it can be cancelled online (Brief B7).
    pub cancellation: Cancellation,
    /// Can be booked online (Brief B5).
    pub online: bool,
    /// A start must be at least this many minutes away.
    pub lead_minutes: u32,
    /// A start may be at most this many days away.
    pub horizon_days: u16,
    /// So many visits of this type a member may have open at once; without it any number.
    #[serde(default)]
    pub most_open: Option<u16>,
    /// Private to a teen: a parent neither sees it nor arranges it.
    #[serde(default)]
    pub private_to_teens: bool,
    /// The day on which this was looked up, as `2026-11-01`.
    pub as_of: jiff::civil::Date,
    /// Where it was looked up.
    pub source: String,
}

/// How care is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// At the place.
    InPerson,
    /// The clinician calls.
    Phone,
    /// On a screen.
    Video,
}

/// The rule for cancelling a visit (Brief B7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// May be cancelled online at all.
    pub online: bool,
    /// Until so many hours before the start.
    pub cutoff_hours: u32,
}

/// A specialty of the plan (Brief B3, B4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specialty {
    /// For example `eye-care`.
    pub id: SpecialtyId,
    /// For people.
    pub name: Text,
    /// What people type when they look for it, in both languages.
    pub also_called: Vec<String>,
    /// NUCC taxonomy codes that belong to it.
    pub codes: Vec<String>,
    /// Who needs a referral.
    pub referral: ReferralRule,
    /// Its clinicians can be a member's personal physician (Brief B1).
    pub personal_physician: bool,
    /// Visits with its clinicians are private to a teen: a parent neither sees nor arranges them.
    #[serde(default)]
    pub private_to_teens: bool,
    /// The day on which this was looked up.
    pub as_of: jiff::civil::Date,
    /// Where it was looked up.
    pub source: String,
}

impl Specialty {
    /// All that it is called, in all languages.
    pub fn names(&self) -> Vec<String> {
        let Text { en, es } = &self.name;
        [en, es].into_iter().chain(&self.also_called).cloned().collect()
    }
}

/// Whether a referral is needed for a specialty (Brief B3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReferralRule {
    /// Nobody needs one.
    None,
    /// Only for contracted clinicians.
    Contracted,
    /// Everybody needs one.
    Always,
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        appointment::{Appointment, Refusal, State, example as visit},
        plan::example,
    };

    const START: &str = "2026-11-01T18:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    /// An appointment in Seattle on the day on which clocks go back.
    fn appointment(state: State) -> Appointment {
        Appointment { state, ..visit::appointment(START, "America/Los_Angeles") }
    }

    fn cancelled(cancellation: Cancellation, now: Timestamp) -> Result<(), Refusal> {
        let visit_type = VisitType { cancellation, ..example::plan().visit_types.remove(0) };
        appointment(State::Booked).may_change(&visit_type, now)
    }

    #[test]
    fn up_to_the_cut_off_a_visit_can_be_cancelled_online_and_a_second_later_not() {
        let rule = Cancellation { online: true, cutoff_hours: 24 };
        assert_eq!(cancelled(rule, at("2026-10-31T18:00:00Z")), Ok(()));
        let late = Err(Refusal::TooLate { cutoff_hours: 24 });
        assert_eq!(cancelled(rule, at("2026-10-31T18:00:01Z")), late);
    }

    #[test]
    fn a_visit_that_is_cancelled_by_phone_says_so_however_early() {
        let rule = Cancellation { online: false, cutoff_hours: 0 };
        assert_eq!(cancelled(rule, at("2026-10-02T00:00:00Z")), Err(Refusal::CancelByPhone));
    }

    #[test]
    fn what_has_begun_or_was_cancelled_cannot_be_cancelled() {
        let rule = Cancellation { online: true, cutoff_hours: 0 };
        assert_eq!(cancelled(rule, at(START)), Err(Refusal::NotOpen));
        let visit_type = example::plan().visit_types.remove(0);
        let again = appointment(State::Cancelled).may_change(&visit_type, at("2026-10-02T00:00:00Z"));
        assert_eq!(again, Err(Refusal::NotOpen));
    }

    proptest! {
        /// Brief B7: hours are hours, also over the night in which clocks change.
        #[test]
        fn the_cut_off_alone_decides_before_the_start(cutoff_hours in 0..336_u32, before in 1..1_000_000_i64) {
            let now = at(START) - SignedDuration::from_secs(before);
            let in_time = before >= i64::from(cutoff_hours) * 3600;
            let rule = Cancellation { online: true, cutoff_hours };
            prop_assert_eq!(cancelled(rule, now).is_ok(), in_time);
        }
    }
}
