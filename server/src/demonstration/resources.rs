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
    weeks::{Absence, Stretch},
};

const PLAN_NET: &str = "http://hl7.org/fhir/us/davinci-pdex-plan-net";
const NUCC: &str = "http://nucc.org/provider-taxonomy";

/// The week's days on which offices are open.
const WEEKDAYS: &str = "mon tue wed thu fri";

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
        ("Organization", organizations.map(organization).collect()),
        ("Location", places().enumerate().map(|(n, place)| location(place, n)).collect()),
        ("HealthcareService", vec![travel_advisory_service()]),
        ("Practitioner", clinicians.iter().map(practitioner).collect()),
        ("PractitionerRole", clinicians.iter().flat_map(roles).collect()),
        ("OrganizationAffiliation", CONTRACTED.iter().map(affiliation).collect()),
        ("InsurancePlan", vec![insurance_plan()]),
    ]
}

fn organization(organization: &Organization) -> Value {
    json!({
        "resourceType": "Organization", "id": organization.id, "active": true, "name": organization.name,
    })
}

fn location(place: &Place, number: usize) -> Value {
    let (latitude, longitude) = place.position;
    let mut hours = vec![opening(WEEKDAYS, "08:00:00", "17:00:00")];
    hours.extend(place.saturday.then(|| opening("sat", "09:00:00", "13:00:00")));
    json!({
        "resourceType": "Location", "id": place.id, "status": "active", "name": place.name,
        "extension": [accessibility("adacomp", "ADA compliant"), accessibility("pubtrans", "Public transit nearby")],
        "telecom": [phone(&format!("{}-555-01{number:02}", place.area_code))],
        "address": {
            "use": "work", "line": [place.line], "city": place.city, "state": "WA",
            "postalCode": place.zip, "country": "USA",
        },
        "position": { "latitude": latitude, "longitude": longitude },
        "managingOrganization": reference("Organization", place.organization.id),
        "hoursOfOperation": hours,
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
    let qualification = |line: &String| json!({ "code": { "text": line } });
    let language = |code: &&str| json!({ "coding": [{ "system": "urn:ietf:bcp:47", "code": code }] });
    json!({
        "resourceType": "Practitioner", "id": person.id, "active": true, "gender": person.gender,
        "name": [{
            "use": "official", "family": person.family, "given": [person.given], "suffix": [degree.suffix],
        }],
        "qualification": training.iter().map(qualification).collect::<Vec<_>>(),
        "communication": person.languages.iter().map(language).collect::<Vec<_>>(),
    })
}

fn roles(clinician: &Clinician) -> impl Iterator<Item = Value> {
    clinician.posts.iter().map(move |post| role(clinician, post))
}

fn role(clinician: &Clinician, post: &Post) -> Value {
    let Clinician { person, discipline, .. } = clinician;
    let coding = json!({ "system": NUCC, "code": discipline.code, "display": discipline.display });
    json!({
        "resourceType": "PractitionerRole", "id": format!("{}-at-{}", person.id, post.place.id), "active": true,
        "extension": [new_patients(post.accepting)],
        "practitioner": reference("Practitioner", &person.id),
        "organization": reference("Organization", post.place.organization.id),
        "location": [reference("Location", post.place.id)],
        "specialty": [{ "coding": [coding], "text": discipline.display }],
        "telecom": [phone(&post.phone)],
        "availableTime": post.week.iter().map(available).collect::<Vec<_>>(),
        "notAvailable": post.absences.iter().map(not_available).collect::<Vec<_>>(),
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

fn reference(kind: &str, id: &str) -> Value {
    json!({ "reference": format!("{kind}/{id}") })
}

fn phone(number: &str) -> Value {
    json!({ "system": "phone", "value": number, "use": "work" })
}

fn accessibility(code: &str, text: &str) -> Value {
    let coding = json!({ "system": format!("{PLAN_NET}/CodeSystem/AccessibilityCS"), "code": code });
    json!({
        "url": format!("{PLAN_NET}/StructureDefinition/accessibility"),
        "valueCodeableConcept": { "coding": [coding], "text": text },
    })
}

fn new_patients(accepting: bool) -> Value {
    let code = if accepting { "newpt" } else { "existptonly" };
    let coding = json!({ "system": format!("{PLAN_NET}/CodeSystem/AcceptingPatientsCS"), "code": code });
    json!({
        "url": format!("{PLAN_NET}/StructureDefinition/newpatients"),
        "extension": [{ "url": "acceptingPatients", "valueCodeableConcept": { "coding": [coding] } }],
    })
}

fn opening(days: &str, start: &str, end: &str) -> Value {
    json!({ "daysOfWeek": days.split(' ').collect::<Vec<_>>(), "openingTime": start, "closingTime": end })
}

fn available((days, start, end): &Stretch) -> Value {
    json!({
        "daysOfWeek": days.split(' ').collect::<Vec<_>>(),
        "availableStartTime": start, "availableEndTime": end,
    })
}

fn not_available((first, last, why): &Absence) -> Value {
    json!({ "description": why, "during": { "start": first, "end": last } })
}
