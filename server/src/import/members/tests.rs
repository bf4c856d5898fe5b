use app::{
    domain::{id::MemberNumber, member::Member},
    store::{self, Store},
};

use super::{super::tables::take_all, *};
use crate::support;

const HEADER: &str = "number,given,family,born,email,phone,language,status\n";
const ANA: &str = "0000 1001,Ana,Núñez,1958-04-15,ana@example.org,206-555-0100,es,\n";

async fn store() -> Store {
    Store::open("mem://", None).await.expect("a store")
}

async fn taken(store: &Store, rows: &str) -> Report {
    let now = "2026-11-24T12:00:00Z".parse().expect("an instant");
    let mut intake = Intake::begin(None, now).expect("an intake");
    let text = format!("{HEADER}{rows}");
    take_all(&support::hand(store), Path::new("members.csv"), text.as_bytes(), &mut intake)
        .await
        .expect("an import");
    intake.finish().expect("a report")
}

async fn found(store: &Store, number: &str) -> Option<Member> {
    store::member::find_by_number(store, &MemberNumber(number.to_owned())).await.expect("a look")
}

#[tokio::test]
async fn a_line_puts_a_member_on_the_roll_and_again_changes_nothing() {
    let store = store().await;
    assert_eq!(taken(&store, ANA).await.saved.new, 1);
    let ana = found(&store, "00001001").await.expect("a member");
    assert_eq!(
        (ana.name().as_str(), ana.email.as_str(), ana.spanish),
        ("Ana Núñez", "ana@example.org", Some(true))
    );
    assert_eq!(taken(&store, ANA).await.saved.unchanged, 1);
}

#[tokio::test]
async fn a_change_keeps_who_it_is_and_what_the_member_has_chosen() {
    let store = store().await;
    taken(&store, ANA).await;
    let before = found(&store, "00001001").await.expect("a member");
    store::member::choose_physician(&support::audited(&store), &support::allowed(&before.id), &"c1".into())
        .await
        .expect("chosen");
    let report =
        taken(&store, "00001001,Ana,Núñez Vega,1958-04-15,ana@example.org,206-555-0100,,active\n").await;
    assert_eq!((report.saved.changed, report.saved.new), (1, 0), "{report}");
    let after = found(&store, "00001001").await.expect("a member");
    assert_eq!((&after.id, after.family.as_str(), after.spanish), (&before.id, "Núñez Vega", Some(true)));
    assert_eq!(after.physician, Some("c1".into()));
}

#[tokio::test]
async fn who_has_ended_is_not_known_any_more_until_the_roll_has_them_again() {
    let store = store().await;
    taken(&store, ANA).await;
    let ana = found(&store, "00001001").await.expect("a member");
    store::credential::save(&store, &ana.id, "hash").await.expect("a password");
    let rows = "00001001,,,,,,,ended\n00001002,,,,,,,ended\n";
    let report = taken(&store, rows).await;
    assert_eq!((report.ended, report.ended_before, report.refused), (1, 1, 0), "{report}");
    assert!(found(&store, "00001001").await.is_none());
    assert_eq!(store::credential::find(&store, &ana.id).await.expect("a look"), None);
    assert_eq!(taken(&store, rows).await.ended_before, 2);
    assert_eq!(taken(&store, ANA).await.saved.changed, 1);
    assert_eq!(found(&store, "00001001").await.map(|member| member.id), Some(ana.id));
}

#[tokio::test]
async fn what_is_wrong_is_told_by_line_and_field_without_its_content() {
    let store = store().await;
    let rows = "00001003,Bo,Lee,1958-04-31,zelda@,555,fr,gone\n00001004,,Lee,,zelda,,,\n00001005,Bo,Lee,1990-01-01,,,,\n\
        00001005,Bo,Lee,1990-01-01,,,,\n";
    let report = taken(&store, rows).await;
    assert_eq!((report.read, report.saved.new, report.refused), (4, 1, 3), "{report}");
    let told: Vec<_> = report.issues.listed.iter().map(|issue| (issue.line, issue.path.as_str())).collect();
    for fault in [(2, "status"), (3, "given"), (3, "born"), (3, "email"), (5, "")] {
        assert!(told.contains(&fault), "{fault:?} in {told:?}");
    }
    assert!(!report.to_string().contains("zelda"), "{report}");
}
