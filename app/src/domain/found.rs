//! What a search of the directory finds besides the listings themselves.

use serde::{Deserialize, Serialize};

use super::{
    directory::Gender,
    id::{ClinicianId, LocationId, SpecialtyId, VisitTypeId},
    visit_type::Modality,
};

/// A city or a ZIP that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownPlace {
    /// City and state, for example `Olympia, WA`.
    pub name: String,
    /// Its ZIP, where it was asked for by one.
    pub zip: Option<String>,
}

/// How many a search would find with a choice made and all else as it is. Choices that nobody
/// in the directory has are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// By specialty.
    pub specialties: Vec<(SpecialtyId, usize)>,
    /// By visit type.
    pub visit_types: Vec<(VisitTypeId, usize)>,
    /// By modality.
    pub modalities: Vec<(Modality, usize)>,
    /// By language, as BCP 47 codes.
    pub languages: Vec<(String, usize)>,
    /// By the clinician's gender.
    pub genders: Vec<(Gender, usize)>,
    /// Who takes new patients.
    pub accepting: usize,
    /// Who can be seen without a referral.
    pub self_referral: usize,
    /// Who can be booked online.
    pub online: usize,
}

/// What somebody may want who has typed so much.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suggestion {
    /// A specialty: the plan has its name.
    Specialty(SpecialtyId),
    /// A clinician.
    Clinician {
        /// Who.
        id: ClinicianId,
        /// The name in full.
        name: String,
        /// The specialty, where the plan knows it.
        specialty: Option<SpecialtyId>,
        /// City.
        city: String,
    },
    /// An office.
    Office {
        /// Which one.
        id: LocationId,
        /// What the sign at the door says.
        name: String,
        /// City.
        city: String,
    },
    /// A city with its state, for example `Olympia, WA`.
    City(String),
}
