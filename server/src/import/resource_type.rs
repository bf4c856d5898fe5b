//! The types of Plan-Net resources that an import reads.

use app::store::directory::Kind;

/// Types of resources, in the order in which folders are read and the report tells of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceType {
    /// Who runs places.
    Organization,
    /// What is offered at places.
    HealthcareService,
    /// Places.
    Location,
    /// People.
    Practitioner,
    /// People at places.
    PractitionerRole,
    /// Who works with whom.
    OrganizationAffiliation,
    /// Products.
    InsurancePlan,
}

impl ResourceType {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::Organization,
        Self::HealthcareService,
        Self::Location,
        Self::Practitioner,
        Self::PractitionerRole,
        Self::OrganizationAffiliation,
        Self::InsurancePlan,
    ];

    /// The name in FHIR.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::HealthcareService => "HealthcareService",
            Self::Location => "Location",
            Self::Practitioner => "Practitioner",
            Self::PractitionerRole => "PractitionerRole",
            Self::OrganizationAffiliation => "OrganizationAffiliation",
            Self::InsurancePlan => "InsurancePlan",
        }
    }

    /// The type of that name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What of the portal's directory it becomes.
    pub fn kept(self) -> Kind {
        match self {
            Self::Organization => Kind::Organization,
            Self::HealthcareService => Kind::Service,
            Self::Location => Kind::Location,
            Self::Practitioner => Kind::Clinician,
            Self::PractitionerRole => Kind::Role,
            Self::OrganizationAffiliation => Kind::OrganizationAffiliation,
            Self::InsurancePlan => Kind::InsurancePlan,
        }
    }
}
