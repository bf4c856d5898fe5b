//! Booking over HTTP against the program as it is started, with the demonstration in it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod feeds;
mod portal;

use std::{
    sync::{Arc, Barrier},
    thread,
};

use portal::{Answer, Browser, Server, wish};
use serde_json::{Value, json};

const VISIT: &str = "office-visit";

/// A role that can be booked, and its first free start.
fn free(browser: &Browser) -> (String, String) {
    let fields = [("query[visit_type]", VISIT), ("query[online]", "true")];
    let results = browser.read("search_directory", &fields);
    let cards = results["cards"].as_array().unwrap();
    let card = cards.iter().find(|card| !card["next"].as_array().unwrap().is_empty()).unwrap();
    (text(&card["listing"]["role"]["id"]), text(&card["next"][0]["instant"]))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn details(browser: &Browser, role: &str, start: &str) -> Answer {
    details_of(VISIT, browser, role, start)
}

fn details_of(visit: &str, browser: &Browser, role: &str, start: &str) -> Answer {
    browser.post("start_draft", &wish(role, visit, start))
}

/// Fills in the form; returns the draft.
fn draft(browser: &Browser, role: &str, start: &str) -> String {
    let answer = details(browser, role, start);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.location().strip_prefix("/book/check/").unwrap().to_owned()
}

/// Books; returns the appointment.
fn booked(browser: &Browser, role: &str, start: &str) -> String {
    let answer = browser.post("book", &[("draft", &draft(browser, role, start))]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let location = answer.location().strip_prefix("/appointments/").unwrap();
    location.strip_suffix("?done=booked").unwrap().to_owned()
}

fn times(browser: &Browser, role: &str, start: &str) -> Vec<String> {
    let fields = [("role", role), ("visit_type", VISIT), ("date", &start[..10])];
    let times = browser.read("free_times", &fields);
    times["times"].as_array().unwrap().iter().map(|time| text(&time["instant"])).collect()
}

#[test]
fn fifty_members_confirm_one_time_at_once_and_one_has_it() {
    let server = Server::start("race", 50);
    let (role, start) = free(&server.browser());
    let racers: Vec<_> = (0..50).map(|n| server.member(n)).collect();
    let ready: Vec<_> = racers.into_iter().map(|racer| (draft(&racer, &role, &start), racer)).collect();
    let barrier = Arc::new(Barrier::new(50));
    let race = ready.into_iter().map(|(draft, racer)| {
        let barrier = barrier.clone();
        thread::spawn(move || {
            barrier.wait();
            racer.post("book", &[("draft", &draft)])
        })
    });
    let answers: Vec<_> = race.collect::<Vec<_>>().into_iter().map(|racer| racer.join().unwrap()).collect();
    let won = answers.iter().filter(|answer| answer.location().ends_with("?done=booked")).count();
    let told = answers.iter().filter(|answer| answer.status == 409);
    let others =
        told.map(|answer| answer.error()["refused"]["slot-taken"]["others"].as_array().unwrap().len());
    assert_eq!((won, others.filter(|others| *others > 0).count()), (1, 49));
    assert!(!times(&server.browser(), &role, &start).contains(&start));
}

#[test]
fn what_is_booked_is_there_after_a_restart_and_what_is_cancelled_is_free() {
    let mut server = Server::start("restart", 1);
    let member = server.member(0);
    let (role, start) = free(&member);
    let id = booked(&member, &role, &start);
    server.restart();
    let view = member.read("find_appointment", &[("id", &id)]);
    assert_eq!(text(&view["appointment"]["start"]["instant"]), start);
    assert!(!times(&member, &role, &start).contains(&start));
    if view["refusal"].is_null() {
        assert_eq!(member.post("cancel_appointment", &[("id", &id)]).status, 200);
        assert!(times(&member, &role, &start).contains(&start));
    }
}

#[test]
fn nobody_gets_around_the_door() {
    let server = Server::start("door", 2);
    let (owner, other) = (server.member(0), server.member(1));
    let (role, start) = free(&owner);
    let id = booked(&owner, &role, &start);
    another_members_appointment_is_none(&other, &id);
    nobody_in_particular_changes_nothing(&server.browser(), &id);
    reading_changes_nothing(&owner, &id);
    another_site_changes_nothing(&owner, &id);
    nonsense_is_the_askers_fault(&owner);
    assert_eq!(owner.read("find_appointment", &[("id", &id)])["open"], json!(true));
}

fn another_members_appointment_is_none(other: &Browser, id: &str) {
    for function in ["cancel_appointment", "move_appointment"] {
        let ask = |id| other.post(function, &[("id", id), ("start", "2030-01-01T00:00:00Z")]);
        let (real, none) = (ask(id), ask("0199c0de-0000-7000-8000-000000000000"));
        assert_eq!((real.status, none.status), (404, 404), "{function}");
        assert_eq!(real.body, none.body);
    }
    let ask = |id| other.get("find_appointment", &[("id", id)]);
    let (real, none) = (ask(id), ask("0199c0de-0000-7000-8000-000000000000"));
    assert_eq!((real.status, real.body), (404, none.body));
}

fn nobody_in_particular_changes_nothing(nobody: &Browser, id: &str) {
    assert_eq!(nobody.post("cancel_appointment", &[("id", id)]).status, 401);
    assert_eq!(nobody.post("book", &[("draft", id)]).status, 401);
    assert_eq!(nobody.get("find_appointment", &[("id", id)]).status, 401);
    assert_eq!(nobody.get("list_appointments", &[]).status, 401);
    assert_eq!(details(nobody, "r", "2030-01-01T00:00:00Z").status, 401);
}

fn reading_changes_nothing(owner: &Browser, id: &str) {
    for function in ["cancel_appointment", "move_appointment", "book", "choose_physician", "sign_off"] {
        let answer = owner.get(function, &[("id", id), ("draft", id), ("start", "2030-01-01T00:00:00Z")]);
        assert!((400..500).contains(&answer.status), "{function}: {}", answer.status);
    }
}

fn another_site_changes_nothing(owner: &Browser, id: &str) {
    for line in ["Origin: https://evil.example", "Sec-Fetch-Site: cross-site"] {
        let foreign = owner.with(&[line]);
        assert_eq!(foreign.post("cancel_appointment", &[("id", id)]).status, 403, "{line}");
    }
}

fn nonsense_is_the_askers_fault(owner: &Browser) {
    let fields = [("role", "r"), ("visit_type", VISIT), ("start", "tomorrow"), ("need", "routine")];
    assert_eq!(owner.post("start_draft", &fields).status, 400);
    assert_eq!(owner.post("book", &[]).status, 400);
    assert_eq!(owner.get("free_times", &[("role", "none"), ("visit_type", VISIT)]).status, 404);
    let far = [("query[page]", "18446744073709551615")];
    assert_eq!(owner.get("search_directory", &far).status, 200);
}

/// Brief B9: no referral is missing, and it is refused at each step by which a booking is made.
#[test]
fn a_contracted_clinician_elsewhere_is_not_booked_however_it_is_asked() {
    let server = Server::start("contracted", 1);
    let member = server.member(0);
    let contracted = json!({ "by-phone": "contracted" });
    let fields = [("query[specialty]", "obstetrics-gynecology"), ("query[place]", "Spokane")];
    let results = member.read("search_directory", &fields);
    let mut cards = results["cards"].as_array().unwrap().iter();
    let card = cards.find(|card| card["verdict"] == contracted).unwrap();
    let (role, visit, start) = (text(&card["listing"]["role"]["id"]), "gynecology-visit", free(&member).1);
    let visit_of = [("role", &*role), ("visit_type", visit)];
    assert_eq!(member.read("free_times", &visit_of)["days"], json!([]));
    let refused = |answer: Answer| {
        assert_eq!(answer.status, 409, "{}", answer.body);
        assert_eq!(answer.error()["refused"]["not-online"], contracted);
    };
    refused(details_of(visit, &member, &role, &start));
    let draft = text(&member.read("latest_draft", &visit_of)["id"]);
    refused(member.post("book", &[("draft", &draft)]));
    assert_eq!(member.post("change_start", &[("draft", &draft), ("start", &start)]).status, 200);
    refused(member.post("book", &[("draft", &draft)]));
    assert_eq!(member.read("list_appointments", &[]), json!([]));
}

#[test]
fn without_javascript_a_form_leads_to_its_page_and_an_error_back_to_the_form() {
    let server = Server::start("forms", 2);
    let member = server.member(0);
    let (role, start) = free(&member);
    let referer = format!("Referer: http://{}/book/{role}/details", member.host());
    let plain = ["Accept: text/html", &referer];
    let member = member.with(&plain);
    let answer = details(&member, &role, &start);
    let draft = answer.location().strip_prefix("/book/check/").unwrap().to_owned();
    assert_eq!(answer.status, 302);
    let answer = member.post("book", &[("draft", &draft)]);
    assert!(answer.status == 302 && answer.location().ends_with("?done=booked"), "{}", answer.head);
    let late = details(&server.member(1).with(&plain), &role, &start);
    assert_eq!(late.status, 302);
    let without_contact = &wish(&role, VISIT, &start)[..5];
    let back = member.post("start_draft", without_contact);
    assert!(back.status == 302 && back.location().contains("/details?__path="), "{}", back.head);
    assert!(!back.location().contains("private"));
}
