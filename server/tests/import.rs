//! `server import plan-net PATH` as it is run: what comes in, what is reported, and that a
//! second time changes nothing.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "import/mod.rs"]
mod support;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use serde_json::Value;
use support::{Folder, server};

/// What the program prints: the numbers of each type, and the lines after them.
struct Printed {
    counts: BTreeMap<String, Vec<usize>>,
    summary: String,
    issues: Vec<String>,
}

fn import(database: &Folder, directory: &Path) -> Output {
    import_with(database, directory, &[])
}

fn import_with(database: &Folder, directory: &Path, flags: &[&str]) -> Output {
    server(database).args(["import", "plan-net"]).arg(directory).args(flags).output().unwrap()
}

fn printed(output: &Output) -> Printed {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let mut lines = text.lines().skip_while(|line| !line.starts_with("resources")).skip(1).map(str::to_owned);
    let mut counts = BTreeMap::new();
    let summary = loop {
        let line = lines.next().unwrap();
        let words: Vec<_> = line.split_whitespace().collect();
        let numbers = words[1..].iter().map(|word| word.parse()).collect::<Result<Vec<usize>, _>>();
        match numbers {
            Ok(numbers) => counts.insert(words[0].to_owned(), numbers),
            Err(_) => break line,
        };
    };
    Printed { counts, summary, issues: lines.collect() }
}

/// The Connecticut sample as a whole where it lies beside the project, else a part of it.
fn sample() -> (PathBuf, bool) {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let whole = here.join("../../shared/data/plan-net-ct");
    if whole.is_dir() { (whole, true) } else { (here.join("tests/data/plan-net-ct"), false) }
}

fn resources(directory: &Path, kind: &str) -> Vec<Value> {
    let text = fs::read_to_string(directory.join(format!("{kind}.ndjson"))).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Lines of a file whose resources have a number where an identifier's text belongs.
fn numeric(directory: &Path, kind: &str) -> Vec<usize> {
    let is_numeric = |resource: &Value| {
        let identifiers = resource["identifier"].as_array().cloned().unwrap_or_default();
        identifiers.iter().any(|identifier| identifier["value"].is_number())
    };
    let numbered = resources(directory, kind).into_iter().enumerate();
    numbered.filter(|(_, resource)| is_numeric(resource)).map(|(n, _)| n + 1).collect()
}

const TYPES: [&str; 7] = [
    "HealthcareService",
    "InsurancePlan",
    "Location",
    "Organization",
    "OrganizationAffiliation",
    "Practitioner",
    "PractitionerRole",
];

/// Imports a directory twice; it may have no other issues than numbers for identifiers.
fn imports_whole(name: &str, directory: &Path) -> (Printed, Printed) {
    let database = Folder::new(name);
    let first = printed(&import(&database, directory));
    let second = printed(&import(&database, directory));
    for kind in TYPES {
        let lines = resources(directory, kind).len();
        assert_eq!(first.counts[kind], [lines, lines, 0, 0, 0, 0, 0], "{kind}");
        assert_eq!(second.counts[kind], [lines, 0, 0, lines, 0, 0, 0], "{kind}");
    }
    let expected: Vec<_> = numeric(directory, "Organization")
        .iter()
        .map(|line| format!("Organization.ndjson:{line} identifier[0].value must be text, is the number"))
        .collect();
    assert_eq!(first.issues.len(), expected.len(), "{:?}", first.issues);
    for (issue, expected) in first.issues.iter().zip(&expected) {
        assert!(issue.starts_with(expected), "{issue}");
    }
    assert_eq!(second.issues, first.issues);
    assert_eq!(second.summary, format!("0 changed, 0 retired, {} issues", expected.len()));
    (first, second)
}

#[test]
fn all_roles_of_a_real_directory_come_in_and_a_second_import_changes_nothing() {
    let (directory, whole) = sample();
    let (first, second) = imports_whole("sample", &directory);
    if whole {
        let read = TYPES.map(|kind| first.counts[kind][0]);
        assert_eq!(read, [81, 9, 164, 98, 81, 900, 900]);
        assert_eq!(first.summary, "2233 changed, 0 retired, 74 issues");
        assert_eq!(second.summary, "0 changed, 0 retired, 74 issues");
    }
}

#[test]
fn a_part_of_it_comes_in_too() {
    imports_whole("part", &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plan-net-ct"));
}

#[test]
fn a_folder_that_is_missing_stops_the_import() {
    let database = Folder::new("missing");
    let output = import(&database, &database.0.join("nothing-here"));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(error.contains("cannot read") && error.contains("nothing-here"), "{error}");
}

#[test]
fn lines_that_cannot_be_read_do_not_stop_it() {
    let (database, directory) = (Folder::new("odd"), Folder::new("odd-files"));
    let good = r#"{"resourceType":"Organization","id":"o","name":"Lakeview"}"#;
    let lines = format!("{good}\n{{\"resourceType\":\"Organ\nnull\n{{}}\n");
    fs::write(directory.0.join("Organization.ndjson"), lines).unwrap();
    let printed = printed(&import(&database, &directory.0));
    assert_eq!(printed.counts["Organization"], [4, 1, 0, 0, 0, 0, 3]);
    assert_eq!(printed.summary, "1 changed, 0 retired, 3 issues");
}

#[test]
fn what_is_refused_is_written_to_a_file_as_a_table() {
    let (database, directory) = (Folder::new("table"), Folder::new("table-files"));
    let odd =
        r#"{"resourceType":"Organization","id":"o","name":"Lake, \"view\"","identifier":[{"value":7}]}"#;
    fs::write(directory.0.join("Organization.ndjson"), format!("{odd}\n{{\"resourceType\":\"x,y\"}}\n"))
        .unwrap();
    let table = directory.0.join("refused.csv");
    let output = import_with(&database, &directory.0, &["--report", table.to_str().unwrap()]);
    assert_eq!(printed(&output).issues.len(), 2);
    let mut rows = csv::Reader::from_path(&table).unwrap();
    assert_eq!(rows.headers().unwrap(), ["file", "line", "path", "reason"].as_slice());
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let expected = [
        ["Organization.ndjson", "1", "identifier[0].value", "must be text, is the number 7"],
        ["Organization.ndjson", "2", "", "is x,y, not Organization"],
    ];
    assert_eq!(rows, expected.map(|row| csv::StringRecord::from(row.as_slice())));
}

#[test]
fn a_report_that_cannot_be_written_stops_the_import_before_it_begins() {
    let (database, directory) = (Folder::new("unwritable"), Folder::new("unwritable-files"));
    fs::write(directory.0.join("Organization.ndjson"), "").unwrap();
    let output = import_with(&database, &directory.0, &["--report", "/nowhere/at/all.csv"]);
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && error.contains("cannot write the report"), "{error}");
    assert!(import(&database, &directory.0).status.success());
}
