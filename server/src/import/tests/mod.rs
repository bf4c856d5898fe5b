//! Whole imports, into memory, from folders that the tests write.

mod booked;
mod forms;
mod odd;
mod resources;
mod retiring;

use app::{
    domain::{
        directory::{Location, Role},
        schedule::Schedule,
    },
    store::{self, Store},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{ImportError, Request, plan_net, report::Report};
use crate::fixture::{Folder, plan};

/// A folder with resources, a file each.
fn files(files: &[(&str, &[Value])]) -> Folder {
    let folder = Folder::new("import");
    for (name, resources) in files {
        let lines: Vec<_> = resources.iter().map(Value::to_string).collect();
        folder.write(name, lines.join("\n").as_bytes());
    }
    folder
}

async fn memory() -> Store {
    Store::open("mem://", None).await.expect("a store in memory")
}

fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().expect("a moment")
}

/// The folder is the whole directory.
fn whole(folder: &Folder) -> Request {
    Request { paths: vec![folder.path().to_owned()], ..Request::default() }
}

async fn import(store: &Store, folder: &Folder) -> Report {
    plan_net(store, &plan(), &whole(folder), now()).await.expect("an import")
}

/// What stops the import of these paths.
async fn stopped(store: &Store, request: &Request) -> ImportError {
    plan_net(store, &plan(), request, now()).await.expect_err("it cannot be imported")
}

fn organization(id: &str) -> Value {
    json!({ "resourceType": "Organization", "id": id, "name": "LAKEVIEW HEALTH, INC." })
}

fn practitioner(id: &str) -> Value {
    json!({ "resourceType": "Practitioner", "id": id, "name": [{ "family": "Reyes", "given": ["Dana"] }] })
}

fn location(id: &str, organization: &str) -> Value {
    json!({
        "resourceType": "Location", "id": id, "name": "LAKEVIEW CLINIC",
        "address": { "line": ["100 LAKEVIEW WAY NE"], "city": "SEATTLE", "state": "WA", "postalCode": "981010001" },
        "telecom": [{ "system": "fax", "value": "1" }, { "system": "phone", "value": "(206) 555-0100" }],
        "managingOrganization": { "reference": format!("Organization/{organization}") },
    })
}

fn role(id: &str, organization: &str, locations: &[&str]) -> Value {
    let locations: Vec<_> =
        locations.iter().map(|id| json!({ "reference": format!("Location/{id}") })).collect();
    json!({
        "resourceType": "PractitionerRole", "id": id,
        "practitioner": { "reference": "Practitioner/p" },
        "organization": { "reference": format!("Organization/{organization}") },
        "location": locations,
        "specialty": [{ "coding": [{ "code": "000" }, { "code": "207Q00000X", "display": "Family Medicine" }] }],
        "telecom": [{ "system": "phone", "value": "206-555-0100" }],
        "availableTime": [
            { "daysOfWeek": ["mon"], "availableStartTime": "09:00:00", "availableEndTime": "12:00:00" },
        ],
    })
}

fn service(id: &str, locations: &[&str]) -> Value {
    let locations: Vec<_> =
        locations.iter().map(|id| json!({ "reference": format!("Location/{id}") })).collect();
    let code = json!({ "coding": [{ "code": "existptonly" }] });
    json!({
        "resourceType": "HealthcareService", "id": id, "location": locations,
        "extension": [{
            "url": "http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/newpatients",
            "extension": [{ "url": "acceptingPatients", "valueCodeableConcept": code }],
        }],
        "availableTime": [
            { "daysOfWeek": ["mon"], "availableStartTime": "07:00:00", "availableEndTime": "19:00:00" },
        ],
    })
}

const OWN: &str = "bookwell-demonstration-plan";

/// A directory of one clinician at one place of the plan.
fn small(roles: &[Value]) -> Folder {
    files(&[
        ("Organization.ndjson", &[organization(OWN), organization("o")]),
        ("Practitioner.ndjson", &[practitioner("p")]),
        ("Location.ndjson", &[location("l1", OWN), location("l2", "o")]),
        ("HealthcareService.ndjson", &[service("s", &["l2"])]),
        ("PractitionerRole.ndjson", roles),
    ])
}

async fn everything(store: &Store) -> (Vec<Location>, Vec<Role>, Vec<Schedule>) {
    let everything = store::directory::all(store).await.expect("a directory");
    (everything.locations, everything.roles, everything.schedules)
}
