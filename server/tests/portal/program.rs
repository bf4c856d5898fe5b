//! The program on a folder, and what its commands tell.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};

/// Beside the database: settings of one server, which it starts with again.
pub(super) const SETTINGS: &str = "settings";

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

impl Told {
    /// That of a process that has ended.
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { answer: text(output.stdout), remarks: text(output.stderr), code: output.status.code() }
    }
}

/// Where the settings say that the database is, else in the folder; and as whom it is entered.
pub(super) fn database(folder: &Path) -> (String, Option<(String, String)>) {
    let settings = settings(folder);
    let setting = |name| settings.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let url = setting("DATABASE_URL");
    let url = url.unwrap_or_else(|| format!("surrealkv://{}", folder.join("db").display()));
    (url, setting("DATABASE_USER").zip(setting("DATABASE_PASSWORD")))
}

fn settings(folder: &Path) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder.join(SETTINGS)).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Starts the program; returns once it serves.
pub(super) fn serving(folder: &Path, address: &str) -> Child {
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
pub(super) fn try_serving(folder: &Path, address: &str) -> Result<Child, String> {
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
        .env("DATABASE_URL", database(folder).0)
        .env("BOOKWELL_MAIL", format!("folder:{}", folder.join("outbox").display()))
        .env("BOOKWELL_ADDRESS", address)
        .env("BOOKWELL_DEMONSTRATION", "on")
        .env("BOOKWELL_PLAN", awake_plan(folder))
        .env("LEPTOS_SITE_ROOT", folder.join("site"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command.envs(settings(folder));
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
