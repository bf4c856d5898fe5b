//! FHIR Organization and HealthcareService.

use app::domain::directory::{Organization, Service};

use super::{hours, reference::is_id, resource::Part, role::accepting, wording::title_case};

/// What every resource has: an id that can stand in an address.
pub fn id(resource: &Part) -> Option<String> {
    let id = resource.text("id");
    let usable = id.clone().filter(|id| is_id(id));
    if usable.is_none() {
        let reason = "must be letters, digits, “-”, “.” or “_”, at most 128: the resource is refused";
        resource.report("id", if id.is_some() { reason } else { "is missing: the resource is refused" });
    }
    usable
}

/// Identifiers are not kept, but what is wrong with them is worth knowing.
pub fn check_identifiers(resource: &Part) {
    for identifier in resource.objects("identifier") {
        identifier.text("system");
        identifier.text("value");
    }
}

/// An Organization.
pub fn organization(resource: &Part) -> Option<Organization> {
    Some(Organization { id: id(resource)?.as_str().into(), name: name(resource)? })
}

/// A HealthcareService.
pub fn service(resource: &Part) -> Option<Service> {
    let id = id(resource)?;
    let name = resource.text("name").or_else(|| resource.objects("type").iter().find_map(Part::said));
    Some(Service {
        id: id.as_str().into(),
        name: title_case(&name.unwrap_or_default()),
        organization: resource.reference("providedBy", "Organization").map(|id| id.as_str().into()),
        locations: resource.references("location", "Location"),
        accepting: accepting(resource),
        hours: hours::service_hours(resource),
    })
}

/// The name, without which nobody finds anything.
pub fn name(resource: &Part) -> Option<String> {
    let name = resource.text("name").map(|name| title_case(&name));
    if name.is_none() {
        resource.report("name", "is missing: the resource is refused");
    }
    name
}
