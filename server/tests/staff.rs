//! People of offices: added by commands, signed on over the network.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "../../app/tests/support/decided.rs"]
mod decided;
mod portal;

use app::{
    domain::{appointment::Appointment, time::LocalTime},
    identity::authenticator::Authenticator,
    portal::zone,
    store::{Store, appointment::Booked},
};
use jiff::{SignedDuration, Timestamp};
use portal::{Answer, Browser, Server, Told};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

const VISIT: &str = "office-visit";
const PASSWORD: &str = "cedar river walking stone";

fn done(told: &Told) -> &str {
    assert_eq!(told.code, Some(0), "{told:?}");
    &told.answer
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// A role that can be booked: its id, its place, its first free start, and the day there.
fn free(browser: &Browser) -> [String; 4] {
    let fields = [("query[visit_type]", VISIT), ("query[online]", "true")];
    let results = browser.read("search_directory", &fields);
    let cards = results["cards"].as_array().unwrap();
    let card = cards.iter().find(|card| !card["next"].as_array().unwrap().is_empty()).unwrap();
    let (listing, start) = (&card["listing"], &card["next"][0]);
    let day = text(&start["civil"])[..10].to_owned();
    [text(&listing["role"]["id"]), text(&listing["location"]["id"]), text(&start["instant"]), day]
}

fn booked(browser: &Browser, role: &str, start: &str) -> String {
    let fields = [
        ("role", role),
        ("visit_type", VISIT),
        ("start", start),
        ("need", "routine"),
        ("reason", "a private matter"),
        ("contact", "206-555-0199"),
    ];
    let answer = browser.post("start_draft", &fields);
    let draft = answer.location().strip_prefix("/book/check/").unwrap().to_owned();
    let answer = browser.post("book", &[("draft", &draft)]);
    let location = answer.location().strip_prefix("/appointments/").unwrap();
    location.strip_suffix("?done=booked").unwrap().to_owned()
}

/// What a browser keeps of an answer, under a name.
fn cookie(answer: &Answer, name: &str) -> String {
    let lines = answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
    let mut pairs = lines.map(|line| line.split(';').next().unwrap());
    format!("Cookie: {}", pairs.find(|pair| pair.starts_with(name)).unwrap())
}

/// Sets an account up with its code: who is signed on, and their authenticator.
fn enrols(server: &Server, code: &str) -> (Browser, Authenticator) {
    let begun = server.browser().post("begin_enrolment", &[("invitation", code)]);
    assert_eq!(begun.location(), "/staff/enrol", "{}", begun.body);
    let browser = server.browser().with(&[&cookie(&begun, "bookwell-enrolment=")]);
    let page = browser.send("GET", "/staff/enrol", "");
    assert!(page.body.contains("<svg") && page.head.contains("cache-control: no-store"), "{}", page.head);
    let secret = text(&browser.read("enrolment", &[])["factor"]["secret"]);
    let authenticator = Authenticator::read(&secret).unwrap();
    let now = authenticator.code(Timestamp::now());
    let finished = browser.post("finish_enrolment", &[("password", PASSWORD), ("one_time", &now)]);
    assert_eq!(finished.location(), "/staff", "{}", finished.body);
    let staff = cookie(&finished, "bookwell-staff=");
    (server.browser().with(&[&staff, "Accept: text/html"]), authenticator)
}

#[test]
fn somebody_is_added_listed_signs_on_and_is_gone() {
    let server = Server::start("staff-added", 0);
    let add = ["staff", "add", "Ana Ruiz", "--office", "lake-union", "beacon-ridge"];
    let added = server.told(&add);
    let code = done(&added).lines().last().unwrap().to_owned();
    assert!(added.answer.contains("Ana Ruiz  desk at lake-union, beacon-ridge\n"), "{added:?}");
    assert!(added.answer.contains("/staff/enrol, once, within a day:\n"), "{added:?}");
    assert!(done(&server.told(&["staff", "list"])).contains("beacon-ridge  not set up yet\n"));
    let twice = server.told(&["staff", "add", "ANA RUÍZ", "--office", "lake-union"]);
    assert!(twice.code == Some(1) && twice.remarks.contains("is called ANA RUÍZ already"), "{twice:?}");
    let nowhere = server.told(&["staff", "add", "Ben Ott", "--office", "no-such-place"]);
    assert!(nowhere.code == Some(1) && nowhere.remarks.contains("no-such-place is no place"), "{nowhere:?}");
    let boss = server.told(&["staff", "add", "Ben Ott", "--office", "lake-union", "--role", "boss"]);
    assert!(boss.code == Some(2) && boss.remarks.contains("write desk or manager"), "{boss:?}");

    let (staff, authenticator) = enrols(&server, &code);
    let page = staff.send("GET", "/staff", "");
    assert!(page.status == 200 && page.body.contains("Lake Union Medical Office"), "{}", page.head);
    assert!(page.head.contains("cache-control: no-store"), "{}", page.head);
    let list = server.told(&["staff", "list"]);
    let line = done(&list).lines().find(|line| line.contains("Ana Ruiz")).unwrap();
    assert!(line.ends_with("  signs on"), "{list:?}");
    let next = authenticator.code(Timestamp::now() + SignedDuration::from_secs(30));
    let fields = [("name", "ana ruiz"), ("password", PASSWORD), ("one_time", &*next)];
    assert_eq!(server.browser().post("staff_sign_on", &fields).status, 200);
    assert_eq!(server.browser().post("staff_sign_on", &fields).status, 422, "not the same code again");

    let id = line.split("  ").next().unwrap();
    assert!(done(&server.told(&["staff", "end", id])).starts_with("ended: "));
    let page = staff.send("GET", "/staff", "");
    assert!(page.status == 302 && page.location().starts_with("/staff/sign-on"), "{}", page.head);
    let again = server.told(&["staff", "end", id]);
    assert!(again.code == Some(1) && again.remarks.contains("is no account that could end"), "{again:?}");
    assert!(done(&server.told(&["staff", "list"])).contains("  ended 2"));
}

#[test]
fn a_manager_sends_a_clinician_away_and_the_ledger_holds() {
    let server = Server::start("staff-away", 1);
    let member = server.member(0);
    let [role, place, start, day] = free(&member);
    let id = booked(&member, &role, &start);
    let added = server.told(&["staff", "add", "Ana Ruiz", "--office", &place, "--role", "manager"]);
    let (staff, _) = enrols(&server, done(&added).lines().last().unwrap());
    let page = staff.send("GET", &format!("/staff?office={place}&date={day}"), "");
    assert!(page.body.contains("Ana Núñez") && page.body.contains("Member 90000000"), "{}", page.body);
    assert!(!page.body.contains("a private matter"), "why the member comes is not the desk's");
    let early = staff.post("no_show", &[("id", &id)]);
    assert!(early.head.contains("serverfnerror: /api/no_show"), "{}", early.head);
    let days = [("role", role.as_str()), ("from", &day), ("until", &day), ("reason", "She is ill")];
    let query = format!("/staff/away?role={role}&from={day}&until={day}");
    let looked = staff.send("GET", &query, "");
    assert!(looked.body.contains("Another time is offered"), "{}", looked.body);
    assert!(!member.send("GET", &format!("/appointments/{id}"), "").body.contains("Take this time"));
    let said = staff.post("say_away", &days);
    assert!(said.status == 302 && said.location().ends_with("&done=away"), "{}", said.head);
    let told = member.send("GET", &format!("/appointments/{id}"), "");
    assert!(told.body.contains("Take this time") && told.body.contains("She is ill"), "{}", told.body);
    for nobody in [member, server.browser()].map(|browser| browser.with(&["Accept: text/html"])) {
        let page = nobody.send("GET", &format!("/staff?office={place}&date={day}"), "");
        assert!(page.status == 302 && !page.body.contains("90000000"), "{}", page.head);
        assert!(page.location().starts_with("/staff/sign-on?next=%2Fstaff%3F"), "{}", page.head);
    }
    done(&server.told(&["verify"]));
}

/// An appointment that began a minute ago, as the portal writes it: put there while nobody serves. The
/// engine gives its folder back in the background: what runs it must live on.
fn begun(server: &mut Server, role: &str) -> (Runtime, Appointment) {
    server.end();
    let start = Timestamp::from_second(Timestamp::now().as_second() / 60 * 60 - 60).unwrap();
    let local = LocalTime::at(start, &zone("America/Los_Angeles"));
    let appointment: Appointment = serde_json::from_value(json!({ "id": "begun", "member": "test-0",
        "role": role, "visit_type": VISIT, "modality": "in-person", "start": local, "minutes": 20,
        "claims": [start], "state": "booked", "copay_cents": 2000, "reason": "", "contact": "206-555-0199",
        "key": "begun", "booked_at": start, "cancelled_at": null }))
    .unwrap();
    let runtime =
        Builder::new_multi_thread().enable_all().thread_stack_size(10 * 1024 * 1024).build().unwrap();
    runtime.block_on(async {
        let database = format!("surrealkv://{}", server.folder.join("db").display());
        let store = Store::open(&database, None).await.unwrap();
        let booked = decided::book(&store, &appointment).await;
        assert!(matches!(booked, Ok(Booked::New(_))), "{booked:?}");
    });
    server.start_again();
    (runtime, appointment)
}

#[test]
fn who_did_not_come_is_missed_by_a_tap_and_reads_it() {
    let mut server = Server::start("staff-no-show", 1);
    let [role, place, ..] = free(&server.browser());
    let (_runtime, appointment) = begun(&mut server, &role);
    let added = server.told(&["staff", "add", "Ana Ruiz", "--office", &place]);
    let (staff, _) = enrols(&server, done(&added).lines().last().unwrap());
    let day = format!("/staff?office={place}&date={}", appointment.start.date());
    let page = staff.send("GET", &day, "").body;
    assert!(page.contains("Did not come: 0.") && page.contains(">Expected<"), "{page}");
    let missed = staff.post("no_show", &[("id", "begun")]);
    assert!(missed.status == 302 && missed.location().ends_with("&done=no%2Dshow"), "{}", missed.head);
    let page = staff.send("GET", missed.location(), "").body;
    assert!(page.contains("Did not come: 1.") && page.contains("It is written down that"), "{page}");
    assert!(!page.contains("/api/no_show"), "it cannot be said again");
    let member = server.signed_on(0).send("GET", "/appointments/begun", "").body;
    assert!(member.contains("The office wrote down that you did not come"), "{member}");
    done(&server.told(&["verify"]));
}

/// The letters to a member that have come so far.
fn letters(server: &Server) -> Vec<String> {
    let files = std::fs::read_dir(server.folder.join("outbox")).into_iter().flatten().flatten();
    let texts = files.map(|file| std::fs::read_to_string(file.path()).unwrap_or_default());
    texts.filter(|text| text.contains("m0@example.org")).collect()
}

#[test]
fn a_record_is_opened_in_an_emergency_and_no_log_or_address_says_why() {
    let server = Server::start_with("staff-emergency", &[portal::member(0)], "RUST_LOG=debug");
    let member = server.signed_on(0);
    let [role, place, start, _] = free(&member);
    booked(&member, &role, &start);
    let elsewhere = if place == "lake-union" { "beacon-ridge" } else { "lake-union" };
    let added = server.told(&["staff", "add", "Ana Ruiz", "--office", elsewhere]);
    let (staff, _) = enrols(&server, done(&added).lines().last().unwrap());
    let number = portal::number(0);
    let with = |year: &'static str| {
        [
            ("number", number.as_str()),
            ("day", "15"),
            ("month", "4"),
            ("year", year),
            ("reason", "canaryreason in need"),
        ]
    };
    let wrong = staff.post("open_emergency", &with("1959"));
    let opened = staff.post("open_emergency", &with("1958"));
    let page = staff.send("GET", opened.location(), "");
    assert!(page.status == 200 && page.head.contains("cache-control: no-store"), "{}", page.head);
    let shown = ["Ana Núñez", "a private matter", "canaryreason in need", "m0@example.org"];
    assert!(shown.iter().all(|part| page.body.contains(part)), "{}", page.body);
    let list = member.send("GET", "/account/record-access", "").body;
    assert!(list.contains("canaryreason in need") && list.contains("Ana Ruiz"), "{list}");
    let file = member.send("GET", "/account/download.json", "").body;
    assert!(file.contains("\"BTG\"") && file.contains("canaryreason in need"), "{file}");
    let audit = server.told(&["audit", "--kind", "emergency"]);
    assert!(
        done(&audit).contains("staff Ana Ruiz") && audit.answer.contains("  canaryreason in need\n"),
        "{audit:?}"
    );

    let log = std::fs::read_to_string(server.folder.join("told")).unwrap();
    assert!(log.contains("/api/open_emergency"), "{log}");
    for text in [wrong.location(), opened.location(), &log] {
        assert!(
            !text.contains("canary") && !text.contains(&number) && !text.contains("1958-04-15"),
            "{text}"
        );
    }
    let told = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(100));
        letters(&server).iter().any(|text| text.contains("canaryreason in need") && text.contains("Ana Ruiz"))
    });
    assert!(told, "{:?}", letters(&server));
    done(&server.told(&["verify"]));
}
