//! Generated directories: made once a day and size, since times lie ahead of the day.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{program::run, table::note};

/// Where they are kept: in cargo's folder for what benchmarks leave.
const KEPT: &str = env!("CARGO_TARGET_TMPDIR");

/// The database of a directory of so many roles, 70 % of the next 60 days taken.
pub fn filled(roles: u32) -> PathBuf {
    let today = format!("bench-{}", Timestamp::now().strftime("%F"));
    forget_other_days(&today);
    let folder = Path::new(KEPT).join(today).join(roles.to_string());
    let (database, whole) = (folder.join("db"), folder.join("whole"));
    if !whole.exists() {
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        note(&format!("generating {roles} roles and their taken times"));
        let time = run(&database, &["generate", "--roles", &roles.to_string()]);
        note(&format!("generated in {:.0} s", time.as_secs_f64()));
        fs::write(whole, "").unwrap();
    }
    database
}

fn forget_other_days(today: &str) {
    let folders = fs::read_dir(KEPT).unwrap().filter_map(Result::ok);
    let old = |name: &str| name.starts_with("bench-") && name != today;
    for folder in folders.filter(|entry| old(&entry.file_name().to_string_lossy())) {
        fs::remove_dir_all(folder.path()).unwrap();
    }
}

/// Resources a second that an import into an empty database reads, its start and end included.
pub fn import_rate(roles: u32) -> f64 {
    let folder = std::env::temp_dir().join(format!("bookwell-bench-import-{}", std::process::id()));
    let (files, database) = (folder.join("files"), folder.join("db"));
    fs::create_dir_all(&folder).unwrap();
    let directory = files.to_str().unwrap();
    run(&database, &["generate", "--roles", &roles.to_string(), "--folder", directory]);
    let time = run(&database, &["import", "plan-net", directory]);
    let resources: usize = fs::read_dir(&files).unwrap().map(|file| lines(&file.unwrap().path())).sum();
    fs::remove_dir_all(folder).unwrap();
    resources as f64 / time.as_secs_f64()
}

fn lines(file: &Path) -> usize {
    fs::read(file).unwrap().iter().filter(|byte| **byte == b'\n').count()
}
