//! What comes in of resources, and what is said of those that cannot be used.

use app::domain::directory::NetworkStatus;
use serde_json::json;

use super::*;
use crate::import::{lines::LONGEST_LINE, report::Tally, resource_type::ResourceType};

#[tokio::test]
async fn a_role_comes_in_with_its_place_specialty_and_schedule() {
    let store = memory().await;
    let report = import(&store, &small(&[role("r", OWN, &["l1"])])).await;
    assert_eq!(report.issues.listed, []);
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
    assert!(again.to_string().contains("\n0 changed, 0 retired, 1 issues\n"), "{again}");
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
        [(&["l1", "l2"][..], &["r", "r~l2"][..]), (&["l1"], &["r"]), (&["l2", "l1"], &["r", "r~l2"])]
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
    let folder = Folder::new("import");
    let mut numeric = organization("o-1");
    numeric["identifier"] = json!([{ "value": "1" }, { "value": 1245 }]);
    let lines = [
        numeric.to_string(),
        r#"{"resourceType":"Organization","id":"o-2","na"#.to_owned(),
        String::new(),
        json!({ "resourceType": "Patient", "id": "o-3" }).to_string(),
        json!({ "resourceType": "Organization", "name": "Nameless" }).to_string(),
        format!("{{\"resourceType\":\"Organization\",\"id\":\"{}\"}}", "x".repeat(LONGEST_LINE)),
        organization("o-1").to_string(),
        json!({ "resourceType": "Organization", "id": "o-4", "name": "Four",
            "partOf": { "reference": "Organization/o-9" } })
        .to_string(),
    ];
    folder.write("Organization.ndjson", lines.join("\n").as_bytes());
    let report = import(&store, &folder).await;
    let found: Vec<_> =
        report.issues.listed.iter().map(|i| (i.line, i.path.as_str(), i.reason.as_str())).collect();
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
    let reasons: Vec<_> = report.issues.listed.iter().map(|i| (i.line, i.reason.as_str())).collect();
    let expected =
        [(1, "leads to “l9”, which is not in the directory"), (2, "is missing: the resource is refused")];
    assert_eq!(reasons, expected);
    assert_eq!(everything(&store).await.1.len(), 1);
}

#[tokio::test]
async fn a_part_of_itself_is_told_and_comes_in_all_the_same() {
    let store = memory().await;
    let part_of = |id: &str, whole: &str| {
        let mut part = organization(id);
        part["partOf"] = json!({ "reference": format!("Organization/{whole}") });
        part
    };
    let folder =
        files(&[("Organization.ndjson", &[part_of("a", "b"), part_of("b", "a"), part_of("c", "a")])]);
    let report = import(&store, &folder).await;
    let found: Vec<_> =
        report.issues.listed.iter().map(|i| (i.line, i.path.as_str(), i.reason.as_str())).collect();
    let reason = "leads back to the resource itself: it is left out";
    assert_eq!(found, [(1, "partOf", reason), (2, "partOf", reason)]);
    assert_eq!(report.changed(), 3);
}

#[tokio::test]
async fn a_reference_to_what_was_refused_is_lost() {
    let store = memory().await;
    let nameless = json!({ "resourceType": "Organization", "id": "o" });
    let folder = files(&[("Organization.ndjson", &[nameless]), ("Location.ndjson", &[location("l1", "o")])]);
    let report = import(&store, &folder).await;
    let paths: Vec<_> = report.issues.listed.iter().map(|i| (i.file.as_str(), i.path.as_str())).collect();
    assert_eq!(paths, [("Organization.ndjson", "name"), ("Location.ndjson", "managingOrganization")]);
}

#[tokio::test]
async fn servers_are_told_of_an_import_once_it_has_ended_and_not_of_one_that_was_stopped() {
    let store = memory().await;
    let revision = async || store::directory::revision(&store).await.expect("a number");
    import(&store, &small(&[role("r", OWN, &["l1"])])).await;
    assert_eq!(revision().await, 1);
    stopped(&store, &whole(&small(&[]))).await;
    assert_eq!(revision().await, 1);
}
