//! What files of referrals put on file and take off it, on a store in memory.

mod resources;

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use app::{
    domain::referral::{Referral, ReferredTo},
    store::{Store, directory},
};
use flate2::{Compression, write::GzEncoder};
use jiff::civil::date;
use serde_json::{Value, json};

use super::*;
use crate::{demonstration, fixture, support};

const HEADER: &str = "referral,member,specialty,clinician,valid_from,valid_until,visits,status";

/// The fixture's member, and the clinician of its listing with a role.
async fn store() -> Store {
    let store = Store::open("mem://", None).await.expect("a store");
    let listing = fixture::listing();
    store::member::save_all(&store, &[fixture::member()]).await.expect("a member");
    directory::save(&store, &[listing.clinician]).await.expect("a clinician");
    directory::save(&store, &[listing.role]).await.expect("a role");
    store
}

/// A folder of files that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let number = FOLDERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bookwell-referrals-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn of_files(store: &Store, files: &[PathBuf]) -> Result<Report, ReferralsError> {
    import(&support::hand(store), &fixture::plan(), &Request { files: files.to_vec(), report: None }).await
}

async fn of_lines(store: &Store, lines: &[&str]) -> Report {
    let folder = Folder::new();
    let text = format!("{HEADER}\n{}\n", lines.join("\n"));
    of_files(store, &[folder.file("a.csv", text.as_bytes())]).await.expect("a report")
}

async fn of_resources(store: &Store, resources: &[Value]) -> Report {
    let folder = Folder::new();
    let text: String = resources.iter().map(|resource| format!("{resource}\n")).collect();
    of_files(store, &[folder.file("a.ndjson", text.as_bytes())]).await.expect("a report")
}

async fn on_file(store: &Store) -> Vec<Referral> {
    store::referral::of_member(store, &support::allowed(fixture::member().id)).await.expect("referrals")
}

fn issues(report: &Report) -> Vec<String> {
    report.issues.listed.iter().map(ToString::to_string).collect()
}

fn service_request(id: &str, change: &Value) -> Value {
    let mut resource = json!({ "resourceType": "ServiceRequest", "id": id, "status": "active", "intent": "order",
        "subject": { "identifier": { "value": "12345678" } },
        "performerType": { "coding": [{ "code": "207RC0000X" }] },
        "occurrencePeriod": { "start": "2026-11-01", "end": "2027-01-31T23:59:59-08:00" },
        "quantityQuantity": { "value": 3 } });
    for (name, value) in change.as_object().into_iter().flatten() {
        resource[name] = value.clone();
    }
    resource
}

#[tokio::test]
async fn the_example_comes_into_the_demonstration_and_a_second_time_changes_nothing() {
    let (plan, store) = (fixture::plan(), Store::open("mem://", None).await.expect("a store"));
    let now = "2026-11-24T18:00:00Z".parse().expect("an instant");
    demonstration::load(&store, &plan, now).await.expect("a demonstration");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../plans/referrals-example.csv");
    let first = of_files(&store, std::slice::from_ref(&file)).await.expect("a report");
    assert_eq!((issues(&first), first.saved.new, first.over_before, first.read), (vec![], 4, 2, 6));
    let again = of_files(&store, &[file]).await.expect("a report");
    assert_eq!((again.saved.new + again.saved.changed, again.saved.unchanged), (0, 4));
}

#[tokio::test]
async fn a_table_says_to_whom_until_when_and_how_often() {
    let store = store().await;
    let lines = [
        "r-1,12345678,cardiology,,2026-11-01,2027-01-31,3,",
        "r-2,1234-5678,,c1,2026-11-02,2026-11-02,,active",
    ];
    assert_eq!(issues(&of_lines(&store, &lines).await), Vec::<String>::new());
    let referrals = on_file(&store).await;
    let facts: Vec<_> = referrals.iter().map(|it| (it.to.clone(), it.visits, it.valid_until)).collect();
    let cardiology = ReferredTo::Specialty("cardiology".into());
    let clinician = ReferredTo::Clinician("c1".into());
    let expected = [(cardiology, Some(3), date(2027, 1, 31)), (clinician, None, date(2026, 11, 2))];
    assert_eq!(facts, expected);
}

