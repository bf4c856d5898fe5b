//! `server import referrals FILE` as it is run.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "import/mod.rs"]
mod support;

use std::{fs, process::Output};

use app::store::Store;
use support::{Folder, server, url};
use tokio::runtime::Builder;

const TABLE: &str = "referral,member,specialty,clinician,valid_from,valid_until,visits,status\n\
    r-1,12345678,surgery,,2026-11-01,2027-01-31,3,\nr-2,12345678,dancing,,2026-11-01,2027-01-31,3,\n\
    r-3,,,,,,,revoked\n";

fn import(database: &Folder) -> Output {
    let (table, report) = (database.0.join("referrals.csv"), database.0.join("refused.csv"));
    fs::write(&table, TABLE).unwrap();
    let flags = ["--report".as_ref(), report.as_os_str()];
    server(database).args(["import", "referrals"]).arg(table).args(flags).output().unwrap()
}

#[test]
fn it_prints_what_came_of_it_and_writes_what_did_not_come_in() {
    let database = Folder::new("referrals");
    let output = import(&database);
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let summary =
        "3 referrals: 0 new, 0 changed, 0 unchanged, 0 taken off file, 1 not on file and over, 2 refused";
    assert!(printed.contains(summary), "{printed}");
    assert!(printed.contains("referrals.csv:2 member is on nobody's card"), "{printed}");
    let refused = fs::read_to_string(database.0.join("refused.csv")).unwrap();
    assert!(
        refused.contains("referrals.csv,3,specialty,is no specialty of the plan: “dancing”"),
        "{refused}"
    );
}

#[test]
fn while_a_server_has_the_folder_it_says_so() {
    let database = Folder::new("referrals-locked");
    let runtime =
        Builder::new_multi_thread().enable_all().thread_stack_size(10 * 1024 * 1024).build().unwrap();
    let _open = runtime.block_on(Store::open(&url(&database), None)).unwrap();
    let output = import(&database);
    assert_eq!(output.status.code(), Some(1));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("a server is already running on this data folder"), "{error}");
}
