//! Who works with whom, and the products that a directory tells of: FHIR OrganizationAffiliation
//! and InsurancePlan.

use serde::{Deserialize, Serialize};

use super::id::{AffiliationId, InsurancePlanId, LocationId, OrganizationId, ServiceId};

/// What one organization does for others: FHIR OrganizationAffiliation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganizationAffiliation {
    /// The directory's id.
    pub id: AffiliationId,
    /// For whom.
    pub organization: Option<OrganizationId>,
    /// Who takes part.
    pub participating_organization: Option<OrganizationId>,
    /// In which networks: each is an organization.
    pub networks: Vec<OrganizationId>,
    /// Where.
    pub locations: Vec<LocationId>,
    /// With which services.
    pub services: Vec<ServiceId>,
    /// As what, as the directory words it.
    pub roles: Vec<String>,
    /// With which specialties, as the directory words them.
    pub specialties: Vec<String>,
}

/// A product that members have: FHIR InsurancePlan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsurancePlan {
    /// The directory's id.
    pub id: InsurancePlanId,
    /// What it is called.
    pub name: String,
    /// Other names.
    pub alias: Vec<String>,
    /// What kind it is, as the directory words it.
    pub types: Vec<String>,
    /// Whose it is.
    pub owned_by: Option<OrganizationId>,
    /// Who runs it.
    pub administered_by: Option<OrganizationId>,
    /// Its networks: each is an organization.
    pub networks: Vec<OrganizationId>,
    /// Where it is to be had.
    pub coverage_area: Vec<LocationId>,
}
