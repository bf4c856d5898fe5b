//! Referrals as FHIR ServiceRequests.

use super::*;

#[tokio::test]
async fn a_service_request_is_read_and_what_is_odd_in_it_told() {
    let store = store().await;
    let of = |id, change: Value| service_request(id, &change);
    let resources = [
        of("f-1", json!({})),
        of(
            "f-2",
            json!({ "performerType": { "text": "Heart" }, "performer": [{ "reference": "PractitionerRole/r1" }] }),
        ),
        of(
            "f-3",
            json!({ "performer": [{ "reference": "https://x.example/fhir/Practitioner/c1" }], "quantityQuantity": null }),
        ),
        json!({ "resourceType": "Patient", "id": "p" }),
        of("f-4", json!({ "intent": "proposal" })),
        of("f-5", json!({ "doNotPerform": true })),
        of("f-6", json!({ "subject": { "reference": "Patient/12345678" } })),
        of("f-7", json!({ "quantityQuantity": { "value": 1.5 } })),
        of("f-8", json!({ "quantityRange": { "high": { "value": 2 } } })),
        of("f-9", json!({ "occurrencePeriod": { "start": "2026-11-01" } })),
        of("f-10", json!({ "performerType": null })),
        of("f-11", json!({ "status": "open" })),
    ];
    let report = of_resources(&store, &resources).await;
    assert_eq!((report.read, report.saved.new, report.refused), (11, 3, 8), "{:?}", issues(&report));
    let fields = [
        "5 intent",
        "6 doNotPerform",
        "7 subject.identifier.value",
        "8 quantityQuantity.value",
        "9 quantityRange",
        "10 occurrencePeriod",
        "11 performerType",
        "12 status",
    ];
    for (told, field) in issues(&report).iter().zip(fields) {
        assert!(told.starts_with(&format!("a.ndjson:{field} ")), "{told} for {field}");
    }
    let referrals = on_file(&store).await;
    let to: Vec<_> = referrals.iter().map(|referral| (referral.to.clone(), referral.visits)).collect();
    let clinician = ReferredTo::Clinician("c1".into());
    let cardiology = ReferredTo::Specialty("cardiology".into());
    assert_eq!(to.len(), 3);
    for expected in [(cardiology, Some(3)), (clinician.clone(), Some(3)), (clinician, None)] {
        assert!(to.contains(&expected), "{expected:?} is not among {to:?}");
    }
    assert!(referrals.iter().all(|referral| referral.valid_until == date(2027, 1, 31)));
}

#[tokio::test]
async fn a_bundle_and_files_that_are_gzipped_are_read_as_well() {
    let store = store().await;
    let folder = Folder::new();
    let gzipped = |text: &str| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    };
    let entry = |id| json!({ "resource": service_request(id, &json!({})) });
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [entry("b-1"), {}] });
    let line = format!("{}\n", service_request("l-1", &json!({})));
    let table = format!("{HEADER}\nt-1,12345678,surgery,,2026-11-01,2027-01-31,,\n");
    let files = [
        folder.file("a.json", bundle.to_string().as_bytes()),
        folder.file("a.json.gz", &gzipped(&bundle.to_string().replace("b-1", "b-2"))),
        folder.file("a.ndjson.gz", &gzipped(&line)),
        folder.file("a.csv.gz", &gzipped(&table)),
    ];
    let report = of_files(&store, &files).await.expect("a report");
    assert_eq!((report.saved.new, report.refused), (4, 2));
    assert_eq!(issues(&report)[0], "a.json:2 has no resourceType");
}
