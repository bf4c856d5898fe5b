use app::{
    domain::grant::{Relation, Scope},
    store::{self, Store},
};
use jiff::civil::date;

use super::*;
use crate::support;

const HEADER: &str = "grant,proxy,member,relation,scope,valid_from,valid_until,given_by,status\n";

/// With members of the numbers 00001000 and so on.
async fn roll() -> Store {
    let store = Store::open("mem://", None).await.expect("a database");
    let members: Vec<_> = (0..3).map(support::member).collect();
    store::member::save_all(&store, &members).await.expect("the roll");
    store
}

async fn taken(store: &Store, rows: &str) -> Report {
    import_text(&support::hand(store), "grants.csv", &format!("{HEADER}{rows}")).await.expect("an import")
}

#[tokio::test]
async fn a_line_lets_one_member_act_for_another_and_again_changes_nothing() {
    let store = roll().await;
    let rows = "g1,0000 1000,00001001,parent,book,2026-11-01,,plan,\n\
        g2,00001001,00001002,carer,view,2026-11-01,2027-01-31,member,active\n";
    let report = taken(&store, rows).await;
    assert_eq!((report.read, report.saved.new, report.refused), (2, 2, 0), "{report}");
    let grants = store::grant::of_proxy(&store, &support::allowed("m0")).await.expect("grants");
    assert_eq!((grants.len(), grants[0].member.as_str()), (1, "m1"));
    assert_eq!((grants[0].relation, grants[0].scope), (Relation::Parent, Scope::Book));
    let over = store::grant::of_member(&store, &support::allowed("m2")).await.expect("grants");
    assert_eq!((over[0].proxy.as_str(), over[0].valid_until), ("m1", Some(date(2027, 1, 31))));
    let report = taken(&store, rows).await;
    assert_eq!((report.saved.new, report.saved.changed, report.saved.unchanged), (0, 0, 2));
}

#[tokio::test]
async fn what_is_wrong_is_told_by_line_field_and_reason_and_the_rest_comes_in() {
    let store = roll().await;
    let rows = "g1,00001000,00001000,parent,book,2026-11-01,,,\n\
        g2,00001000,99999999,parent,book,2026-11-01,,,\n\
        g3,00001000,00001001,friend,all,2026-11-01,2026-10-31,king,\n\
        g4,00001000,00001001,carer,book,2026-11-01,,,\n\
        g4,00001000,00001002,carer,book,2026-11-01,,,\n\
        g5,00001000,00001002,carer,book,,,,\n";
    let report = taken(&store, rows).await;
    assert_eq!((report.read, report.saved.new, report.refused), (6, 1, 5), "{report}");
    let told: Vec<_> = report.issues.listed.iter().map(|issue| (issue.line, issue.path.as_str())).collect();
    let wrong = [(2, "proxy"), (4, "relation"), (4, "scope"), (4, "valid_until"), (4, "given_by")];
    for fault in wrong.iter().chain(&[(3, "member"), (6, ""), (7, "valid_from")]) {
        assert!(told.contains(fault), "{fault:?} in {told:?}");
    }
    assert!(!report.to_string().contains("99999999"), "no number of a card is told");
}

#[tokio::test]
async fn what_is_revoked_is_taken_back_and_what_its_member_has_ended_stays_ended() {
    let store = roll().await;
    let (one, two) =
        ("g1,00001000,00001001,carer,book,2026-11-01,,,", "g2,00001000,00001002,carer,view,2026-11-01,,,");
    taken(&store, &format!("{one}\n{two}\n")).await;
    let grant = store::grant::find(&store, &support::allowed("m1"), &"g1".into())
        .await
        .expect("a look")
        .expect("a grant");
    let now = "2026-11-24T12:00:00Z".parse().expect("an instant");
    assert!(store::grant::end(&support::audited(&store), &grant, now).await.expect("an end"));
    assert!(!store::grant::end(&support::audited(&store), &grant, now).await.expect("an end"), "once");
    let report = taken(&store, &format!("{one}\ng2,,,,,,,,revoked\ng3,,,,,,,,revoked\n")).await;
    assert_eq!((report.saved.unchanged, report.revoked, report.revoked_before), (1, 1, 1), "{report}");
    let grants = store::grant::of_proxy(&store, &support::allowed("m0")).await.expect("grants");
    assert_eq!(
        grants.iter().map(|grant| (grant.id.as_str(), grant.is_ended)).collect::<Vec<_>>(),
        [("g1", true)]
    );
}

#[tokio::test]
async fn the_first_line_names_the_columns() {
    let store = roll().await;
    let error =
        import_text(&support::hand(&store), "grants.csv", "grant,proxy\n").await.expect_err("refused");
    assert!(error.to_string().starts_with("grants.csv:1 has no column `member`"), "{error}");
}
