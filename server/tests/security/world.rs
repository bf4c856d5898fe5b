//! A running portal with a member who has an appointment and a form that is filled in, and another
//! member who has nothing.

use std::{collections::BTreeMap, path::PathBuf};

use crate::{
    portal::{Browser, Server, wish},
    times::{self, VISIT, text},
};

/// What the library says that reads the cookie of the language, where it holds something else.
const OF_A_COOKIE: &str = "cookie (de-/)serialization error";

/// An id that nothing has.
pub const NOTHING: &str = "0199c0de-0000-7000-8000-000000000000";

pub struct World {
    pub server: Server,
    /// What stands for `{appointment}`, `{draft}` and others in the table.
    pub things: BTreeMap<&'static str, String>,
}

impl World {
    pub fn begin(name: &str) -> Self {
        let server = Server::start(&format!("security-{name}"), 2);
        let owner = server.signed_on(0);
        let days = times::days(&owner, 1, 3);
        let role = days[0].role.clone();
        let start = |day: usize| days[day].starts[0].clone();
        let place = owner.read("find_role", &[("role", &role)]);
        let clinician = text(&place["listing"]["clinician"]["id"]);
        let appointment = book(&owner, &draft(&owner, &role, &start(0)));
        let draft = draft(&owner, &role, &start(1));
        let things = [
            ("role", role),
            ("clinician", clinician),
            ("start", start(1)),
            ("later", start(2)),
            ("appointment", appointment),
            ("draft", draft),
        ];
        Self { server, things: BTreeMap::from(things) }
    }

    /// The same portal, in which the member's things are others.
    pub fn with_nothing(&self) -> BTreeMap<&'static str, String> {
        let mut things = self.things.clone();
        things.extend([("appointment", NOTHING.to_owned()), ("draft", NOTHING.to_owned())]);
        things
    }

    /// A text of the table with this world's things.
    pub fn filled(&self, text: &str) -> String {
        filled(&self.things, text)
    }

    /// What the owner sees of their own.
    pub fn owned(&self) -> String {
        let owner = self.server.signed_on(0);
        let appointment = [("id", self.things["appointment"].as_str())];
        let draft = [("id", self.things["draft"].as_str())];
        let parts = [
            owner.read("me", &[]),
            owner.read("list_appointments", &[]),
            owner.read("find_appointment", &appointment),
            owner.read("find_draft", &draft)["draft"].clone(),
            owner.read("list_sessions", &[]),
        ];
        parts.map(|part| part.to_string()).join("\n")
    }

    /// It answers, has not panicked, and nothing unforeseen has happened in it.
    pub fn is_well(&self) {
        let address = self.server.browser().host().to_owned();
        let answer =
            crate::probe::send(&address, &crate::probe::request("GET", "/readyz", &[], &[])).unwrap();
        assert_eq!(answer.status, 200);
        let told = self.told();
        let bad = told.lines().find(|line| line.contains(" ERROR ") || line.contains("panic"));
        assert_eq!(bad, None, "of {} lines", told.lines().count());
        // A line that somebody else has written would begin otherwise: with no time, in UTC.
        let lines = told.lines().filter(|line| *line != OF_A_COOKIE);
        let foreign = lines.into_iter().find(|line| !line.split(' ').next().is_some_and(is_a_time));
        assert_eq!(foreign, None);
    }

    /// What it has said on its error output.
    pub fn told(&self) -> String {
        std::fs::read_to_string(self.file("told")).unwrap()
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.server.folder.join(name)
    }
}

pub fn filled(things: &BTreeMap<&'static str, String>, text: &str) -> String {
    things.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// A form that is filled in.
pub fn draft(browser: &Browser, role: &str, start: &str) -> String {
    let answer = browser.post("start_draft", &wish(role, VISIT, start));
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.location().strip_prefix("/book/check/").unwrap().to_owned()
}

/// Books it; the appointment.
pub fn book(browser: &Browser, draft: &str) -> String {
    let answer = browser.post("book", &[("draft", draft)]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let location = answer.location().strip_prefix("/appointments/").unwrap();
    location.split('?').next().unwrap().to_owned()
}

fn is_a_time(text: &str) -> bool {
    text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok()
}
