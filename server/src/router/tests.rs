use std::collections::BTreeSet;

use leptos::server_fn::axum::server_fn_paths;

use super::*;
use crate::support;

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
