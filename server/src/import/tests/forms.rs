//! Folders, Bundles, gzipped or not: the same directory comes in; what is broken changes nothing.

use std::{io::Write, path::Path};

use flate2::{Compression, write::GzEncoder};

use super::*;
use crate::import::lines::LONGEST_LINE;

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn bundle(resources: &[Value]) -> Vec<u8> {
    let entries: Vec<_> = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string().into_bytes()
}

/// All resources of [`small`], those that refer first.
fn backwards() -> Vec<Value> {
    vec![
        json!({ "resourceType": "Endpoint", "id": "e" }),
        role("r", "o", &["l1", "l2"]),
        practitioner("p"),
        location("l2", "o"),
        location("l1", OWN),
        service("s", &["l2"]),
        organization("o"),
        organization(OWN),
    ]
}

#[tokio::test]
async fn a_directory_is_the_same_in_whatever_form_it_comes() {
    let expected = {
        let store = memory().await;
        import(&store, &small(&[role("r", "o", &["l1", "l2"])])).await;
        everything(&store).await
    };
    let bundle = bundle(&backwards());
    let (one, two, three) = (Folder::new("import"), Folder::new("import"), small(&[]));
    one.write("directory.json", &bundle);
    two.write("directory.json.gz", &gzipped(&bundle));
    std::fs::remove_file(three.path().join("PractitionerRole.ndjson")).expect("it is there");
    let (first, second) = (format!("{}\r\n", role("r", "o", &["l1", "l2"])), "\u{feff}\r\n");
    let members = [gzipped(first.as_bytes()), gzipped(second.as_bytes())].concat();
    three.write("PractitionerRole.1.ndjson.gz", &members);
    for folder in [&one, &two, &three] {
        let store = memory().await;
        let report = import(&store, folder).await;
        let [issue] = &report.issues.listed[..] else { panic!("one role has two places: {report}") };
        assert_eq!(issue.path, "location");
        assert_eq!(everything(&store).await, expected);
        assert_eq!(import(&store, folder).await.changed(), 0);
    }
}

#[tokio::test]
async fn several_paths_are_one_directory_and_issues_name_the_folder() {
    let (store, bundles, folder) = (memory().await, Folder::new("import"), small(&[]));
    bundles.write("roles.json", &bundle(&[role("r1", "o", &["l1"]), role("r2", "o", &["l9"])]));
    let request = Request {
        paths: vec![folder.path().to_owned(), bundles.path().join("roles.json")],
        ..Request::default()
    };
    let report = plan_net(&store, &plan(), &request, now()).await.expect("an import");
    assert_eq!(everything(&store).await.1.len(), 2);
    let issue = &report.issues.listed[0];
    assert!(issue.file.ends_with("/roles.json") && issue.file.starts_with('/'), "{issue}");
    assert_eq!((issue.line, issue.path.as_str(), report.issues.count()), (2, "location[0]", 1));
}

#[tokio::test]
async fn an_entry_that_cannot_be_used_is_told_by_its_number() {
    let (store, folder) = (memory().await, Folder::new("import"));
    let entries = json!([7, {}, { "resource": { "id": "x" } }, { "resource": organization("o") }]);
    let text = json!({ "entry": entries, "type": "searchset", "resourceType": "Bundle" }).to_string();
    folder.write("directory.json", text.as_bytes());
    let report = import(&store, &folder).await;
    let found: Vec<_> = report.issues.listed.iter().map(|i| (i.line, i.reason.as_str())).collect();
    assert_eq!(found, [(1, "has no resource"), (2, "has no resource"), (3, "has no resourceType")]);
    assert_eq!(report.changed(), 1);
}

#[tokio::test]
async fn a_file_that_breaks_off_leaves_the_directory_as_it_was() {
    let store = memory().await;
    import(&store, &small(&[role("r", "o", &["l1"])])).await;
    let before = everything(&store).await;
    let roles = format!("{}\n", role("r", "o", &["l2"])).repeat(200);
    let (packed, whole_bundle) = (gzipped(roles.as_bytes()), bundle(&[role("r", "o", &["l2"])]));
    let long = bundle(&[json!({ "resourceType": "Location", "id": "x".repeat(2 * LONGEST_LINE) })]);
    let cases = [
        ("PractitionerRole.2.ndjson.gz", &packed[..packed.len() - 9], "incomplete deflate stream"),
        ("PractitionerRole.2.ndjson.gz", roles.as_bytes(), "invalid gzip header"),
        ("directory.json.gz", &gzipped(&whole_bundle)[..40], "incomplete deflate stream"),
        ("directory.json", &whole_bundle[..whole_bundle.len() - 2], "EOF while parsing"),
        ("directory.json", br#"{"resourceType":"Patient","id":"p"}"#, "its resourceType is not Bundle"),
        ("directory.json", &long, "an entry is longer than 8 MiB"),
        ("directory.json", b"", "EOF while parsing"),
        ("directory.json", b"\0\0", "expected value"),
    ];
    for (name, bytes, expected) in cases {
        let folder = small(&[role("r", "o", &["l2"])]);
        folder.write(name, bytes);
        let error = stopped(&store, &whole(&folder)).await.to_string();
        assert!(error.contains(name) && error.contains(expected), "{error} for {expected}");
        assert_eq!(everything(&store).await, before);
        assert_eq!(store::import::unfinished(&store).await.expect("an answer"), None);
    }
}

#[tokio::test]
async fn paths_without_a_directory_stop_the_import() {
    let (store, empty) = (memory().await, Folder::new("import"));
    empty.write("notes.txt", b"nothing");
    let cases = [
        (empty.path().to_owned(), "has no file of Plan-Net resources"),
        (empty.path().join("notes.txt"), "is no file of a directory"),
        (Path::new("/nowhere/at/all").to_owned(), "cannot read /nowhere/at/all"),
    ];
    for (path, expected) in cases {
        let error = stopped(&store, &Request { paths: vec![path], ..Request::default() }).await.to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_part_does_not_end_the_import_of_another_directory() {
    let (store, folder) = (memory().await, small(&[]));
    let other = store::import::Unfinished { source: "exports/december".into(), since: now() };
    store::import::begin(&store, &other).await.expect("a mark");
    let partial = Request { partial: true, ..whole(&folder) };
    let error = stopped(&store, &partial).await.to_string();
    assert!(error.contains("the import of exports/december has not ended"), "{error}");
    import(&store, &folder).await;
    assert_eq!(store::import::unfinished(&store).await.expect("an answer"), None);
}
