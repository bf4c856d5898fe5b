//! The program in a process of its own.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::client::Client;

/// The project's folder.
pub const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The built server; `scripts/bench.sh` says which.
fn program() -> PathBuf {
    std::env::var_os("BOOKWELL_SERVER").map_or_else(|| env!("CARGO_BIN_EXE_server").into(), PathBuf::from)
}

fn command(database: &Path) -> Command {
    let mut command = Command::new(program());
    command
        .current_dir(PROJECT)
        .env("DATABASE_URL", format!("surrealkv://{}", database.display()))
        .env("RUST_LOG", "warn")
        .stderr(Stdio::null());
    command
}

/// Runs a command on a database until it ends; returns how long it took.
pub fn run(database: &Path, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    let output = command(database).args(arguments).stdout(Stdio::null()).status().unwrap();
    assert!(output.success(), "{arguments:?} ended with {output}");
    begun.elapsed()
}

/// A server that serves.
pub struct Server {
    process: Child,
    /// Where it listens.
    pub address: String,
    /// From its start until it was ready.
    pub ready: Duration,
}

impl Server {
    /// Starts on a database, with or without the demonstration.
    pub fn start(database: &Path, demonstration: bool) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let begun = Instant::now();
        let mut process = command(database)
            .env("BOOKWELL_MAIL", format!("folder:{}", database.with_file_name("outbox").display()))
            .env("BOOKWELL_ADDRESS", &address)
            .env("BOOKWELL_DEMONSTRATION", if demonstration { "on" } else { "off" })
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let serves = lines.any(|line| line.is_ok_and(|line| line.contains("is serving")));
        assert!(serves, "the program has ended");
        while Client::new(&address).get("/readyz").is_none() {
            thread::sleep(Duration::from_millis(5));
        }
        Self { process, address, ready: begun.elapsed() }
    }

    /// Resident memory in megabytes of a million bytes.
    pub fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() * 1024.0 / 1_000_000.0
    }
}

impl Drop for Server {
    /// As an operator ends it: what it has written is whole.
    fn drop(&mut self) {
        let ended = Command::new("kill").arg(self.process.id().to_string()).status();
        if !ended.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
