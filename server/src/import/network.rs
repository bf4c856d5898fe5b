//! FHIR OrganizationAffiliation and InsurancePlan.

use app::domain::{
    id::OrganizationId,
    network::{InsurancePlan, OrganizationAffiliation},
};

use super::{
    organization::{id, name},
    resource::Part,
};

/// An OrganizationAffiliation.
pub fn affiliation(resource: &Part) -> Option<OrganizationAffiliation> {
    Some(OrganizationAffiliation {
        id: id(resource)?.as_str().into(),
        organization: organization(resource, "organization"),
        participating_organization: organization(resource, "participatingOrganization"),
        networks: resource.references("network", "Organization"),
        locations: resource.references("location", "Location"),
        services: resource.references("healthcareService", "HealthcareService"),
        roles: resource.concepts("code"),
        specialties: resource.concepts("specialty"),
    })
}

/// An InsurancePlan.
pub fn insurance_plan(resource: &Part) -> Option<InsurancePlan> {
    Some(InsurancePlan {
        id: id(resource)?.as_str().into(),
        name: name(resource)?,
        alias: resource.texts("alias"),
        types: resource.concepts("type"),
        owned_by: organization(resource, "ownedBy"),
        administered_by: organization(resource, "administeredBy"),
        networks: resource.references("network", "Organization"),
        coverage_area: resource.references("coverageArea", "Location"),
    })
}

fn organization(resource: &Part, name: &str) -> Option<OrganizationId> {
    resource.reference(name, "Organization").map(|id| id.as_str().into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::import::resource::Faults;

    #[test]
    fn an_affiliation_says_who_works_with_whom_and_as_what() {
        let value = json!({
            "resourceType": "OrganizationAffiliation", "id": "a",
            "organization": { "reference": "Organization/plan" },
            "participatingOrganization": { "reference": "Organization/pharmacy" },
            "network": [{ "reference": "Organization/n1" }, { "reference": "Location/wrong" }],
            "code": [{ "text": "Pharmacy" }, { "coding": [{ "code": "only a code" }] }],
            "specialty": [{ "coding": [{ "display": "Clinic Pharmacy" }] }],
        });
        let faults = Faults::default();
        let read = affiliation(&Part::root(&value, &faults)).expect("an affiliation");
        assert_eq!(read.organization, Some("plan".into()));
        assert_eq!(read.participating_organization, Some("pharmacy".into()));
        assert_eq!(read.networks, ["n1".into()]);
        assert_eq!((read.roles, read.specialties), (vec!["Pharmacy".into()], vec!["Clinic Pharmacy".into()]));
        let faults: Vec<_> = faults.into_inner().into_iter().map(|fault| fault.path).collect();
        assert_eq!(faults, ["network[1].reference"]);
    }

    #[test]
    fn a_product_without_a_name_is_refused() {
        let faults = Faults::default();
        let value = json!({ "resourceType": "InsurancePlan", "id": "p", "alias": ["Bronze"] });
        assert_eq!(insurance_plan(&Part::root(&value, &faults)), None);
        assert_eq!(faults.into_inner()[0].path, "name");
    }
}
