//! The demonstration's directory as Plan-Net resources.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    places::{self, CONTRACTED, OFFICES, Organization, PLAN, Place, TRAVEL_OFFICE},
    staff::{Clinician, Post, clinicians},
};
use crate::invented::resources::{self, Site, WEEKDAYS, Work, available, reference};

/// Writes the files of a directory: one for each type, a resource a line.
///
/// # Errors
/// Those of writing.
pub fn write(folder: &Path, seed: u64, today: Date) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, resources) in resources(seed, today) {
        let mut file = BufWriter::new(fs::File::create(folder.join(format!("{name}.ndjson")))?);
        for resource in resources {
            writeln!(file, "{resource}")?;
        }
        file.flush()?;
    }
    Ok(())
}

/// The resources by type.
pub fn resources(seed: u64, today: Date) -> Vec<(&'static str, Vec<Value>)> {
    let clinicians = clinicians(seed, today);
    let places = || OFFICES.iter().chain(places::ELSEWHERE);
    let organizations = std::iter::once(&PLAN).chain(CONTRACTED);
    vec![
        ("Organization", organizations.map(|it| resources::organization(it.id, it.name)).collect()),
        ("Location", places().enumerate().map(|(n, place)| location(place, n)).collect()),
        ("HealthcareService", vec![travel_advisory_service()]),
        ("Practitioner", clinicians.iter().map(practitioner).collect()),
        ("PractitionerRole", clinicians.iter().flat_map(roles).collect()),
        ("OrganizationAffiliation", CONTRACTED.iter().map(affiliation).collect()),
        ("InsurancePlan", vec![insurance_plan()]),
    ]
}

fn location(place: &Place, number: usize) -> Value {
    let Place { id, name, line, city, zip, position, area_code, saturday, organization } = *place;
    let phone = format!("{area_code}-555-01{number:02}");
    let (state, organization) = ("WA", organization.id);
    resources::location(&Site {
        id,
        name,
        line,
        city,
        state,
        zip,
        position,
        phone: &phone,
        saturday,
        organization,
    })
}

/// Brief B5: phone consultations before a journey.
fn travel_advisory_service() -> Value {
    json!({
        "resourceType": "HealthcareService", "id": "travel-advisory-service", "active": true,
        "name": "Travel Advisory Service",
        "providedBy": reference("Organization", PLAN.id),
        "location": [reference("Location", OFFICES[TRAVEL_OFFICE].id)],
        "availableTime": [available(&(WEEKDAYS, "08:00:00", "17:00:00"))],
    })
}

fn practitioner(clinician: &Clinician) -> Value {
    let Clinician { person, degree, training, .. } = clinician;
    resources::practitioner(&person.id, person, degree, training)
}

fn roles(clinician: &Clinician) -> impl Iterator<Item = Value> {
    clinician.posts.iter().map(move |post| role(clinician, post))
}

fn role(Clinician { person, discipline, .. }: &Clinician, post: &Post) -> Value {
    resources::practitioner_role(&Work {
        id: &format!("{}-at-{}", person.id, post.place.id),
        practitioner: &person.id,
        organization: post.place.organization.id,
        location: post.place.id,
        discipline,
        phone: &post.phone,
        accepting: post.accepting,
        slot_minutes: None,
        week: &post.week,
        absences: &post.absences,
    })
}

fn affiliation(organization: &Organization) -> Value {
    json!({
        "resourceType": "OrganizationAffiliation", "id": format!("{}-contract", organization.id), "active": true,
        "organization": reference("Organization", PLAN.id),
        "participatingOrganization": reference("Organization", organization.id),
    })
}

fn insurance_plan() -> Value {
    json!({
        "resourceType": "InsurancePlan", "id": "bookwell-demonstration", "status": "active", "name": PLAN.name,
        "ownedBy": reference("Organization", PLAN.id),
        "administeredBy": reference("Organization", PLAN.id),
    })
}
