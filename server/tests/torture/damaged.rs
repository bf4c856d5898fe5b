//! A byte of the database's files is another one: the database is as it was, or that is said. It is
//! never short of something without a word.

use std::{
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::{
    member::{book, cancel, draft},
    portal::{Server, program},
    rounds::{Row, rounds},
    times,
    wire::Wire,
};

const MEMBERS: usize = 4;
/// Whoever complains is given so long to go on all the same; a command that lasts longer hangs.
const PAUSE: Duration = Duration::from_secs(1);
const PATIENCE: Duration = Duration::from_secs(120);

/// How it went on with a damaged file.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Went {
    /// All is there.
    Well,
    /// It was said that something is wrong.
    Told,
}

#[test]
fn a_byte_that_was_flipped_is_told_or_does_no_harm() {
    let flips = rounds(2, 60);
    let mut row = Row::begin("a byte flipped in each file", 0);
    let mut server = Server::start("torture-damaged", MEMBERS);
    let scratch = server.folder.join("scratch");
    let mut went: BTreeMap<Went, usize> = BTreeMap::new();
    for killed in [true, false] {
        live(&server);
        if killed {
            server.kill()
        } else {
            server.end()
        }
        let whole = tables(&server.folder).unwrap_or_else(|told| panic!("{told:?}"));
        for file in files(&server.folder) {
            for n in 0..flips {
                damage(&server.folder, &scratch, &file, n);
                *went.entry(look(&scratch, &whole, &file)).or_default() += 1;
            }
        }
        server.start_again();
    }
    row.count(went.values().sum::<usize>());
    row.end(went.iter().map(|(went, count)| format!("{count} {went:?}")).collect::<Vec<_>>().join(", "));
}

/// Some bookings, and a cancellation of every third.
fn live(server: &Server) {
    let days = times::days(&server.browser(), 3, 4);
    for (n, day) in days.iter().enumerate().filter(|(_, day)| !day.starts.is_empty()) {
        let mut wire = Wire::of(&server.signed_on(n % MEMBERS)).unwrap();
        let form = draft(&mut wire, &(day.role.clone(), day.starts[0].clone())).unwrap();
        let booked = book(&mut wire, &form).unwrap().booked();
        if let (Some(id), 0) = (booked, n % 3) {
            cancel(&mut wire, &id).unwrap();
        }
    }
    // The ends of the ledger are written a quarter of a second later at most.
    std::thread::sleep(Duration::from_millis(400));
}

/// The files of the database, and the one with the ledger's ends.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = vec![PathBuf::from("db.ledger")];
    let mut folders = vec![PathBuf::from("db")];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(folder.join(&at)).unwrap().flatten() {
            let path = at.join(entry.file_name());
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(path);
            } else if entry.metadata().unwrap().len() > 0 {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A copy in which one byte of the file is another one.
fn damage(folder: &Path, scratch: &Path, file: &Path, n: usize) {
    let _ = fs::remove_dir_all(scratch);
    for path in files(folder) {
        let to = scratch.join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(folder.join(&path), to).unwrap();
    }
    let mut bytes = fs::read(scratch.join(file)).unwrap();
    let dice = (n as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ bytes.len() as u64;
    let at = (dice >> 8) as usize % bytes.len();
    bytes[at] ^= 1 << (dice % 8);
    fs::write(scratch.join(file), bytes).unwrap();
}

/// Looks at a damaged database; stops where something is missing without a word.
fn look(folder: &Path, whole: &BTreeMap<String, Value>, file: &Path) -> Went {
    if !run(folder, &["verify"]).status.success() {
        return Went::Told;
    }
    match tables(folder) {
        Err(_) => Went::Told,
        Ok(tables) => {
            let differs: Vec<_> =
                whole.iter().filter(|(name, table)| tables.get(*name) != Some(table)).collect();
            assert!(differs.is_empty(), "{} was damaged, and nobody says so: {differs:?}", file.display());
            Went::Well
        }
    }
}

/// Count and SHA-256 of each table, as the manifest of a backup has them.
fn tables(folder: &Path) -> Result<BTreeMap<String, Value>, Output> {
    let file = folder.join("backup.gz");
    let _ = fs::remove_file(&file);
    let output = run(folder, &["backup", file.to_str().unwrap()]);
    if !output.status.success() {
        return Err(output);
    }
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(file).unwrap()).read_to_string(&mut text).unwrap();
    let manifest: Value =
        serde_json::from_str(text.lines().last().unwrap().strip_prefix("-- MANIFEST: ").unwrap()).unwrap();
    let mut tables: BTreeMap<String, Value> = serde_json::from_value(manifest["tables"].clone()).unwrap();
    // A backup is a row of the audit itself. `verify` follows that.
    tables.retain(|name, _| !name.starts_with("audit"));
    Ok(tables)
}

/// A command on the database; it ends, whatever it finds. The engine says at once that a file is
/// damaged, and tries to read it for two minutes more: nobody waits for that here.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let plan = concat!(env!("CARGO_MANIFEST_DIR"), "/../plans/demonstration.toml");
    let [told, complaint] = ["told", "complaint"].map(|name| folder.join(name));
    let [out, err] = [&told, &complaint].map(|path| fs::File::create(path).unwrap());
    let mut command: Command = program(folder, "127.0.0.1:0");
    let command = command.env("BOOKWELL_PLAN", plan).args(arguments).stdout(out).stderr(err);
    let (mut process, begun) = (command.spawn().unwrap(), Instant::now());
    while process.try_wait().unwrap().is_none() {
        let complains =
            || fs::read_to_string(&complaint).unwrap_or_default().contains("checksum verification failed");
        if begun.elapsed() > PAUSE && complains() {
            process.kill().unwrap();
        }
        assert!(begun.elapsed() < PATIENCE, "{arguments:?} hangs on {}", folder.display());
        std::thread::sleep(Duration::from_millis(5));
    }
    process.wait_with_output().unwrap()
}
