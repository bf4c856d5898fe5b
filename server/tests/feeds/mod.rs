//! What a booking sends: the letter, the calendar file, and the news to open pages.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpStream,
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    VISIT, booked, free,
    portal::{Browser, Server},
    text,
};

/// The letters that lie in the outbox once there are so many, the oldest first.
fn letters(name: &str, count: usize) -> Vec<String> {
    let folder = std::env::temp_dir().join(format!("bookwell-{name}-{}", std::process::id())).join("outbox");
    let begun = Instant::now();
    loop {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
        if files.len() >= count {
            files.sort_by_key(|file| file.metadata().unwrap().modified().unwrap());
            return files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{} of {count} letters", files.len());
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A role that can be booked, and a free start that can still be cancelled.
fn far_ahead(browser: &Browser) -> (String, String) {
    let (role, _) = free(browser);
    let asked = [("role", role.as_str()), ("visit_type", VISIT)];
    let days = browser.read("free_times", &asked)["days"].as_array().unwrap().clone();
    let last = text(&days.last().unwrap()["date"]);
    let times = browser.read("free_times", &[asked[0], asked[1], ("date", &last)]);
    let start = text(&times["times"][0]["instant"]);
    (role, start)
}

fn calendar(browser: &Browser, id: &str) -> (u16, String) {
    let answer = browser.send("GET", &format!("/appointments/{id}/calendar.ics"), "");
    (answer.status, answer.body)
}

#[test]
fn who_books_and_cancels_has_a_letter_of_each_and_a_calendar_that_follows() {
    let server = Server::start("letters", 2);
    let (owner, other) = (server.signed_on(0), server.signed_on(1));
    let (role, start) = far_ahead(&owner);
    let id = booked(&owner, &role, &start);
    let letter = &letters("letters", 1)[0];
    for part in ["<m0@example.org>", "Subject: Your appointment is booked", "text/calendar"] {
        assert!(letter.contains(part), "{part} is missing from {letter}");
    }
    assert!(!letter.contains("private matter") && !letter.contains("555-0199"), "{letter}");
    let (status, file) = calendar(&owner, &id);
    assert_eq!(status, 200);
    assert!(file.contains("STATUS:CONFIRMED") && file.contains("SEQUENCE:0"), "{file}");
    assert!(file.contains("BEGIN:VTIMEZONE") && file.contains(&format!("UID:{id}@bookwell")), "{file}");

    assert_eq!(calendar(&other, &id).0, 404);
    assert_eq!(calendar(&other, "no-such-appointment").0, 404);
    assert_eq!(calendar(&server.browser(), &id).0, 303);

    assert_eq!(owner.post("cancel_appointment", &[("id", &id)]).status, 200);
    assert!(letters("letters", 2)[1].contains("Subject: Your appointment is canceled"));
    let (_, file) = calendar(&owner, &id);
    assert!(file.contains("STATUS:CANCELLED") && file.contains("SEQUENCE:1"), "{file}");
}

#[test]
fn an_open_page_is_told_when_somebody_else_takes_a_time() {
    let server = Server::start("events", 1);
    let owner = server.member(0);
    let (role, start) = free(&owner);
    let mut stream = TcpStream::connect(owner.host()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(stream, "GET /events/roles/{role} HTTP/1.1\r\nHost: {}\r\n\r\n", owner.host()).unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    assert!(lines.any(|line| line == "content-type: text/event-stream"));
    assert!(lines.any(|line| line.is_empty()), "the end of the head");
    booked(&owner, &role, &start);
    let told = lines.find(|line| line.starts_with("data: ")).unwrap();
    assert_eq!(told, format!("data: {{\"free\":false,\"start\":\"{start}\"}}"));
}
