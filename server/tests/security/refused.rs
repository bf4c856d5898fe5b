//! What is refused whoever asks: other sites, other kinds of bodies, reading that changes, fields
//! that nobody may set.

use serde_json::json;

use crate::{
    portal::Browser,
    probe::{self, request},
    table::{Row, posts, rows},
    world::{self, World},
};

/// Asks for a row with these lines besides; without a kind of body where they name one.
fn asked(world: &World, row: &Row, browser: &Browser, method: &str, lines: &[&str]) -> u16 {
    let fields = row.fields(world);
    let (path, body) = match method {
        "GET" => (format!("{}?{}", row.path(world, &[]), crate::table::form(&fields)), String::new()),
        _ => (row.path(world, &fields), row.body(&fields)),
    };
    let mut headers = vec![format!("Cookie: {}", browser.cookie())];
    headers.extend(lines.iter().map(|line| (*line).to_owned()));
    probe::send(browser.host(), &request(method, &path, &headers, body.as_bytes())).unwrap().status
}

const FORM: &str = "Content-Type: application/x-www-form-urlencoded";

#[test]
fn another_site_changes_nothing() {
    let world = World::begin("foreign");
    let (owner, before) = (world.server.signed_on(0), world.owned());
    for row in posts() {
        for lines in [
            &["Origin: https://evil.example"][..],
            &["Origin: null"],
            &["Origin: http://localhost.evil.example", "Host: localhost"],
            &["Sec-Fetch-Site: cross-site"],
            &["Sec-Fetch-Site: same-site"],
            &["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Accept: text/html"],
        ] {
            let status = asked(&world, &row, &owner, "POST", &[lines, &[FORM]].concat());
            assert!([400, 403].contains(&status), "{} with {lines:?}: {status}", row.route);
        }
    }
    assert_eq!(world.owned(), before);
    world.is_well();
}

#[test]
fn only_forms_change_something() {
    let world = World::begin("kinds");
    let (owner, before) = (world.server.signed_on(0), world.owned());
    for row in posts().iter().filter(|row| !row.fields(&world).is_empty()) {
        for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x", "x", ""] {
            let line = format!("Content-Type: {kind}");
            assert_eq!(asked(&world, row, &owner, "POST", &[&line]), 415, "{} as {kind}", row.route);
        }
        assert_eq!(asked(&world, row, &owner, "POST", &[]), 415, "{} as nothing", row.route);
    }
    assert_eq!(world.owned(), before);
    world.is_well();
}

#[test]
fn reading_changes_nothing() {
    let world = World::begin("reading");
    let (owner, before) = (world.server.signed_on(0), world.owned());
    let read: Vec<_> = rows().into_iter().filter(|row| row.method == "GET").map(|row| row.route).collect();
    for row in posts().iter().filter(|row| !read.contains(&row.route)) {
        for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FROBNICATE"] {
            let status = asked(&world, row, &owner, method, &[FORM]);
            assert!([404, 405].contains(&status), "{method} {}: {status}", row.route);
        }
    }
    assert_eq!(world.owned(), before);
    world.is_well();
}

/// Whose it is, what it costs and how it stands is the server's to say.
#[test]
fn fields_that_a_form_does_not_have_change_nothing() {
    let world = World::begin("extra");
    let (owner, other) = (world.server.signed_on(0), world.server.signed_on(1));
    let extra = [
        ("member", "test-1"),
        ("member_id", "test-1"),
        ("appointment[member]", "test-1"),
        ("id", world::NOTHING),
        ("state", "cancelled"),
        ("copay", "0"),
        ("copay_cents", "0"),
        ("start", "2030-01-01T00:00:00Z"),
        ("need", "emergency"),
        ("number", "90000001"),
    ];
    let mut fields = vec![("draft", world.things["draft"].as_str())];
    fields.extend(extra);
    let answer = owner.post("book", &fields);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let id = answer.location().strip_prefix("/appointments/").unwrap().split('?').next().unwrap();
    let booked = owner.read("find_appointment", &[("id", id)])["appointment"].clone();
    assert_eq!(booked["state"], json!("booked"));
    assert_eq!(booked["start"]["instant"], json!(world.things["start"]));
    assert_eq!(other.read("list_appointments", &[]), json!([]));
    assert_eq!(other.get("find_appointment", &[("id", id)]).status, 404);
    world.is_well();
}
