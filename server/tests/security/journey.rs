//! A member's whole journey, with values that stand nowhere else: wherever one turns up, it came from
//! here.

use app::domain::member::Member;
use serde_json::json;

use crate::{
    portal::{self, Answer, Browser, PASSWORD, Server},
    times::{self, VISIT},
};

/// What nobody but the member may read.
pub const CANARIES: [&str; 11] = [
    "Zephyrine",
    "Quillfeather",
    "90777331",
    "zephyrine.quillfeather",
    "206-555-0173",
    "1931-07-23",
    "canaryreason",
    "canarycontact",
    "canarytyped",
    "canarypassword",
    PASSWORD,
];
const NUMBER: &str = "90777331";
const NEW_PASSWORD: &str = "canarypassword of seven stones";

pub fn member() -> Member {
    let member = json!({ "id": "test-canary", "number": NUMBER, "given": "Zephyrine", "family": "Quillfeather",
        "born": "1931-07-23", "email": "zephyrine.quillfeather@canary.example", "phone": "206-555-0173",
        "physician": null, "spanish": false });
    serde_json::from_value(member).unwrap()
}

/// All answers of a journey: what was asked, and what came.
pub struct Journey<'a> {
    server: &'a Server,
    browser: Browser,
    plain: bool,
    pub answers: Vec<(String, Answer)>,
}

impl<'a> Journey<'a> {
    /// Goes all the way; with `plain` as a browser without JavaScript does.
    pub fn go(server: &'a Server, plain: bool) -> Vec<(String, Answer)> {
        let mut journey = Self { server, browser: server.browser(), plain, answers: Vec::new() };
        journey.register();
        journey.sign_on();
        journey.look_around();
        journey.book();
        journey.post("sign_off", &[]);
        journey.answers
    }

    fn register(&mut self) {
        let wrong =
            [("number", NUMBER), ("family", "canarytyped"), ("day", "99"), ("month", "7"), ("year", "1931")];
        self.post("register", &wrong);
        let right =
            [("number", NUMBER), ("family", "Quillfeather"), ("day", "23"), ("month", "7"), ("year", "1931")];
        let waiting = cookie(self.post("register", &right), "bookwell-registration");
        let usual = self.browser.clone();
        self.browser = usual.with(&[&format!("Cookie: {waiting}")]);
        self.post("confirm_registration", &[("code", "000000"), ("password", "canarypassword")]);
        self.post("confirm_registration", &[("code", "000000"), ("password", NEW_PASSWORD)]);
        let code = self.code();
        let done = self.post("confirm_registration", &[("code", &code), ("password", NEW_PASSWORD)]);
        cookie(done, "bookwell=");
        self.browser = usual;
    }

    fn sign_on(&mut self) {
        self.post("sign_on", &[("number", NUMBER), ("password", "canarypassword that is wrong")]);
        self.post("sign_on", &[("number", "canarytyped"), ("password", PASSWORD)]);
        let session =
            cookie(self.post("sign_on", &[("number", NUMBER), ("password", NEW_PASSWORD)]), "bookwell=");
        self.browser = self.server.browser().with(&[&format!("Cookie: {session}")]);
    }

    fn look_around(&mut self) {
        for path in
            ["/", "/directory", "/appointments", "/account", "/travel?to=FR", "/paying", "/help", "/receipts"]
        {
            self.get(path);
        }
        for path in ["/appointments/nobody", "/clinicians/nobody", "/no/such/page", "/book/check/nothing"] {
            self.get(path);
        }
        for function in ["me", "list_appointments", "list_sessions", "list_referrals"] {
            self.get(&format!("/api/{function}"));
        }
        self.post("choose_language", &[("spanish", "false")]);
        self.post("note_emergency", &[("hours_ago", "1"), ("destination", "FR")]);
    }

    fn book(&mut self) {
        let days = times::days(&self.server.browser(), 1, 3);
        let (role, start, later) = (&days[0].role, &days[0].starts[0], &days[1].starts[0]);
        let long = "canaryreason ".repeat(200);
        self.draft(role, start, &long, "canarycontact");
        self.draft(role, start, "canaryreason", &"canarycontact ".repeat(100));
        let draft = self.draft(role, start, "canaryreason", "canarycontact");
        let path = draft.split('?').next().unwrap().to_owned();
        self.get(&path);
        self.get(&format!("/book/{role}/details?visit={VISIT}&start={start}"));
        let key = path.strip_prefix("/book/check/").unwrap();
        let booked = self.post("book", &[("draft", key)]).location().to_owned();
        let path = booked.split('?').next().unwrap().to_owned();
        let id = path.strip_prefix("/appointments/").unwrap();
        for part in ["", "/cancel", "/move", "/calendar.ics", "/receipts/1", "/receipts/9"] {
            self.get(&format!("{path}{part}"));
        }
        self.draft(role, start, "canaryreason", "canarycontact");
        self.post("move_appointment", &[("id", id), ("start", start)]);
        self.post("move_appointment", &[("id", id), ("start", later)]);
        self.post("cancel_appointment", &[("id", id)]);
        self.post("cancel_appointment", &[("id", id)]);
        self.get("/appointments");
    }

    /// Sends the form; where it leads.
    fn draft(&mut self, role: &str, start: &str, reason: &str, contact: &str) -> String {
        let fields = [
            ("role", role),
            ("visit_type", VISIT),
            ("start", start),
            ("need", "routine"),
            ("reason", reason),
            ("contact", contact),
        ];
        self.post("start_draft", &fields).location().to_owned()
    }

    fn get(&mut self, path: &str) -> &Answer {
        let answer = self.asking().send("GET", path, "");
        self.note(format!("GET {path}"), answer)
    }

    fn post(&mut self, function: &str, fields: &[(&str, &str)]) -> &Answer {
        let answer = self.asking().send("POST", &format!("/api/{function}"), &portal::form(fields));
        self.note(format!("POST {function}"), answer)
    }

    fn note(&mut self, asked: String, answer: Answer) -> &Answer {
        self.answers.push((asked, answer));
        &self.answers.last().unwrap().1
    }

    /// The browser, which without JavaScript says what it wants and where it comes from.
    fn asking(&self) -> Browser {
        if !self.plain {
            return self.browser.clone();
        }
        let referer = format!("Referer: http://{}/sign-on", self.browser.host());
        self.browser.and(&["Accept: text/html", &referer])
    }

    /// The code in the letter.
    fn code(&self) -> String {
        let folder = self.server.folder.join("outbox");
        for _ in 0..200 {
            let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            let mut files: Vec<_> = files
                .map(|file| file.path())
                .filter(|path| path.extension().is_some_and(|e| e == "eml"))
                .collect();
            files.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
            let code = files.iter().rev().find_map(|path| code_in(&std::fs::read_to_string(path).unwrap()));
            if let Some(code) =
                code.filter(|code| !self.answers.iter().any(|(asked, _)| asked.contains(code)))
            {
                std::fs::remove_file(files.last().unwrap()).unwrap();
                return code;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("no letter with a code");
    }
}

fn code_in(letter: &str) -> Option<String> {
    let (_, body) = letter.split_once("\r\n\r\n")?;
    let words = body.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .next()
}

/// The cookie that an answer sets.
fn cookie(answer: &Answer, name: &str) -> String {
    let lines = answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
    let mut pairs = lines.map(|line| line.split(';').next().unwrap());
    pairs
        .rfind(|pair| pair.starts_with(name))
        .unwrap_or_else(|| panic!("{}{}", answer.head, answer.body))
        .to_owned()
}
