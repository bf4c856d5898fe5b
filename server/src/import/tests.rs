//! Whole imports, into memory, from folders that the tests write.

use std::path::{Path, PathBuf};

use app::{
    domain::{
        directory::{Location, NetworkStatus, Role},
        plan::Plan,
        schedule::Schedule,
    },
    store::{self, Store},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    plan_net,
    report::{Report, ResourceType, Tally},
};

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(files: &[(&str, &[Value])]) -> Self {
        let folder = Self::empty();
        for (name, resources) in files {
            let lines: Vec<_> = resources.iter().map(Value::to_string).collect();
            folder.write(name, lines.join("\n").as_bytes());
        }
        folder
    }

    fn empty() -> Self {
        static COUNT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("bookwell-import-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.join(name), bytes).expect("a file for the test");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).expect("the folder of the test");
    }
}

fn plan() -> Plan {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plans/demonstration.toml");
    crate::plan_file::read(&file).expect("a plan profile")
}

async fn memory() -> Store {
    Store::open("mem://", None).await.expect("a store in memory")
}

async fn import(store: &Store, folder: &Folder) -> Report {
    plan_net(store, &plan(), &folder.0).await.expect("an import")
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
    Folder::new(&[
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

#[tokio::test]
async fn a_role_comes_in_with_its_place_specialty_and_schedule() {
    let store = memory().await;
    let report = import(&store, &small(&[role("r", OWN, &["l1"])])).await;
    assert_eq!(report.issues, []);
    let (locations, roles, schedules) = everything(&store).await;
    let (place, role) = (&locations[0], &roles[0]);
    assert_eq!((place.name.as_str(), place.line.as_str()), ("Lakeview Clinic", "100 Lakeview Way NE"));
    assert_eq!((place.zip.as_str(), place.phone.as_deref()), ("98101", Some("206-555-0100")));
    assert_eq!((place.time_zone.as_str(), place.plan_office), ("America/Los_Angeles", true));
    assert_eq!((role.id.as_str(), role.location.as_str()), ("r", "l1"));
    assert_eq!(role.specialty, Some("primary-care".into()));
    assert_eq!((role.network, role.accepting, &role.phone), (NetworkStatus::Plan, true, &None));
    assert!(role.visit_types.contains(&"office-visit".into()));
    assert_eq!((schedules[0].role.as_str(), schedules[0].sessions.len()), ("r", 1));
}

#[tokio::test]
async fn a_second_import_changes_nothing() {
    let store = memory().await;
    let folder = small(&[role("r", OWN, &["l1"]), role("r2", "o", &["l1", "l2"])]);
    assert_eq!(import(&store, &folder).await.changed(), 8);
    let again = import(&store, &folder).await;
    assert_eq!(again.changed(), 0);
    assert!(again.to_string().contains("\n0 changed, 0 issues\n"), "{again}");
}

#[tokio::test]
async fn services_speak_for_a_place_and_a_role_that_are_silent() {
    let store = memory().await;
    let mut silent = role("r", "o", &[]);
    silent["healthcareService"] = json!([{ "reference": "HealthcareService/s" }]);
    import(&store, &small(&[silent])).await;
    let (locations, roles, _) = everything(&store).await;
    assert_eq!((roles[0].location.as_str(), roles[0].accepting), ("l2", false));
    assert_eq!(roles[0].network, NetworkStatus::Contracted);
    let hours: Vec<_> = locations.iter().map(|location| location.hours.is_some()).collect();
    assert_eq!(hours, [false, true]);
}

#[tokio::test]
async fn a_role_at_several_places_is_one_at_each_and_follows_when_they_change() {
    let store = memory().await;
    for (places, expected) in
        [(&["l1", "l2"][..], &["r~l1", "r~l2"][..]), (&["l1"], &["r"]), (&["l2", "l1"], &["r~l1", "r~l2"])]
    {
        let report = import(&store, &small(&[role("r", OWN, places)])).await;
        let (_, roles, schedules) = everything(&store).await;
        assert_eq!(roles.iter().map(|role| role.id.as_str()).collect::<Vec<_>>(), expected);
        assert_eq!(schedules.len(), expected.len());
        assert_eq!(report.tallies[&ResourceType::PractitionerRole].read, 1);
    }
}

#[tokio::test]
async fn what_is_not_active_any_more_is_taken_out() {
    let store = memory().await;
    let mut gone = role("r", OWN, &["l1", "l2"]);
    import(&store, &small(&[gone.clone(), role("r2", OWN, &["l1"])])).await;
    gone["active"] = json!(false);
    let report = import(&store, &small(&[gone, role("r2", OWN, &["l1"])])).await;
    let expected = Tally { read: 2, unchanged: 1, inactive: 1, ..Tally::default() };
    assert_eq!(report.tallies[&ResourceType::PractitionerRole], expected);
    let (_, roles, _) = everything(&store).await;
    assert_eq!(roles.iter().map(|role| role.id.as_str()).collect::<Vec<_>>(), ["r2"]);
}

#[tokio::test]
async fn lines_that_cannot_be_used_are_reported_and_the_others_come_in() {
    let store = memory().await;
    let folder = Folder::empty();
    let mut numeric = organization("o-1");
    numeric["identifier"] = json!([{ "value": "1" }, { "value": 1245 }]);
    let lines = [
        numeric.to_string(),
        r#"{"resourceType":"Organization","id":"o-2","na"#.to_owned(),
        String::new(),
        json!({ "resourceType": "Patient", "id": "o-3" }).to_string(),
        json!({ "resourceType": "Organization", "name": "Nameless" }).to_string(),
        format!(
            "{{\"resourceType\":\"Organization\",\"id\":\"{}\"}}",
            "x".repeat(super::lines::LONGEST_LINE)
        ),
        organization("o-1").to_string(),
        json!({ "resourceType": "Organization", "id": "o-4", "name": "Four",
            "partOf": { "reference": "Organization/o-9" } })
        .to_string(),
    ];
    folder.write("Organization.ndjson", lines.join("\n").as_bytes());
    let report = import(&store, &folder).await;
    let found: Vec<_> = report.issues.iter().map(|i| (i.line, i.path.as_str(), i.reason.as_str())).collect();
    assert_eq!(found[0], (1, "identifier[1].value", "must be text, is the number 1245"));
    assert!(matches!(found[1], (2, "", reason) if reason.starts_with("is no JSON: EOF")), "{found:?}");
    assert_eq!(
        found[2..],
        [
            (4, "", "is Patient, not Organization"),
            (5, "id", "is missing: the resource is refused"),
            (6, "", "is longer than 8 MiB and was skipped"),
            (7, "id", "stands in a line before: the resource is refused"),
            (8, "partOf", "leads to “o-9”, which is not in the directory"),
        ]
    );
    let expected = Tally { read: 7, new: 2, refused: 5, ..Tally::default() };
    assert_eq!(report.tallies[&ResourceType::Organization], expected);
}

#[tokio::test]
async fn a_role_at_a_place_that_is_missing_is_kept_and_reported() {
    let store = memory().await;
    let report = import(&store, &small(&[role("r", OWN, &["l9"]), role("r2", OWN, &[])])).await;
    let reasons: Vec<_> = report.issues.iter().map(|i| (i.line, i.reason.as_str())).collect();
    let expected =
        [(1, "leads to “l9”, which is not in the directory"), (2, "is missing: the resource is refused")];
    assert_eq!(reasons, expected);
    assert_eq!(everything(&store).await.1.len(), 1);
}

#[tokio::test]
async fn a_folder_without_resources_stops_the_import() {
    let store = memory().await;
    let (empty, missing) = (Folder::empty(), Path::new("/nowhere/at/all"));
    let error = plan_net(&store, &plan(), &empty.0).await.expect_err("nothing to import");
    assert!(error.to_string().contains("has no file of Plan-Net resources"), "{error}");
    let error = plan_net(&store, &plan(), missing).await.expect_err("no folder");
    assert!(error.to_string().starts_with("cannot read the folder /nowhere/at/all"), "{error}");
}

/// A line that something has happened to; shown as text where a test fails.
struct Mutated(Vec<u8>);

impl std::fmt::Debug for Mutated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

/// A line with one part of it of another kind, cut off, or with a byte overwritten.
fn mutated(line: Value) -> impl Strategy<Value = Mutated> {
    let odd = prop_oneof![
        Just(Value::Null),
        Just(json!(1e308)),
        Just(json!(-1)),
        Just(json!([[{}], null, 0])),
        Just(json!({ "reference": "Location/", "coding": 3, "value": [] })),
        any::<String>().prop_map(Value::String),
    ];
    let bytes = line.to_string().into_bytes();
    let places = count(&line);
    let lines = prop_oneof![
        (0..places, odd).prop_map(move |(at, odd)| replaced(line.clone(), at, odd).to_string().into_bytes()),
        (0..bytes.len(), any::<Option<u8>>()).prop_map(move |(at, byte)| {
            let mut bytes = bytes.clone();
            match byte {
                Some(byte) => bytes[at] = byte,
                None => bytes.truncate(at),
            }
            bytes
        }),
    ];
    lines.prop_map(Mutated)
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// The value with its part number `at`, counted from the root, replaced.
fn replaced(mut value: Value, at: usize, odd: Value) -> Value {
    fn walk(value: &mut Value, at: &mut usize, odd: &Value) {
        if *at == 0 {
            *value = odd.clone();
        }
        *at = at.wrapping_sub(1);
        match value {
            Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, at, odd)),
            Value::Array(items) => items.iter_mut().for_each(|item| walk(item, at, odd)),
            _ => {}
        }
    }
    let mut at = at;
    walk(&mut value, &mut at, &odd);
    value
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn no_line_whatever_is_in_it_stops_an_import(
        odd_location in mutated(location("l3", OWN)),
        odd_practitioner in mutated(practitioner("p")),
        odd_role in mutated(role("r3", OWN, &["l1", "l2"])),
        odd_service in mutated(service("s", &["l2"])),
    ) {
        let folder = small(&[]);
        folder.write("Location.2.ndjson", &odd_location.0);
        folder.write("Practitioner.ndjson", &odd_practitioner.0);
        folder.write("HealthcareService.ndjson", &odd_service.0);
        let good = role("good", OWN, &["l1"]).to_string();
        folder.write("PractitionerRole.ndjson", &[&odd_role.0, b"\n".as_slice(), good.as_bytes()].concat());
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let (first, second, roles) = runtime.block_on(async {
            let store = memory().await;
            let first = import(&store, &folder).await;
            let second = import(&store, &folder).await;
            (first, second, everything(&store).await.1)
        });
        prop_assert!(roles.iter().any(|role| role.id.as_str() == "good"));
        prop_assert_eq!(second.changed(), 0);
        prop_assert_eq!(&second.issues, &first.issues);
        for tally in first.tallies.values() {
            let Tally { read, new, changed, unchanged, inactive, checked, refused } = *tally;
            prop_assert_eq!(read, new + changed + unchanged + inactive + checked + refused);
        }
    }
}
