//! What a directory does not list any more.

use app::store::{appointment::Orphan, directory::Kind};

use super::*;
use crate::{
    fixture,
    import::{report::Tally, resource_type::ResourceType},
    support,
};

const ROLES: ResourceType = ResourceType::PractitionerRole;

fn roles(ids: &[&str]) -> Vec<Value> {
    ids.iter().map(|id| role(id, OWN, &["l1"])).collect()
}

async fn ids(store: &Store, kind: Kind) -> Vec<String> {
    let mut ids = store::directory::ids(store, kind).await.expect("ids");
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn what_is_not_listed_any_more_is_taken_out_and_counted() {
    let store = memory().await;
    import(&store, &small(&roles(&["r1", "r2", "r3"]))).await;
    let mut moved = role("r1", OWN, &["l2"]);
    moved["telecom"] = json!([]);
    let report = import(&store, &small(&[moved, role("r3", OWN, &["l1"]), role("r4", OWN, &["l1"])])).await;
    let expected = Tally { read: 3, new: 1, changed: 1, unchanged: 1, retired: 1, ..Tally::default() };
    assert_eq!(report.tallies[&ROLES], expected);
    assert_eq!(ids(&store, Kind::Role).await, ["r1", "r3", "r4"]);
    assert_eq!(everything(&store).await.2.len(), 3);
    assert!(report.to_string().contains("\n2 changed, 1 retired, 0 issues\n"), "{report}");
}

#[tokio::test]
async fn a_part_of_a_directory_takes_nothing_out_and_knows_the_rest() {
    let store = memory().await;
    import(&store, &small(&roles(&["r1", "r2", "r3"]))).await;
    let part = files(&[("PractitionerRole.ndjson", &[role("r4", "o", &["l1"])])]);
    let request = Request { partial: true, ..whole(&part) };
    let report = plan_net(&store, &plan(), &request, now()).await.expect("an import");
    assert_eq!((report.retired(), report.issues.listed.as_slice()), (0, &[][..]));
    let roles = everything(&store).await.1;
    assert_eq!(roles.len(), 4);
    assert!(roles.iter().all(|role| role.phone.is_none()), "the place has the same phone: {roles:?}");
}

#[tokio::test]
async fn files_that_look_cut_off_change_nothing_unless_it_is_meant() {
    let store = memory().await;
    import(&store, &small(&roles(&["r1", "r2", "r3"]))).await;
    let cut = small(&[role("r3", OWN, &["l2"])]);
    let error = stopped(&store, &whole(&cut)).await.to_string();
    assert!(error.contains("do not list 2 of 3 resources of type PractitionerRole"), "{error}");
    assert!(error.contains("--partial") && error.contains("--retire-many"), "{error}");
    assert_eq!(everything(&store).await.1.iter().filter(|role| role.location == "l1".into()).count(), 3);
    assert_eq!(store::import::unfinished(&store).await.expect("an answer"), None);

    let request = Request { retire_many: true, ..whole(&cut) };
    plan_net(&store, &plan(), &request, now()).await.expect("an import");
    assert_eq!(ids(&store, Kind::Role).await, ["r3"]);
}

/// Letters and receipts name them.
#[tokio::test]
async fn who_goes_with_their_role_is_known_as_they_last_were() {
    let store = memory().await;
    import(&store, &small(&roles(&["r1"]))).await;
    let folder = files(&[("Practitioner.ndjson", &[practitioner("q")])]);
    let request = Request { retire_many: true, ..whole(&folder) };
    plan_net(&store, &plan(), &request, now()).await.expect("an import");
    assert_eq!(
        (ids(&store, Kind::Role).await, ids(&store, Kind::Clinician).await),
        (vec![], vec!["q".into()])
    );
    let former = store::former::find(&store, &"r1".into()).await.expect("an answer").expect("a role");
    assert_eq!((former.clinician.id, former.location.id), ("p".into(), "l1".into()));
}

#[tokio::test]
async fn nothing_of_a_type_is_taken_out_where_a_line_of_it_cannot_be_read() {
    let store = memory().await;
    import(&store, &small(&roles(&["r1", "r2", "r3"]))).await;
    let folder = small(&[]);
    let lines = [role("r1", OWN, &["l1"]).to_string(), r#"{"resourceType":"Pract"#.to_owned()];
    folder.write("PractitionerRole.ndjson", lines.join("\n").as_bytes());
    folder.write("HealthcareService.ndjson", b"");
    let request = Request { retire_many: true, ..whole(&folder) };
    let report = plan_net(&store, &plan(), &request, now()).await.expect("an import");
    assert_eq!(ids(&store, Kind::Role).await, ["r1", "r2", "r3"]);
    assert_eq!(ids(&store, Kind::Service).await, [""; 0]);
    assert_eq!(report.uncertain, [ROLES]);
    assert!(report.to_string().contains("nothing of type PractitionerRole was retired"), "{report}");
}

#[tokio::test]
async fn a_resource_that_is_listed_and_refused_stays_as_it_was() {
    let store = memory().await;
    import(&store, &small(&roles(&["r1"]))).await;
    let folder = small(&roles(&["r1"]));
    folder.write("Practitioner.ndjson", br#"{"resourceType":"Practitioner","id":"p"}"#);
    let report = import(&store, &folder).await;
    assert_eq!((report.retired(), report.tallies[&ResourceType::Practitioner].refused), (0, 1));
    assert_eq!(ids(&store, Kind::Clinician).await, ["p"]);
}

#[tokio::test]
async fn appointments_with_a_role_that_is_gone_are_told_by_id_and_start_alone() {
    let store = memory().await;
    import(&store, &small(&roles(&["r1", "r2"]))).await;
    let visit_type = fixture::visit_type(&plan()).id;
    let appointment = fixture::appointment(&visit_type, "2026-12-01T17:00:00Z", "America/Los_Angeles");
    support::decided::book(&store, &appointment).await.expect("a booking");
    assert_eq!(import(&store, &small(&roles(&["r1", "r2"]))).await.appointments, []);

    for _again in 0..2 {
        let report = import(&store, &small(&roles(&["r2"]))).await;
        let expected =
            Orphan { id: appointment.id.clone(), role: "r1".into(), start: appointment.start.instant };
        assert_eq!(report.appointments, [expected]);
        let text = report.to_string();
        assert!(text.contains("appointment 0199 at 2026-12-01T17:00:00Z: role r1"), "{text}");
        assert!(!text.contains(&appointment.reason) && !text.contains(&appointment.contact), "{text}");
    }
    let kept = store::appointment::of_member(&store, &support::allowed(&appointment.member))
        .await
        .expect("appointments");
    assert_eq!(kept, [appointment]);
}
