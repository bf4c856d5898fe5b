//! The program as it is started: what it answers, refuses, and how it stops.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_server");

/// The program, on a free port and a folder of its own; ended with the test.
struct Server {
    process: Child,
    address: String,
    folder: PathBuf,
}

/// An answer, its head in lower case.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// The program with settings that touch nothing outside of `folder`.
fn program(folder: &std::path::Path, address: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .env("DATABASE_URL", format!("surrealkv://{}", folder.join("db").display()))
        .env("BOOKWELL_MAIL", format!("folder:{}", folder.join("outbox").display()))
        .env("BOOKWELL_ADDRESS", address)
        .env("BOOKWELL_DEMONSTRATION", "off")
        .env("LEPTOS_SITE_ROOT", folder.join("site"));
    command
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bookwell-serve-{name}-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("site/pkg")).unwrap();
    std::fs::write(folder.join("site/pkg/bookwell.1a2b.js"), "export {}").unwrap();
    std::fs::write(folder.join("site/sw.js"), "self").unwrap();
    folder
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

impl Server {
    fn start(name: &str) -> Self {
        let (folder, address) = (folder(name), free_address());
        let mut process =
            program(&folder, &address).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let serving = lines.any(|line| line.is_ok_and(|line| line.contains("is serving")));
        assert!(serving, "the program has ended");
        Self { process, address, folder }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// As an operating system does it.
    fn terminate(&self) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn refused(arguments: &[&str]) -> Output {
    let folder = folder("refused");
    program(&folder, "127.0.0.1:0").args(arguments).output().unwrap()
}

#[test]
fn it_is_alive_and_ready() {
    let server = Server::start("ready");
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.get("/readyz").status, 200);
}

#[test]
fn every_page_has_its_headers_and_a_nonce_of_its_own() {
    let server = Server::start("headers");
    let (first, second) = (server.get("/"), server.get("/"));
    assert_eq!(first.status, 200);
    for part in [
        "script-src 'strict-dynamic' 'nonce-",
        "'wasm-unsafe-eval'",
        "default-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "x-content-type-options: nosniff",
        "referrer-policy: same-origin",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
        "permissions-policy: ",
        "cache-control: no-store",
        "x-request-id: ",
    ] {
        assert!(first.head.contains(part), "{part} is missing from {}", first.head);
    }
    assert!(!first.head.contains("strict-transport-security"), "{}", first.head);
    let nonce = |answer: &Answer| {
        let rest = answer.head.split("'nonce-").nth(1).unwrap().to_owned();
        rest.split('\'').next().unwrap().to_owned()
    };
    assert_ne!(nonce(&first), nonce(&second));
    assert!(first.body.to_lowercase().contains(&format!("nonce=\"{}\"", nonce(&first))));
}

#[test]
fn what_does_not_exist_is_a_page_that_says_so() {
    let server = Server::start("missing");
    let answer = server.get("/no/such/page");
    assert_eq!(answer.status, 404);
    assert!(answer.head.contains("'nonce-") && answer.body.contains("<h1"), "{}", answer.body);
    assert_eq!(server.get("/events/roles/nobody").status, 404);
    assert_eq!(server.get("/../Cargo.toml").status, 404);
}

#[test]
fn built_files_are_kept_for_ever_and_others_are_asked_for_again() {
    let server = Server::start("files");
    let script = server.get("/pkg/bookwell.1a2b.js");
    assert_eq!(script.status, 200);
    assert!(script.head.contains("cache-control: public, max-age=31536000, immutable"), "{}", script.head);
    let missing = server.get("/pkg/gone.js");
    assert_eq!(missing.status, 404);
    assert!(missing.head.contains("cache-control: no-store"), "{}", missing.head);
    let worker = server.get("/sw.js");
    assert!(worker.head.contains("cache-control: no-cache"), "{}", worker.head);
}

#[test]
fn a_large_body_is_refused() {
    let server = Server::start("large");
    let length = 64 * 1024 + 1;
    let head = format!(
        "POST /api/sign_on HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n",
        server.address
    );
    assert_eq!(server.send(&head).status, 413);
}

#[test]
fn another_site_cannot_send_a_form() {
    let server = Server::start("csrf");
    let post = |extra: &str| {
        server.send(&format!(
            "POST /api/sign_off HTTP/1.1\r\nHost: {}\r\n{extra}Content-Length: 0\r\nConnection: close\r\n\r\n",
            server.address
        ))
    };
    assert_eq!(post("Sec-Fetch-Site: cross-site\r\nOrigin: https://evil.example\r\n").status, 403);
    assert_eq!(post("Origin: https://evil.example\r\n").status, 403);
    assert_ne!(post(&format!("Origin: http://{}\r\n", server.address)).status, 403);
    assert_ne!(post("Sec-Fetch-Site: same-origin\r\n").status, 403);
}

#[test]
fn a_calendar_is_for_who_is_signed_on() {
    let server = Server::start("calendar");
    let answer = server.get("/appointments/0199/calendar.ics");
    assert_eq!(answer.status, 303);
    assert!(
        answer.head.contains("location: /sign-on?next=/appointments/0199/calendar.ics"),
        "{}",
        answer.head
    );
}

#[test]
fn too_many_headers_are_refused_without_harm() {
    let server = Server::start("many");
    let many: String = (0..200).map(|n| format!("X-{n}: x\r\n")).collect();
    let answer = server.send(&format!("GET / HTTP/1.1\r\nHost: x\r\n{many}Connection: close\r\n\r\n"));
    assert_eq!(answer.status, 431);
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_wrong_value_is_one_line_and_exit_code_2() {
    for arguments in [
        ["--address", "here"],
        ["--database", "postgres://x"],
        ["--mail", "pigeon:x"],
        ["--log-format", "xml"],
        ["--plan", "no/such/file.toml"],
        ["--frobnicate", "x"],
    ] {
        let output = refused(&arguments);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.starts_with("error: "), "{told}");
    }
}

#[test]
fn another_directory_than_the_demonstrations_is_told_with_what_to_do() {
    let folder = folder("another-directory");
    let run = |demonstration: &str, arguments: &[&str]| {
        let mut program = program(&folder, "127.0.0.1:0");
        program.env("BOOKWELL_DEMONSTRATION", demonstration).args(arguments).stderr(Stdio::piped());
        program.output().unwrap()
    };
    assert!(run("off", &["generate", "--roles", "20"]).status.success());
    let output = run("on", &[]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("--demonstration off"), "{told}");
}

#[test]
fn help_explains_each_setting_and_tells_no_password() {
    let folder = folder("help");
    let output =
        program(&folder, "127.0.0.1:0").env("DATABASE_PASSWORD", "secret").arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for setting in ["--address", "DATABASE_URL", "--plan", "--mail", "--public-url", "--demonstration"] {
        assert!(help.contains(setting), "{help}");
    }
    assert!(!help.contains("secret"), "{help}");
}

#[test]
fn a_second_server_on_the_same_folder_is_told() {
    let server = Server::start("second");
    let output = program(&server.folder, &free_address()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    let last = told.lines().last().unwrap();
    assert!(last.starts_with("error: a server is already running on this data folder: "), "{told}");
}

#[test]
fn an_address_in_use_is_told() {
    let server = Server::start("in-use");
    let other = folder("in-use-too");
    let output = program(&other, &server.address).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains(&format!("error: cannot listen on {}", server.address)), "{told}");
}

#[test]
fn when_told_to_end_it_finishes_and_ends_well() {
    let mut server = Server::start("ends");
    // A connection that waits does not keep the server from ending.
    let waiting = server.connect();
    server.get("/healthz");
    let begun = Instant::now();
    server.terminate();
    assert!(server.process.wait().unwrap().success());
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    drop(waiting);
}

#[test]
fn what_was_begun_is_answered_after_being_told_to_end() {
    let mut server = Server::start("begun");
    let mut stream = server.connect();
    // The head is there, the body not yet: the request is under way.
    let head = format!(
        "POST /api/sign_off HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: 3\r\n\r\n",
        server.address
    );
    stream.write_all(head.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    server.terminate();
    std::thread::sleep(Duration::from_millis(300));
    stream.write_all(b"a=b").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 "), "{answer}");
    assert!(server.process.wait().unwrap().success());
}
