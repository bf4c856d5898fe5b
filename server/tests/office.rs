//! What an office does by commands while members use the portal.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod portal;

use std::{
    fs,
    time::{Duration, Instant},
};

use portal::{Browser, Server, Told, wish};
use serde_json::Value;

const VISIT: &str = "office-visit";

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// A role that can be booked with its first free start: the instant, and the day at the place.
fn free(browser: &Browser) -> (String, String, String) {
    let fields = [("query[visit_type]", VISIT), ("query[online]", "true")];
    let results = browser.read("search_directory", &fields);
    let cards = results["cards"].as_array().unwrap();
    let card = cards.iter().find(|card| !card["next"].as_array().unwrap().is_empty()).unwrap();
    let start = &card["next"][0];
    (text(&card["listing"]["role"]["id"]), text(&start["instant"]), text(&start["civil"])[..10].to_owned())
}

/// Books; returns the appointment.
fn booked(browser: &Browser, role: &str, start: &str) -> String {
    let answer = browser.post("start_draft", &wish(role, VISIT, start));
    let draft = answer.location().strip_prefix("/book/check/").unwrap().to_owned();
    let answer = browser.post("book", &[("draft", &draft)]);
    let location = answer.location().strip_prefix("/appointments/").unwrap();
    location.strip_suffix("?done=booked").unwrap().to_owned()
}

fn times(browser: &Browser, role: &str, date: &str) -> Vec<String> {
    let fields = [("role", role), ("visit_type", VISIT), ("date", date)];
    let times = browser.read("free_times", &fields);
    times["times"].as_array().unwrap().iter().map(|time| text(&time["instant"])).collect()
}

/// A page as its text.
fn page(browser: &Browser, id: &str) -> String {
    let answer = browser.send("GET", &format!("/appointments/{id}"), "");
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

fn done(told: &Told) -> &str {
    assert_eq!(told.code, Some(0), "{told:?}");
    &told.answer
}

/// The letter with that subject, once it is there.
fn letter(server: &Server, subject: &str) -> String {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(30) {
        let letters = fs::read_dir(server.folder.join("outbox")).into_iter().flatten();
        let mut texts = letters.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
        if let Some(letter) = texts.find(|letter| letter.contains(&format!("Subject: {subject}"))) {
            return letter;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no letter says: {subject}");
}

#[test]
fn an_office_lists_its_day_and_cancels_for_a_member_who_calls() {
    let server = Server::start("office-cancels", 1);
    let member = server.member(0);
    let (role, start, date) = free(&member);
    let id = booked(&member, &role, &start);
    let day = server.told(&["office", "day", "--role", &role, "--date", &date]);
    let line = done(&day).lines().find(|line| line.contains(&id)).unwrap();
    assert!(line.contains("Ana Núñez, 90000000") && line.contains("copay $"), "{line}");
    assert!(day.answer.ends_with("; no cash\n"), "{day:?}");

    let early = server.told(&["office", "no-show", &id]);
    assert_eq!(early.code, Some(1), "{early:?}");
    assert!(early.remarks.contains("the visit has not begun"), "{early:?}");

    let line = ["office", "cancel", &id, "--reason", "Called: the bus is late", "--by", "Ana Ruiz"];
    assert!(done(&server.told(&line)).starts_with("canceled: Ana Núñez, 90000000; "));
    assert!(times(&member, &role, &date).contains(&start));
    let page = page(&member, &id);
    assert!(
        page.contains("Called: the bus is late") && page.contains("The office canceled it. It was"),
        "{page}"
    );
    letter(&server, "Your appointment is canceled");
    let again = server.told(&line);
    assert!(again.code == Some(1) && again.remarks.contains("canceled already"), "{again:?}");
    done(&server.told(&["verify"]));
}

#[test]
fn a_member_whose_clinician_is_away_takes_the_time_that_is_suggested() {
    let server = Server::start("office-away", 1);
    let member = server.member(0);
    let (role, start, date) = free(&member);
    let id = booked(&member, &role, &start);
    let away = server.told(&["office", "away", "--role", &role, "--from", &date, "--until", &date]);
    assert!(done(&away).contains("appointments in these days: 1; to be called: 0\n"), "{away:?}");
    assert_eq!(times(&member, &role, &date), Vec::<String>::new());
    let letter = letter(&server, "Your appointment needs another time");
    assert!(letter.contains("We suggest this time instead"), "{letter}");
    let before = page(&member, &id);
    assert!(before.contains("Your clinician is away at this time"), "{before}");
    assert!(before.contains("Take this time"), "{before}");

    let plain = member.with(&["Accept: text/html"]);
    let taken = plain.post("take_suggestion", &[("id", &id)]);
    assert!(taken.status == 302 && taken.location().ends_with("?done=moved"), "{}", taken.head);
    let after = page(&member, &id);
    assert!(!after.contains("Take this time") && after.contains("Moved to"), "{after}");
    let again = server.told(&["office", "away", "--role", &role, "--from", &date, "--until", &date]);
    assert!(done(&again).contains("appointments in these days: 0; to be called: 0\n"), "{again:?}");
    done(&server.told(&["verify"]));
}
