//! The program on a folder of its own, and browsers that ask it.
#![allow(clippy::allow_attributes, dead_code, reason = "each test file uses a part of it")]

mod browser;
mod program;
mod roll;

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

use app::domain::member::Member;
use tokio::runtime::Runtime;

#[allow(unused_imports, reason = "each test file uses a part of it")]
pub use self::{
    browser::{Answer, Browser, form, wish},
    program::{Told, program},
    roll::{PASSWORD, member, number},
};
use self::{
    program::{SETTINGS, serving, try_serving},
    roll::{enrol, token},
};

/// The program, with the demonstration; ended with the test.
pub struct Server {
    process: Child,
    address: String,
    /// The database, the letters and what else the test puts there.
    pub folder: PathBuf,
    _enrolment: Option<Runtime>,
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
        let enrolment = Some(enrol(&folder, members));
        let address = free_address();
        Self { process: serving(&folder, &address), address, folder, _enrolment: enrolment }
    }

    /// Another process with the same settings, where the database is a server.
    pub fn beside(&self) -> Self {
        let (address, folder) = (free_address(), self.folder.clone());
        Self { process: serving(&folder, &address), address, folder, _enrolment: None }
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
        Browser::new(&self.address, String::new())
    }

    /// A member who has signed on long ago.
    pub fn signed_on(&self, n: usize) -> Browser {
        Browser::new(&self.address, format!("bookwell={}", token(n)))
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

/// Where nobody listens.
pub fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
