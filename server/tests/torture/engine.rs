//! The database as a server of its own, which several portals share.

use std::{
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::portal::free_address;

/// As whom portals enter.
const ROOT: (&str, &str) = ("root", "only for these tests");

/// The server, on a folder of its own; ended with the test.
pub struct Engine {
    process: Child,
    address: String,
    folder: PathBuf,
}

impl Engine {
    /// Starts the program that `BOOKWELL_ENGINE` names: `server/tests/engine`, or `surreal`.
    pub fn start(name: &str) -> Self {
        let program = std::env::var_os("BOOKWELL_ENGINE").expect("BOOKWELL_ENGINE names a database server");
        let folder = std::env::temp_dir().join(format!("bookwell-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let address = free_address();
        let mut command = Command::new(program);
        command
            .args(["start", "--no-banner", "--log", "error", "--bind", &address])
            .args(["--user", ROOT.0, "--pass", ROOT.1])
            .arg(format!("surrealkv://{}", folder.join("db").display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let engine = Self { process: command.spawn().unwrap(), address, folder };
        engine.wait();
        engine
    }

    /// What a portal on it is started with: the keys and the ledger's ends are those of all portals.
    pub fn settings(&self) -> String {
        let file = |name: &str| self.folder.join(name).display().to_string();
        [
            ("DATABASE_URL", format!("ws://{}", self.address)),
            ("DATABASE_USER", ROOT.0.to_owned()),
            ("DATABASE_PASSWORD", ROOT.1.to_owned()),
            ("BOOKWELL_LEDGER", file("ledger")),
            ("BOOKWELL_FIELD_KEYS", file("field-keys")),
            ("BOOKWELL_SIGNING_KEY", file("key")),
        ]
        .map(|(name, value)| format!("{name}={value}"))
        .join("\n")
    }

    fn wait(&self) {
        for _ in 0..300 {
            if TcpStream::connect(&self.address).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(100));
        }
        panic!("the database server does not start");
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
