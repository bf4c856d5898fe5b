//! Measures the portal over HTTP: the program in a process of its own on a fresh demonstration,
//! this one asking over 16 connections. Prints a table.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on may stop")]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Connections that ask at once.
const AT_ONCE: usize = 16;
/// How long each row is measured, after a second of warming up.
const LENGTH: Duration = Duration::from_secs(4);

/// What is asked for: a name for the table and the address.
const ROWS: &[(&str, &str)] = &[
    ("home", "/"),
    ("directory, all", "/directory"),
    ("directory, eye doctor in Olympia", "/directory?text=eye+doctor&place=Olympia"),
    ("directory, nothing found", "/directory?text=eye+doctor&place=Nowhere"),
    ("travel, abroad", "/travel?to=FR"),
    ("help", "/help"),
    ("search as data", "/api/search_directory?query[text]=skin"),
    ("alive", "/healthz"),
];

struct Server {
    process: Child,
    address: String,
    folder: PathBuf,
}

impl Server {
    /// Starts on a folder; returns how long it took until it served.
    fn start(folder: PathBuf) -> (Self, Duration) {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let begun = Instant::now();
        let mut process = Command::new(env!("CARGO_BIN_EXE_server"))
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
            .env("DATABASE_URL", format!("surrealkv://{}", folder.join("db").display()))
            .env("BOOKWELL_MAIL", format!("folder:{}", folder.join("outbox").display()))
            .env("BOOKWELL_ADDRESS", &address)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        assert!(
            lines.any(|line| line.is_ok_and(|line| line.contains("is serving"))),
            "the program has ended"
        );
        (Self { process, address, folder }, begun.elapsed())
    }

    /// Resident memory in MiB.
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }

    fn stop(mut self) -> PathBuf {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.folder.clone()
    }
}

/// One connection that is kept open.
struct Client(BufReader<TcpStream>);

impl Client {
    fn new(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::new(stream))
    }

    /// Asks once; returns the length of the body as it was sent.
    fn get(&mut self, path: &str) -> usize {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");
        self.0.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut length, mut chunked, mut line) = (0, false, String::new());
        loop {
            line.clear();
            self.0.read_line(&mut line).unwrap();
            let lower = line.trim_end().to_lowercase();
            assert!(!lower.starts_with("http/1.1 5"), "{path}: {lower}");
            if let Some(value) = lower.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
            chunked |= lower == "transfer-encoding: chunked";
            if lower.is_empty() {
                break;
            }
        }
        if chunked { self.chunks() } else { self.skip(length) }
    }

    fn chunks(&mut self) -> usize {
        let mut total = 0;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).unwrap();
            let length = usize::from_str_radix(line.trim_end(), 16).unwrap();
            self.skip(length + 2);
            total += length;
            if length == 0 {
                return total;
            }
        }
    }

    fn skip(&mut self, length: usize) -> usize {
        std::io::copy(&mut self.0.by_ref().take(length as u64), &mut std::io::sink()).unwrap();
        length
    }
}

/// Asks for `length` over all connections; the time of each answer, sorted, and a body's length.
fn measure(address: &str, path: &'static str, length: Duration) -> (Vec<Duration>, usize) {
    let workers = (0..AT_ONCE).map(|_| {
        let address = address.to_owned();
        thread::spawn(move || {
            let (mut client, begun) = (Client::new(&address), Instant::now());
            let (mut times, mut size) = (Vec::new(), 0);
            while begun.elapsed() < length {
                let asked = Instant::now();
                size = client.get(path);
                times.push(asked.elapsed());
            }
            (times, size)
        })
    });
    let (mut all, mut size) = (Vec::new(), 0);
    for worker in workers.collect::<Vec<_>>() {
        let (times, body) = worker.join().unwrap();
        all.extend(times);
        size = body;
    }
    all.sort_unstable();
    (all, size)
}

fn main() {
    let folder = std::env::temp_dir().join(format!("bookwell-bench-{}", std::process::id()));
    let mut out = std::io::stdout().lock();
    let (server, first) = Server::start(folder);
    let (server, again) = Server::start(server.stop());
    writeln!(
        out,
        "first start with import {:.2} s, second start {:.2} s",
        first.as_secs_f64(),
        again.as_secs_f64()
    )
    .unwrap();
    writeln!(out, "memory when ready {} MiB\n", server.memory()).unwrap();
    writeln!(out, "| what | answers/s | p50 ms | p99 ms | kB |\n|---|---:|---:|---:|---:|").unwrap();
    for (name, path) in ROWS {
        measure(&server.address, path, Duration::from_secs(1));
        let (times, size) = measure(&server.address, path, LENGTH);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        let rate = times.len() as f64 / LENGTH.as_secs_f64();
        let kilobytes = size as f64 / 1000.0;
        writeln!(out, "| {name} | {rate:.0} | {:.1} | {:.1} | {kilobytes:.1} |", at(0.5), at(0.99)).unwrap();
    }
    writeln!(out, "\nmemory afterwards {} MiB", server.memory()).unwrap();
    std::fs::remove_dir_all(server.stop()).unwrap();
}
