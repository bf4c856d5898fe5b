//! What was confirmed after a power cut outlives the next one.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "support/decided.rs"]
mod decided;

use std::{
    fs,
    path::{Path, PathBuf},
};

use app::store::{self, Store, appointment::Booked};
use decided::appointment;

/// Whatever is cut off the log of a process that was: part of its last record, or of the head of one.
const CUT: [u64; 4] = [1, 3, 40, 200];

#[tokio::test]
async fn what_was_confirmed_after_a_power_cut_outlives_the_next() {
    for cut in CUT {
        let folder = std::env::temp_dir().join(format!("bookwell-{}", uuid::Uuid::now_v7()));
        let first = open(&folder.join("first")).await;
        decided::book(&first, &appointment("m", "k", "2026-12-01T17:00:00Z", 20)).await.unwrap();

        let second = open(&after_cut(&folder, "first", "second", cut)).await;
        let visit = appointment("n", "k", "2026-12-02T17:00:00Z", 20);
        assert!(matches!(decided::book(&second, &visit).await.unwrap(), Booked::New(_)));

        let third = open(&after_cut(&folder, "second", "third", 0)).await;
        let found =
            store::appointment::find(&third, &decided::allowed(&visit.member), &visit.id).await.unwrap();
        assert_eq!(found.as_ref(), Some(&visit), "{cut} bytes were cut off");
        fs::remove_dir_all(folder).unwrap();
    }
}

async fn open(folder: &Path) -> Store {
    Store::open(&format!("surrealkv://{}", folder.display()), None).await.unwrap()
}

/// The folder as a power cut leaves it: as it is at this moment, but for the last bytes of its log.
fn after_cut(folder: &Path, from: &str, to: &str, cut: u64) -> PathBuf {
    let to = folder.join(to);
    copy(&folder.join(from), &to);
    let mut logs: Vec<_> = fs::read_dir(to.join("wal")).unwrap().map(|file| file.unwrap().path()).collect();
    logs.sort_unstable();
    let log = fs::OpenOptions::new().write(true).open(logs.last().unwrap()).unwrap();
    log.set_len(log.metadata().unwrap().len() - cut).unwrap();
    to
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}