#[tokio::test]
async fn each_fault_is_told_with_its_line_and_field_and_the_rest_comes_in() {
    let store = store().await;
    let faulty = [
        (",12345678,surgery,,2026-11-01,2027-01-31,,", "referral is empty"),
        ("r 1,12345678,surgery,,2026-11-01,2027-01-31,,", "referral must be letters"),
        ("r-1,99999999,surgery,,2026-11-01,2027-01-31,,", "member is on nobody's card"),
        ("r-2,,surgery,,2026-11-01,2027-01-31,,", "member is empty"),
        ("r-3,12345678,dancing,,2026-11-01,2027-01-31,,", "specialty is no specialty"),
        ("r-4,12345678,,,2026-11-01,2027-01-31,,", "specialty is empty, and so is clinician"),
        ("r-5,12345678,surgery,c1,2026-11-01,2027-01-31,,", "clinician must be empty"),
        ("r-6,12345678,,nobody,2026-11-01,2027-01-31,,", "clinician is nobody in the directory"),
        ("r-7,12345678,surgery,,2026-02-30,2027-01-31,,", "valid_from must be a day"),
        ("r-8,12345678,surgery,,2027-02-01,2027-01-31,,", "valid_until is before valid_from"),
        ("r-9,12345678,surgery,,2026-11-01,2027-01-31,0,", "visits must be a whole number from 1"),
        ("r-10,12345678,surgery,,2026-11-01,2027-01-31,two,", "visits must be a whole number"),
        ("r-11,12345678,surgery,,2026-11-01,2027-01-31,,open", "status must be one of active"),
        ("r-12,12345678,surgery,2026-11-01,2027-01-31,,", " has 7 cells"),
    ];
    let right = "r-13,12345678,surgery,,2026-11-01,2027-01-31,,";
    let lines: Vec<_> = faulty.iter().map(|(line, _)| *line).chain([right, right]).collect();
    let report = of_lines(&store, &lines).await;
    assert_eq!((report.read, report.refused, report.saved.new), (16, 15, 1));
    let told = issues(&report);
    for (line, (_, reason)) in (2..).zip(faulty) {
        let reason = format!("a.csv:{line} {}", reason.trim_start());
        assert!(told.iter().any(|told| told.starts_with(&reason)), "{reason} is not among {told:?}");
    }
    assert!(
        told.iter().any(|told| told.starts_with("a.csv:17 is a referral that stands before")),
        "{told:?}"
    );
    assert!(told.iter().all(|told| !told.contains("12345678") && !told.contains("99999999")), "{told:?}");
    assert_eq!(on_file(&store).await.len(), 1);
}

#[tokio::test]
async fn a_referral_that_is_over_is_taken_off_file_and_the_others_stay() {
    let store = store().await;
    let line = |id: &str, status: &str| format!("{id},12345678,surgery,,2026-11-01,2027-01-31,2,{status}");
    let all = ["a", "b", "c", "d", "e"];
    let there: Vec<_> = all.iter().map(|id| line(id, "active")).collect();
    of_lines(&store, &there.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let over = ["a,,,,,,,revoked", "b,,,,,,,completed", "c,,,,,,,entered-in-error", "x,,,,,,,revoked"];
    let report = of_lines(&store, &over).await;
    assert_eq!((report.over, report.over_before, report.refused), (3, 1, 0), "{:?}", issues(&report));
    let ids: Vec<_> = on_file(&store).await.into_iter().map(|referral| referral.id.0).collect();
    assert_eq!(ids, ["d", "e"]);
    let report = of_resources(&store, &[service_request("d", &json!({ "status": "on-hold" }))]).await;
    assert_eq!(report.over, 1);
}

#[tokio::test]
async fn visits_that_are_used_up_stay_so_when_a_file_comes_again() {
    let store = store().await;
    let line = ["r-1,12345678,cardiology,,2026-11-01,2027-01-31,3,"];
    of_lines(&store, &line).await;
    let mut appointment = fixture::appointment(&"office-visit".into(), "2026-12-01T17:00:00Z", "UTC");
    appointment.referral = Some("r-1".into());
    support::decided::book(&store, &appointment).await.expect("a booking");
    assert_eq!(of_lines(&store, &line).await.saved.unchanged, 1);
    assert_eq!(on_file(&store).await[0].left(), Some(2));
    let more = of_lines(&store, &["r-1,12345678,cardiology,,2026-11-01,2027-01-31,4,"]).await;
    assert_eq!((more.saved.changed, on_file(&store).await[0].left()), (1, Some(3)));
}

#[tokio::test]
async fn a_referral_to_somebody_else_replaces_the_one_before() {
    let store = store().await;
    of_lines(&store, &["r-1,12345678,cardiology,,2026-11-01,2027-01-31,3,"]).await;
    let report = of_lines(&store, &["r-1,12345678,,c1,2026-11-01,2027-01-31,,"]).await;
    assert_eq!(report.saved.changed, 1);
    let referral = on_file(&store).await.remove(0);
    assert_eq!((referral.to, referral.visits), (ReferredTo::Clinician("c1".into()), None));
}

#[tokio::test]
async fn what_is_no_file_of_referrals_stops_the_import_and_says_so() {
    let store = store().await;
    let folder = Folder::new();
    let cases = [
        ("a.txt", "", "is no file of referrals"),
        ("b.csv", "referral,member\n", ":1 has no column `specialty`: the first line must name the columns"),
        ("c.json", "{}", "is no FHIR Bundle"),
        ("d.ndjson.gz", "no gzip", "cannot read"),
    ];
    for (name, text, expected) in cases {
        let outcome = of_files(&store, &[folder.file(name, text.as_bytes())]).await;
        let error = outcome.expect_err("it is refused").to_string();
        assert!(error.contains(expected), "{error} for {expected}");
    }
    let missing = of_files(&store, &[folder.0.join("none.csv")]).await.expect_err("it is not there");
    assert!(missing.to_string().contains("none.csv"), "{missing}");
}
