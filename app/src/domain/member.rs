//! A member of the plan, as the roll has them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{ClinicianId, MemberId, MemberNumber};

/// A member of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Known to the portal only.
    pub id: MemberId,
    /// The number on the card.
    pub number: MemberNumber,
    /// First name.
    pub given: String,
    /// Last name.
    pub family: String,
    /// Date of birth.
    pub born: Date,
    /// The e-mail on file.
    pub email: String,
    /// The phone on file.
    pub phone: String,
    /// The personal physician, once chosen (Brief B1).
    pub physician: Option<ClinicianId>,
    /// The language of letters and pages: Spanish or English; `None` where nobody has said.
    pub spanish: Option<bool>,
}

impl Member {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    /// Whether letters to the member are in Spanish: in English where nobody has said.
    pub fn reads_spanish(&self) -> bool {
        self.spanish.unwrap_or_default()
    }
}
