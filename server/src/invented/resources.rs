//! Made-up people, places and roles as Plan-Net resources.

use serde_json::{Value, json};

use super::{
    disciplines::{Degree, Discipline},
    names::Person,
    weeks::{Absence, Stretch},
};

const PLAN_NET: &str = "http://hl7.org/fhir/us/davinci-pdex-plan-net";
const NUCC: &str = "http://nucc.org/provider-taxonomy";
const BOOKWELL: &str = "http://bookwell.example/fhir/StructureDefinition";

/// The week's days on which offices are open.
pub const WEEKDAYS: &str = "mon tue wed thu fri";

/// A place, as the directory lists it.
pub struct Site<'a> {
    /// Its id in the directory.
    pub id: &'a str,
    /// What the sign at the door says.
    pub name: &'a str,
    /// Street and number.
    pub line: &'a str,
    /// City.
    pub city: &'a str,
    /// Two-letter state.
    pub state: &'a str,
    /// ZIP.
    pub zip: &'a str,
    /// Latitude and longitude.
    pub position: (f64, f64),
    /// The main phone.
    pub phone: &'a str,
    /// Open on Saturday morning.
    pub saturday: bool,
    /// The id of the organization that runs it.
    pub organization: &'a str,
}

/// A clinician's work at a place, as the directory lists it.
pub struct Work<'a> {
    /// The role's id in the directory.
    pub id: &'a str,
    /// The clinician's id.
    pub practitioner: &'a str,
    /// The organization's id.
    pub organization: &'a str,
    /// The place's id.
    pub location: &'a str,
    /// What.
    pub discipline: &'a Discipline,
    /// The phone for appointments.
    pub phone: &'a str,
    /// Takes new patients.
    pub accepting: bool,
    /// The grid of the schedule, where it is not the importer's.
    pub slot_minutes: Option<u16>,
    /// The week.
    pub week: &'a [Stretch],
    /// When they are away.
    pub absences: &'a [Absence],
}

/// An Organization.
pub fn organization(id: &str, name: &str) -> Value {
    json!({ "resourceType": "Organization", "id": id, "active": true, "name": name })
}

/// A Location.
pub fn location(site: &Site) -> Value {
    let (latitude, longitude) = site.position;
    let mut hours = vec![opening(WEEKDAYS, "08:00:00", "17:00:00")];
    hours.extend(site.saturday.then(|| opening("sat", "09:00:00", "13:00:00")));
    json!({
        "resourceType": "Location", "id": site.id, "status": "active", "name": site.name,
        "extension": [accessibility("adacomp", "ADA compliant"), accessibility("pubtrans", "Public transit nearby")],
        "telecom": [phone(site.phone)],
        "address": {
            "use": "work", "line": [site.line], "city": site.city, "state": site.state,
            "postalCode": site.zip, "country": "USA",
        },
        "position": { "latitude": latitude, "longitude": longitude },
        "managingOrganization": reference("Organization", site.organization),
        "hoursOfOperation": hours,
    })
}

/// A Practitioner.
pub fn practitioner(id: &str, person: &Person, degree: &Degree, training: &[String]) -> Value {
    let qualification = |line: &String| json!({ "code": { "text": line } });
    let language = |code: &&str| json!({ "coding": [{ "system": "urn:ietf:bcp:47", "code": code }] });
    json!({
        "resourceType": "Practitioner", "id": id, "active": true, "gender": person.gender,
        "name": [{
            "use": "official", "family": person.family, "given": [person.given], "suffix": [degree.suffix],
        }],
        "qualification": training.iter().map(qualification).collect::<Vec<_>>(),
        "communication": person.languages.iter().map(language).collect::<Vec<_>>(),
    })
}

/// A PractitionerRole.
pub fn practitioner_role(work: &Work) -> Value {
    let Discipline { code, display, .. } = work.discipline;
    let coding = json!({ "system": NUCC, "code": code, "display": display });
    let grid = work.slot_minutes.map(slot_minutes);
    json!({
        "resourceType": "PractitionerRole", "id": work.id, "active": true,
        "extension": std::iter::once(new_patients(work.accepting)).chain(grid).collect::<Vec<_>>(),
        "practitioner": reference("Practitioner", work.practitioner),
        "organization": reference("Organization", work.organization),
        "location": [reference("Location", work.location)],
        "specialty": [{ "coding": [coding], "text": display }],
        "telecom": [phone(work.phone)],
        "availableTime": work.week.iter().map(available).collect::<Vec<_>>(),
        "notAvailable": work.absences.iter().map(not_available).collect::<Vec<_>>(),
    })
}

/// A Reference.
pub fn reference(kind: &str, id: &str) -> Value {
    json!({ "reference": format!("{kind}/{id}") })
}

/// One of the entries of `availableTime`.
pub fn available((days, start, end): &Stretch) -> Value {
    json!({
        "daysOfWeek": days.split(' ').collect::<Vec<_>>(),
        "availableStartTime": start, "availableEndTime": end,
    })
}

fn not_available((first, last, why): &Absence) -> Value {
    json!({ "description": why, "during": { "start": first, "end": last } })
}

fn opening(days: &str, start: &str, end: &str) -> Value {
    json!({ "daysOfWeek": days.split(' ').collect::<Vec<_>>(), "openingTime": start, "closingTime": end })
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

/// FHIR's PractitionerRole has no grid: an extension of our own says it.
fn slot_minutes(minutes: u16) -> Value {
    json!({ "url": format!("{BOOKWELL}/slot-minutes"), "valuePositiveInt": minutes })
}
