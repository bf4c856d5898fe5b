//! The Provider Directory (Brief B2): clinicians, their roles and the places.
//! Names and fields follow FHIR's Practitioner, PractitionerRole and Location.

use serde::{Deserialize, Serialize};

use super::hours::Weekly;
use super::id::{ClinicianId, LocationId, OrganizationId, RoleId, ServiceId, SpecialtyId, VisitTypeId};

/// Who runs places and employs clinicians: FHIR Organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// The directory's id.
    pub id: OrganizationId,
    /// What it is called.
    pub name: String,
}

/// A person who gives care: FHIR Practitioner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clinician {
    /// The directory's id.
    pub id: ClinicianId,
    /// The name in full with its suffix, for example `Dana Reyes, MD`.
    pub name: String,
    /// The family name: results are ordered by it.
    pub family: String,
    /// As the directory has it, where it does.
    pub gender: Option<Gender>,
    /// Languages besides English or with it, as BCP 47 codes.
    pub languages: Vec<String>,
    /// Training and certificates, as the directory words them.
    pub qualifications: Vec<String>,
}

/// FHIR AdministrativeGender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// A woman.
    Female,
    /// A man.
    Male,
    /// Neither.
    Other,
}

/// A place of care: FHIR Location.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// The directory's id.
    pub id: LocationId,
    /// What the sign at the door says.
    pub name: String,
    /// Street and number.
    pub line: String,
    /// City.
    pub city: String,
    /// Two-letter state.
    pub state: String,
    /// Five-digit ZIP.
    pub zip: String,
    /// Latitude and longitude in degrees, where the directory has them.
    pub position: Option<(f64, f64)>,
    /// The main phone, for people.
    pub phone: Option<String>,
    /// The IANA zone of the place.
    pub time_zone: String,
    /// Office hours, where the directory has them (Brief B14).
    pub hours: Option<Weekly>,
    /// One of the plan's own medical offices (Brief B9).
    pub plan_office: bool,
    /// Accessibility, as the directory words it.
    pub accessibility: Vec<String>,
    /// The organization that runs it.
    pub organization: Option<OrganizationId>,
    /// Whether the place takes new patients, where the directory says so; a role that says
    /// it for itself is right.
    #[serde(default)]
    pub accepting: Option<bool>,
}

/// What an organization offers at places: FHIR HealthcareService. It speaks for a role or a
/// location that is silent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// The directory's id.
    pub id: ServiceId,
    /// What it is called.
    pub name: String,
    /// The organization that offers it.
    pub organization: Option<OrganizationId>,
    /// Where it is offered.
    pub locations: Vec<LocationId>,
    /// Whether it takes new patients, where the directory says so.
    pub accepting: Option<bool>,
    /// When it is offered, where the directory says so.
    pub hours: Option<Weekly>,
}

/// Whose clinician this is (Brief B3, B9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NetworkStatus {
    /// Works at the plan's medical offices.
    Plan,
    /// Has a contract and practises elsewhere.
    Contracted,
}

/// One clinician at one location with a specialty: FHIR PractitionerRole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The directory's id.
    pub id: RoleId,
    /// Who.
    pub clinician: ClinicianId,
    /// Where.
    pub location: LocationId,
    /// The plan's specialty, where the directory's code is known to the plan profile.
    pub specialty: Option<SpecialtyId>,
    /// The specialty as the directory words it.
    pub specialty_display: String,
    /// Plan or contracted.
    pub network: NetworkStatus,
    /// Takes new patients.
    pub accepting: bool,
    /// Visit types that this role offers.
    pub visit_types: Vec<VisitTypeId>,
    /// The phone for appointments, where it differs from the location's.
    pub phone: Option<String>,
}

/// A role with its clinician and location: what a card or a page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// The role.
    pub role: Role,
    /// Who.
    pub clinician: Clinician,
    /// Where.
    pub location: Location,
}

impl Listing {
    /// The number to call for an appointment here, where the directory has one.
    pub fn phone(&self) -> Option<&str> {
        self.role.phone.as_deref().or(self.location.phone.as_deref())
    }
}
