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
    /// The day on which this was looked up.
    pub as_of: jiff::civil::Date,
    /// Where it was looked up.
    pub source: String,
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
