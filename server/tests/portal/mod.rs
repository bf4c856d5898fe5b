//! The program on a folder of its own, and browsers that ask it.
#![allow(clippy::allow_attributes, dead_code, reason = "each test file uses a part of it")]

use std::{
    fmt::Write as _,
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

use app::{
    domain::member::Member,
    identity::{password::Passwords, secret},
    store::{self, Store},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

/// Beside the database: settings of one server, which it starts with again.
const SETTINGS: &str = "settings";

/// What all members of these tests sign on with.
pub const PASSWORD: &str = "cedar river walking stone";

/// The program, with the demonstration; ended with the test.
pub struct Server {
    process: Child,
    address: String,
    /// The database, the letters and what else the test puts there.
    pub folder: PathBuf,
    _enrolment: Runtime,
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its head as it came.
    pub head: String,
    /// Its body.
    pub body: String,
}

/// What a command has told.
#[derive(Debug)]
pub struct Told {
    /// On its output.
    pub answer: String,
    /// On its error output.
    pub remarks: String,
    /// Its exit code; `None` where it was killed.
    pub code: Option<i32>,
}

/// Somebody with a browser that keeps one cookie.
#[derive(Clone)]
pub struct Browser {
    address: String,
    cookie: String,
    headers: Vec<String>,
}

impl Server {
    /// Starts with so many members on the roll, who have registered.
    pub fn start(name: &str, members: usize) -> Self {
        Self::start_with(name, &(0..members).map(member).collect::<Vec<_>>(), "")
    }

    /// Starts with these members and with settings of its own, as `NAME=value`, one a line.
    pub fn start_with(name: &str, members: &[Member], settings: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("bookwell-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(SETTINGS), settings).unwrap();
        let enrolment = enrol(&folder, members);
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        Self { process: serving(&folder, &address), address, folder, _enrolment: enrolment }
    }

    /// Ends as an operating system ends it, and starts again on the same folder.
    pub fn restart(&mut self) {
        self.end();
        self.start_again();
    }

    /// Ends as an operating system ends it, and does not start again.
    pub fn end(&mut self) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(self.process.wait().unwrap().success());
    }

    /// Ends as nothing can prepare for, and does not start again.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Waits a minute for it to end by itself; its exit code.
    pub fn wait(&mut self) -> Option<i32> {
        for _ in 0..600 {
            if let Some(status) = self.process.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        None
    }

    /// Ends it, where it has not ended by itself.
    pub fn end_or_kill(&mut self) {
        let _ = self.process.kill();
        self.process.wait().unwrap();
    }

    /// Starts again, with `strace` answering some calls of the kernel as `fault` says; `false` where
    /// it does not serve.
    pub fn start_failing(&mut self, fault: &str) -> bool {
        let program = program(&self.folder, &self.address);
        let wal = self.folder.join("db/wal");
        let mut command = Command::new("strace");
        // The program stays this process's child, and no socket or output fails: only its log does.
        command.args(["-D", "-f", "-qq", "-o", "/dev/null"]);
        for number in 0..50 {
            command.arg("-P").arg(wal.join(format!("{number:020}.wal")));
        }
        command.args(["-e", &format!("inject={fault}")]).arg(program.get_program());
        command.current_dir(program.get_current_dir().unwrap());
        command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        self.process = command.spawn().unwrap();
        let mut lines = BufReader::new(self.process.stdout.take().unwrap()).lines();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let serves = lines.any(|line| line.is_ok_and(|line| line.contains("is serving")));
            // Nobody listening: it took too long.
            let _ = tell.send(serves);
            lines.for_each(drop);
        });
        // The engine may wait for ever for a disk that has failed while it starts.
        told.recv_timeout(Duration::from_secs(20)).unwrap_or(false)
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Starts again on the same folder.
    pub fn start_again(&mut self) {
        self.process = serving(&self.folder, &self.address);
    }

    /// Starts again at the first attempt, or tells what was said instead.
    pub fn start_at_once(&mut self) -> Result<(), String> {
        self.process = try_serving(&self.folder, &self.address)?;
        Ok(())
    }

    /// Begins to start again and is killed so soon.
    pub fn start_and_kill(&mut self, after: Duration) {
        self.process = program(&self.folder, &self.address).spawn().unwrap();
        std::thread::sleep(after);
        self.kill();
    }

    /// A command to the program with the server's settings, given from the folder of the test.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program(&self.folder, &self.address);
        command.current_dir(&self.folder).args(arguments).stderr(Stdio::piped());
        command
    }

    /// What a command tells and how it ends.
    pub fn told(&self, arguments: &[&str]) -> Told {
        Told::of(self.command(arguments).output().unwrap())
    }

    /// Nobody in particular.
    pub fn browser(&self) -> Browser {
        Browser { address: self.address.clone(), cookie: String::new(), headers: Vec::new() }
    }

    /// A member who has signed on long ago.
    pub fn signed_on(&self, n: usize) -> Browser {
        Browser { cookie: format!("bookwell={}", token(n)), ..self.browser() }
    }

    /// A member who has signed on.
    pub fn member(&self, n: usize) -> Browser {
        let mut browser = self.browser();
        let answer = browser.post("sign_on", &[("number", &number(n)), ("password", PASSWORD)]);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let cookies = answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
        let session =
            cookies.map(|line| line.split(';').next().unwrap()).find(|pair| pair.starts_with("bookwell="));
        browser.cookie = session.unwrap().to_owned();
        browser
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Browser {
    /// Asks a server function that reads.
    pub fn get(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.send("GET", &format!("/api/{function}?{}", form(fields)), "")
    }

    /// Asks a server function that changes something.
    pub fn post(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.send("POST", &format!("/api/{function}"), &form(fields))
    }

    /// As [`Browser::post`] over a network on which answers may be lost.
    pub fn try_post(&self, function: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        self.try_send("POST", &format!("/api/{function}"), &form(fields)).ok()
    }

    /// What a server function that reads answers.
    pub fn read(&self, function: &str, fields: &[(&str, &str)]) -> Value {
        let answer = self.get(function, fields);
        assert_eq!(answer.status, 200, "{function}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// The same browser, whose requests have these lines besides the usual ones.
    pub fn with(&self, headers: &[&str]) -> Self {
        Self { headers: headers.iter().map(|line| (*line).to_owned()).collect(), ..self.clone() }
    }

    /// The same browser, whose requests have these lines too.
    pub fn and(&self, headers: &[&str]) -> Self {
        let mut browser = self.clone();
        browser.headers.extend(headers.iter().map(|line| (*line).to_owned()));
        browser
    }

    /// Whom it asks.
    pub fn host(&self) -> &str {
        &self.address
    }

    /// The same browser, which asks somebody in between.
    pub fn through(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// What says who is signed on.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Sends a request.
    pub fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        self.try_send(method, path, body).unwrap()
    }

    fn try_send(&self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n",
            self.address,
            self.cookie,
            body.len()
        );
        self.headers.iter().for_each(|line| write!(request, "{line}\r\n").unwrap());
        write!(request, "\r\n{body}").unwrap();
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }
}

impl Told {
    /// That of a process that has ended.
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { answer: text(output.stdout), remarks: text(output.stderr), code: output.status.code() }
    }
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> &str {
        self.head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default()
    }

    /// The error that it holds.
    pub fn error(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// The number on a member's card.
pub fn number(n: usize) -> String {
    format!("9{n:07}")
}

/// What a browser keeps of a member who is signed on.
fn token(n: usize) -> String {
    format!("token-{n}")
}

/// Puts members on the roll, as if they had registered before. The engine gives its folder
/// back in the background: what runs it must live on.
fn enrol(folder: &Path, members: &[Member]) -> Runtime {
    let runtime =
        Builder::new_multi_thread().enable_all().thread_stack_size(10 * 1024 * 1024).build().unwrap();
    runtime.block_on(async {
        let store = Store::open(&database(folder), None).await.unwrap();
        store::member::save_all(&store, members).await.unwrap();
        let hash = Passwords::default().hash(PASSWORD.to_owned()).await.unwrap();
        for member in members {
            store::credential::save(&store, &member.id, &hash).await.unwrap();
        }
        for (n, member) in members.iter().enumerate() {
            let (hash, now) = (secret::hash(&[&token(n)]), Timestamp::now());
            let until = now + SignedDuration::from_hours(24);
            store::session::start(&store, &hash, &member.id, now, until).await.unwrap();
        }
    });
    runtime
}

/// A member of the roll.
pub fn member(n: usize) -> Member {
    let member = json!({ "id": format!("test-{n}"), "number": number(n), "given": "Ana", "family": "Núñez",
        "born": "1958-04-15", "email": format!("m{n}@example.org"), "phone": "206-555-0100",
        "physician": null, "spanish": false });
    serde_json::from_value(member).unwrap()
}

fn database(folder: &Path) -> String {
    format!("surrealkv://{}", folder.join("db").display())
}

/// Starts the program; returns once it serves.
fn serving(folder: &Path, address: &str) -> Child {
    for _ in 0..50 {
        if let Ok(process) = try_serving(folder, address) {
            return process;
        }
        // The engine gives its folder back a moment after its process has let go.
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("the program does not start");
}

/// The program that serves, or what it has said when it ended.
fn try_serving(folder: &Path, address: &str) -> Result<Child, String> {
    let told = folder.join("told");
    let file = std::fs::File::create(&told).unwrap();
    let mut process = program(folder, address).stderr(file).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    if lines.any(|line| line.is_ok_and(|line| line.contains("is serving"))) {
        // Whoever writes to a pipe that nobody reads is ended.
        std::thread::spawn(move || lines.for_each(drop));
        return Ok(process);
    }
    process.wait().unwrap();
    Err(std::fs::read_to_string(told).unwrap())
}

/// The program on a folder; `BOOKWELL_SERVER` names another one than that of these tests.
pub fn program(folder: &Path, address: &str) -> Command {
    let named = std::env::var_os("BOOKWELL_SERVER");
    let mut command = Command::new(named.unwrap_or_else(|| env!("CARGO_BIN_EXE_server").into()));
    command
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .env("DATABASE_URL", database(folder))
        .env("BOOKWELL_MAIL", format!("folder:{}", folder.join("outbox").display()))
        .env("BOOKWELL_ADDRESS", address)
        .env("BOOKWELL_DEMONSTRATION", "on")
        .env("BOOKWELL_PLAN", awake_plan(folder))
        .env("LEPTOS_SITE_ROOT", folder.join("site"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let settings = std::fs::read_to_string(folder.join(SETTINGS)).unwrap_or_default();
    command.envs(settings.lines().filter_map(|line| line.split_once('=')));
    command
}

/// The demonstration's plan beside the database: earlier times are proposed at night too, since
/// tests run at any time.
fn awake_plan(folder: &Path) -> PathBuf {
    let (from, to) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("../plans"), folder.join("plans"));
    let plan = to.join("demonstration.toml");
    if plan.exists() {
        return plan;
    }
    std::fs::create_dir_all(&to).unwrap();
    for file in ["countries.toml", "zips.csv"] {
        std::fs::copy(from.join(file), to.join(file)).unwrap();
    }
    let text = std::fs::read_to_string(from.join("demonstration.toml")).unwrap();
    let hours = "from = \"08:00\"\nuntil = \"20:00\"";
    assert!(text.contains(hours));
    std::fs::write(&plan, text.replace(hours, "from = \"00:00\"\nuntil = \"23:59:59\"")).unwrap();
    plan
}

/// What somebody fills in to book a visit with a role at a start.
pub fn wish<'a>(role: &'a str, visit: &'a str, start: &'a str) -> [(&'static str, &'a str); 6] {
    [
        ("role", role),
        ("visit_type", visit),
        ("start", start),
        ("need", "routine"),
        ("reason", "a private matter"),
        ("contact", "206-555-0199"),
    ]
}

/// A form as it is sent.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte.is_ascii_alphanumeric() {
            true => encoded.push(char::from(byte)),
            false => write!(encoded, "%{byte:02X}").unwrap(),
        }
    }
    encoded
}
