//! FHIR Location: a place of care.

use app::domain::{directory::Location, plan::Plan};

use super::{
    hours,
    organization::{id, name},
    resource::Part,
    role::accepting,
    time_zone::{state_code, time_zone},
    wording,
};

/// A Location.
pub fn location(resource: &Part, plan: &Plan) -> Option<Location> {
    let id = id(resource)?;
    let name = name(resource)?;
    let address = Address::read(resource);
    let position = position(resource);
    let organization =
        resource.reference("managingOrganization", "Organization").map(|id| id.as_str().into());
    Some(Location {
        id: id.as_str().into(),
        name,
        time_zone: zone(resource, &address.state, position, plan),
        line: address.line,
        city: address.city,
        state: address.state,
        zip: address.zip,
        position,
        phone: phone(resource),
        hours: hours::hours_of_operation(resource),
        plan_office: organization.as_ref().is_some_and(|id| plan.is_own(id)),
        accessibility: accessibility(resource),
        organization,
        accepting: accepting(resource),
    })
}

/// The first phone number for people, in the form in which the portal shows it.
pub fn phone(resource: &Part) -> Option<String> {
    let phones = resource.objects("telecom");
    let phones = phones.iter().filter(|telecom| telecom.text("system").as_deref() == Some("phone"));
    let mut numbers = phones.filter_map(|telecom| {
        let number = wording::phone(&telecom.text("value")?);
        if number.is_none() {
            telecom.report("value", "is no phone number with its area code");
        }
        number
    });
    numbers.next()
}

struct Address {
    line: String,
    city: String,
    state: String,
    zip: String,
}

impl Address {
    /// What is missing stays empty and is reported.
    fn read(resource: &Part) -> Self {
        let Some(address) = resource.object("address") else {
            resource.report("address", "is missing");
            return Self {
                line: String::new(),
                city: String::new(),
                state: String::new(),
                zip: String::new(),
            };
        };
        let needed = |name: &str, value: Option<String>| {
            value.unwrap_or_else(|| {
                address.report(name, "is missing");
                String::new()
            })
        };
        let lines: Vec<_> = address.texts("line").iter().map(|line| wording::title_case(line)).collect();
        Self {
            line: needed("line", (!lines.is_empty()).then(|| lines.join(", "))),
            city: needed("city", address.text("city").map(|city| wording::title_case(&city))),
            state: state(&address),
            zip: zip(&address),
        }
    }
}

fn state(address: &Part) -> String {
    let text = address.text("state").unwrap_or_default();
    let code = state_code(&text);
    if code.is_none() {
        address.report("state", "must be a state or territory of the United States");
    }
    code.map_or(text, str::to_owned)
}

fn zip(address: &Part) -> String {
    let zip = address.text("postalCode").and_then(|text| wording::zip(&text));
    zip.unwrap_or_else(|| {
        address.report("postalCode", "must begin with five digits");
        String::new()
    })
}

fn position(resource: &Part) -> Option<(f64, f64)> {
    let position = resource.object("position")?;
    let (latitude, longitude) = (position.number("latitude")?, position.number("longitude")?);
    let fits = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    if !fits {
        position.report("", "is not on earth");
    }
    fits.then_some((latitude, longitude))
}

/// A place whose zone cannot be told keeps the plan's time, and the report says so.
fn zone(resource: &Part, state: &str, position: Option<(f64, f64)>, plan: &Plan) -> String {
    let zone = time_zone(Some(state), position);
    if zone.is_none() {
        resource.report("address.state", format!("gives no time zone: {} is taken", plan.time_zone));
    }
    zone.unwrap_or(&plan.time_zone).to_owned()
}

fn accessibility(resource: &Part) -> Vec<String> {
    let said = resource.extensions("accessibility").filter_map(|e| e.concept("valueCodeableConcept"));
    said.collect()
}
