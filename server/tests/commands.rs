//! Commands while the portal is served: the server that has the data folder carries them out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod portal;

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use portal::{Server, Told};
use serde_json::{Value, json};

const VISIT: &str = "office-visit";

/// A role that can be booked, and its first free start.
fn free(server: &Server) -> (String, String) {
    let fields = [("query[visit_type]", VISIT), ("query[online]", "true")];
    let results = server.browser().read("search_directory", &fields);
    let cards = results["cards"].as_array().unwrap();
    let card = cards.iter().find(|card| !card["next"].as_array().unwrap().is_empty()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&card["listing"]["role"]["id"]), text(&card["next"][0]["civil"]))
}

fn times(server: &Server, role: &str, date: &str) -> usize {
    let fields = [("role", role), ("visit_type", VISIT), ("date", date)];
    server.browser().read("free_times", &fields)["times"].as_array().unwrap().len()
}

/// Files of a part of a directory with one role, whose lines come from `roles`.
fn part(server: &Server, role: &str) -> PathBuf {
    let folder = server.folder.join("files");
    fs::create_dir_all(&folder).unwrap();
    let location = json!({ "resourceType": "Location", "id": "l1", "name": "Lakeview",
        "address": { "line": ["1 Main St"], "city": "Seattle", "state": "WA", "postalCode": "98101" } });
    let practitioner =
        json!({ "resourceType": "Practitioner", "id": "p1", "name": [{ "text": "Dana Reyes" }] });
    fs::write(folder.join("Location.ndjson"), format!("{location}\nno resource\n")).unwrap();
    fs::write(folder.join("Practitioner.ndjson"), format!("{practitioner}\n")).unwrap();
    fs::write(folder.join("PractitionerRole.ndjson"), self::role(role)).unwrap();
    folder
}

fn role(id: &str) -> String {
    let role = json!({ "resourceType": "PractitionerRole", "id": id,
        "practitioner": { "reference": "Practitioner/p1" }, "location": [{ "reference": "Location/l1" }] });
    format!("{role}\n")
}

fn is_served(server: &Server, role: &str) -> bool {
    server.browser().get("free_times", &[("role", role), ("visit_type", VISIT)]).status != 404
}

fn wait(what: &str, done: impl Fn() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A file that holds its reader where the test wants it.
fn pipe(folder: &Path, name: &str) -> PathBuf {
    let pipe = folder.join(name);
    let _ = fs::remove_file(&pipe);
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    pipe
}

/// Opens when somebody reads from there.
fn writer(pipe: &Path) -> File {
    OpenOptions::new().write(true).open(pipe).unwrap()
}

#[test]
fn days_off_while_the_portal_is_served_hold_at_once() {
    let server = Server::start("days-off", 0);
    let (role, start) = free(&server);
    let date = &start[..10];
    assert!(times(&server, &role, date) > 0);
    let Told { answer, remarks, code } = server.told(&["schedule", "time-off", &role, date, date]);
    assert_eq!(code, Some(0), "{remarks}");
    assert!(answer.starts_with(&format!("closed from {date} to {date}\n")), "{answer}");
    assert_eq!(times(&server, &role, date), 0);
    let listed = server.told(&["schedule", "list", &role]);
    assert!(listed.answer.contains(&format!("  {date} ")) && listed.answer.contains("closed"), "{listed:?}");
}

#[test]
fn a_command_that_fails_has_the_same_words_and_the_same_code_as_without_a_server() {
    let mut server = Server::start("fails", 0);
    let failing = ["schedule", "list", "nobody"];
    let served = server.told(&failing);
    server.kill();
    let alone = server.told(&failing);
    assert!(served.remarks.starts_with("error: nobody is no role of the directory"), "{served:?}");
    assert_eq!((served.code, served.answer.as_str()), (Some(1), ""));
    assert_eq!((alone.code, alone.remarks.lines().last()), (Some(1), served.remarks.lines().last()));
}

#[test]
fn an_import_reads_and_writes_where_its_caller_is_and_is_served_at_once() {
    let server = Server::start("import-served", 0);
    part(&server, "new-role");
    let line = ["import", "plan-net", "files", "--partial", "--report", "refused.csv", "--progress"];
    let Told { answer, remarks, code } = server.told(&line);
    assert_eq!(code, Some(0), "{remarks}");
    assert!(answer.contains("PractitionerRole") && answer.contains("Location.ndjson:2 "), "{answer}");
    assert!(fs::read_to_string(server.folder.join("refused.csv")).unwrap().contains("Location.ndjson,2,"));
    assert!(is_served(&server, "new-role"));
}

#[test]
fn a_caller_who_goes_does_not_end_an_import_and_the_next_command_waits_for_it() {
    let server = Server::start("caller-goes", 0);
    let files = part(&server, "held-role");
    // Each reading opens the second one when it is done with the first one.
    let [roles, after] =
        ["PractitionerRole.ndjson", "OrganizationAffiliation.ndjson"].map(|name| pipe(&files, name));
    let mut import = server.command(&["import", "plan-net", "files", "--partial"]).spawn().unwrap();
    let mut first = writer(&roles);
    import.kill().unwrap();
    import.wait().unwrap();
    let mut next = server.command(&["schedule", "list", "held-role"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert!(next.try_wait().unwrap().is_none(), "it did not wait");
    first.write_all(role("held-role").as_bytes()).unwrap();
    drop(first);
    drop(writer(&after));
    writer(&roles).write_all(role("held-role").as_bytes()).unwrap();
    drop(writer(&after));
    let next = Told::of(next.wait_with_output().unwrap());
    assert!(next.remarks.starts_with("another command is under way"), "{next:?}");
    assert!(next.answer.starts_with("held-role: Dana Reyes at Lakeview"), "{next:?}");
    wait("the import is not served", || is_served(&server, "held-role"));
}

#[test]
fn a_socket_that_a_dead_server_has_left_is_passed_over_and_replaced() {
    let mut server = Server::start("dead", 0);
    let socket = server.folder.join("db.sock");
    assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    let (role, _) = free(&server);
    server.kill();
    assert!(socket.exists());
    assert_eq!(server.told(&["schedule", "list", &role]).code, Some(0));
    server.start_again();
    assert_eq!(server.told(&["schedule", "list", &role]).code, Some(0));
    server.restart();
    assert_eq!(server.told(&["schedule", "list", &role]).code, Some(0));
}

#[test]
fn the_roll_is_read_while_the_portal_is_served_and_again_changes_nothing() {
    let server = Server::start("commands-roll", 0);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../plans/members-example.csv");
    let told = server.told(&["import", "members", file]);
    assert!(told.answer.starts_with("4 members: 3 new, 0 changed, 0 unchanged, 0 ended"), "{told:?}");
    let told = server.told(&["import", "members", file]);
    assert!(told.answer.starts_with("4 members: 0 new, 0 changed, 3 unchanged, 0 ended"), "{told:?}");
    let born = [("day", "30"), ("month", "11"), ("year", "1944")];
    let card = [("number", "30000029"), ("family", "Lindqvist")];
    assert_eq!(server.browser().post("register", &[&card[..], &born[..]].concat()).status, 200);
    let letters = server.folder.join("outbox");
    let has_letter = || {
        let files = fs::read_dir(&letters).into_iter().flatten().flatten();
        files
            .map(|file| fs::read_to_string(file.path()).unwrap_or_default())
            .any(|letter| letter.contains("theodore.lindqvist@example.org"))
    };
    wait("a code for who is on the roll now", has_letter);
}
