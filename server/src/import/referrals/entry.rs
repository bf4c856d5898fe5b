//! What a line of a table or a ServiceRequest says, before anybody has looked whether the member
//! and the clinician exist.

use app::domain::{
    id::{ClinicianId, MemberId, MemberNumber, ReferralId, RoleId, SpecialtyId},
    referral::{Referral, ReferredTo},
};
use jiff::civil::Date;

/// States of a referral, those of FHIR's RequestStatus: only the first lets a member be seen.
const STATES: [&str; 7] =
    ["active", "on-hold", "draft", "revoked", "completed", "entered-in-error", "unknown"];

/// More visits than a referral allows are a mistake.
const MOST_VISITS: u32 = 1_000;

/// What is said of a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It holds.
    Holds(Box<Holding>),
    /// It does not, or not any more.
    Over(ReferralId),
}

/// A referral that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The plan's own.
    pub id: ReferralId,
    /// The number on the member's card.
    pub number: MemberNumber,
    /// To whom.
    pub to: To,
    /// The first and the last day of a visit.
    pub days: (Date, Date),
    /// How many visits; `None` sets no limit.
    pub visits: Option<u32>,
    /// What the file calls the fields of the member and of the clinician.
    pub fields: Fields,
}

/// Names of fields in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields {
    /// Of the number on the card.
    pub member: &'static str,
    /// Of the clinician.
    pub clinician: &'static str,
}

/// To whom a referral is, as a file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// A specialty of the plan.
    Specialty(SpecialtyId),
    /// A clinician of the directory.
    Clinician(ClinicianId),
    /// The clinician who has that role in the directory.
    Role(RoleId),
}

impl To {
    /// The clinician that it names.
    pub fn clinician(&self) -> Option<ClinicianId> {
        if let Self::Clinician(id) = self { Some(id.clone()) } else { None }
    }

    /// The role that it names.
    pub fn role(&self) -> Option<RoleId> {
        if let Self::Role(id) = self { Some(id.clone()) } else { None }
    }
}

impl Entry {
    /// Which one.
    pub fn id(&self) -> &ReferralId {
        match self {
            Self::Holds(holding) => &holding.id,
            Self::Over(id) => id,
        }
    }
}

impl Holding {
    /// The referral, once it is known whose it is and to whom.
    pub fn referral(self, member: MemberId, to: ReferredTo) -> Referral {
        let Self { id, days: (valid_from, valid_until), visits, .. } = self;
        Referral { id, member, to, valid_from, valid_until, visits, used: 0 }
    }
}

/// Whether a referral in that state holds; `None` for what is no state.
pub fn holds(state: &str) -> Option<bool> {
    STATES.contains(&state).then_some(state == STATES[0])
}

/// What a state must be, for whoever has written another one.
pub fn states() -> String {
    format!("must be one of {}", STATES.join(", "))
}

/// Whether that can be a number of visits.
pub fn fits(visits: u32) -> bool {
    (1..=MOST_VISITS).contains(&visits)
}

/// What a number of visits must be.
pub fn visits_wanted() -> String {
    format!("must be a whole number from 1 to {MOST_VISITS}")
}
