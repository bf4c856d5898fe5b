use std::{collections::BTreeSet, fs};

use axum::{
    body::{Body, to_bytes},
    http::header,
};
use leptos::server_fn::axum::server_fn_paths;
use serde_json::Value;
use tower::ServiceExt;

use super::*;
use crate::{fixture, support};

/// Who may what at each endpoint: the tests of security ask for all of it.
const TABLE: &str = include_str!("../../tests/security/endpoints.csv");

/// All that the program answers, as `GET /healthz`.
async fn endpoints() -> BTreeSet<String> {
    let pages = routes(context(&support::portal(0).await), Vec::new()).expect("pages");
    let reads = pages.iter().map(|page| page.path()).chain(feed_routes().map(|(path, _)| path));
    let reads = reads.map(|path| format!("GET {path}"));
    let functions = server_fn_paths().map(|(path, method)| format!("{method} {path}"));
    reads.chain(functions).chain([format!("POST {CHECK}")]).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_endpoint_has_a_row_in_the_table_of_who_may_what() {
    let rows = TABLE.lines().skip(1).filter(|line| !line.is_empty());
    let listed = rows.map(|row| row.splitn(3, ',').take(2).collect::<Vec<_>>().join(" "));
    let listed: BTreeSet<_> = listed.collect();
    let endpoints = endpoints().await;
    let missing: Vec<_> = endpoints.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&endpoints).collect();
    assert!(missing.is_empty() && gone.is_empty(), "without a row: {missing:?}; gone: {gone:?}");
}

#[test]
fn what_is_routed_is_what_the_test_above_sees() {
    let routed = include_str!("../router.rs").matches(".route(").count();
    assert_eq!(routed, 2, "another route: let the test above see it");
}

/// How the site of the demonstration's plan answers, and with what.
async fn answered(request: Request) -> (StatusCode, String) {
    let mut portal = support::portal(0).await;
    portal.plan = Arc::new(fixture::plan());
    let options = LeptosOptions::builder().output_name("bookwell").build();
    let public = "http://127.0.0.1:3000".parse().expect("an address");
    let site = router(portal, options, &public, &[], Stop::never()).expect("a site");
    let answer = site.oneshot(request).await.expect("an answer");
    let status = answer.status();
    let body = to_bytes(answer.into_body(), usize::MAX).await.expect("a body");
    (status, String::from_utf8(body.to_vec()).expect("text"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_long_or_no_form_is_refused_in_both_languages_with_a_phone() {
    let form = "application/x-www-form-urlencoded";
    for (kind, length, expected) in [
        (form, BODY_BYTES + 1, StatusCode::PAYLOAD_TOO_LARGE),
        ("text/plain", 3, StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let request = Request::post("/api/sign_on")
            .header(header::ACCEPT, "text/html,*/*;q=0.8")
            .header(header::CONTENT_TYPE, kind)
            .header(header::CONTENT_LENGTH, length)
            .body(Body::from("a".repeat(length)));
        let (status, page) = answered(request.expect("a request")).await;
        assert_eq!(status, expected);
        for part in ["We could not read this", "No pudimos leer esto", "1-888-901-4636"] {
            assert!(page.contains(part), "{part} is missing from {page}");
        }
    }
}

/// The manifests by their language.
const MANIFESTS: [(&str, &str); 2] = [("en", "manifest.webmanifest"), ("es", "manifest.es.webmanifest")];

#[test]
fn both_manifests_are_of_one_app() {
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public");
    let [english, spanish] = MANIFESTS.map(|(language, name)| {
        let text = fs::read_to_string(public.join(name)).expect("a manifest");
        let mut manifest: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(manifest["lang"], language);
        for word in ["name", "description", "lang"] {
            manifest[word] = Value::Null;
        }
        for shortcut in manifest["shortcuts"].as_array_mut().expect("shortcuts") {
            shortcut["name"] = Value::Null;
        }
        manifest
    });
    assert_eq!(english, spanish);
}
