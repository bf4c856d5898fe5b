//! A backup while members book, and what is there after it was restored elsewhere.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "../../app/tests/support/decided.rs"]
mod decided;
mod portal;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use app::{
    domain::id::MemberId,
    store::{self, Store},
};
use portal::{Browser, Server, Told, wish};
use serde_json::Value;
use tokio::runtime::Builder;

const VISIT: &str = "office-visit";

/// Who books, and what was acknowledged to them.
type Acknowledged = Arc<Mutex<BTreeMap<String, usize>>>;

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Free times of roles that can be booked.
fn free(browser: &Browser) -> Vec<(String, String)> {
    let results =
        browser.read("search_directory", &[("query[visit_type]", VISIT), ("query[online]", "true")]);
    let times = |card: &Value| -> Vec<_> {
        let role = text(&card["listing"]["role"]["id"]);
        let next = card["next"].as_array().unwrap();
        next.iter().map(|start| (role.clone(), text(&start["instant"]))).collect()
    };
    results["cards"].as_array().unwrap().iter().flat_map(times).collect()
}

/// Books one of the free times; `None` where somebody was quicker, or it is at the same time as
/// another one of the member.
fn book(browser: &Browser, choice: usize) -> Option<String> {
    let free = free(browser);
    let (role, start) = free.get(choice % free.len())?;
    let draft = browser.post("start_draft", &wish(role, VISIT, start));
    let draft = draft.location().strip_prefix("/book/check/")?.to_owned();
    let answer = browser.post("book", &[("draft", &draft)]);
    Some(answer.location().strip_prefix("/appointments/")?.strip_suffix("?done=booked")?.to_owned())
}

/// Members who book one time after the other until they are told to stop.
fn members(
    server: &Server,
    count: usize,
    stop: &Arc<AtomicBool>,
) -> (Acknowledged, Vec<thread::JoinHandle<()>>) {
    let acknowledged = Acknowledged::default();
    let busy = |n| {
        let (browser, stop, acknowledged) = (server.member(n), stop.clone(), acknowledged.clone());
        thread::spawn(move || {
            for choice in (n * 7..).take_while(|_| !stop.load(Ordering::Relaxed)) {
                let Some(id) = book(&browser, choice) else { continue };
                acknowledged.lock().unwrap().insert(id, n);
            }
        })
    };
    let busy = (0..count).map(busy).collect();
    (acknowledged, busy)
}

/// Each appointment that was restored, with everything that its transaction wrote.
fn restored(folder: &Path, members: usize) -> BTreeMap<String, usize> {
    let url = format!("surrealkv://{}", folder.display());
    let runtime =
        Builder::new_multi_thread().enable_all().thread_stack_size(10 * 1024 * 1024).build().unwrap();
    let all = runtime.spawn(async move {
        let store = Store::open(&url, None).await.unwrap();
        let mut all = BTreeMap::new();
        for n in 0..members {
            let member = MemberId(format!("test-{n}"));
            for own in store::appointment::of_member(&store, &decided::allowed(&member)).await.unwrap() {
                let taken = store::appointment::claimed(&store, &own.role, &own.claims).await.unwrap();
                assert_eq!(taken.len(), own.claims.len(), "a part of a booking");
                assert_eq!(decided::history(&store, &own.id).await.len(), 1);
                let key = store::appointment::find_by_key(&store, &decided::allowed(&member), &own.key)
                    .await
                    .unwrap();
                assert_eq!(key.as_ref(), Some(&own));
                all.insert(own.id.to_string(), n);
            }
        }
        all
    });
    runtime.block_on(all).unwrap()
}

fn restore(server: &Server, file: &str, database: &str) -> Told {
    let mut restore: Command = server.command(&["restore", file]);
    Told::of(restore.env("DATABASE_URL", format!("surrealkv://{database}")).output().unwrap())
}

#[test]
fn what_was_acknowledged_before_a_backup_began_is_there_when_it_is_restored_elsewhere() {
    const MEMBERS: usize = 3;
    let server = Server::start("backup", MEMBERS);
    let stop = Arc::default();
    let (acknowledged, busy) = members(&server, MEMBERS, &stop);
    let begun = Instant::now();
    // Some letters have been sent, others wait.
    while acknowledged.lock().unwrap().len() < 2 * MEMBERS || !server.folder.join("outbox").exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody books, or nobody sends letters");
        thread::sleep(Duration::from_millis(20));
    }
    let before = acknowledged.lock().unwrap().clone();
    let told = server.told(&["backup", "now.gz"]);
    stop.store(true, Ordering::Relaxed);
    busy.into_iter().for_each(|busy| busy.join().unwrap());
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.answer.contains("now.gz") && told.answer.contains("read back"), "{told:?}");

    let back = restore(&server, "now.gz", "elsewhere/db");
    assert_eq!(back.code, Some(0), "{back:?}");
    let restored = restored(&server.folder.join("elsewhere/db"), MEMBERS);
    let after = acknowledged.lock().unwrap();
    assert!(before.iter().all(|(id, member)| restored.get(id) == Some(member)), "{before:?} {restored:?}");
    assert!(restored.iter().all(|(id, member)| after.get(id) == Some(member)), "{after:?} {restored:?}");
}

#[test]
fn nothing_is_restored_over_a_database_or_under_a_server() {
    let mut server = Server::start("restore-refused", 0);
    assert_eq!(server.told(&["backup", "now.gz"]).code, Some(0));
    let again = server.told(&["backup", "now.gz"]);
    assert!(again.remarks.contains("is there already: choose another name"), "{again:?}");
    let running = server.told(&["restore", "now.gz"]);
    assert!(running.code == Some(1) && running.remarks.contains("a server is running on"), "{running:?}");
    server.kill();
    let full = server.told(&["restore", "now.gz"]);
    assert!(full.code == Some(1) && full.remarks.contains("is not empty"), "{full:?}");
    let bytes = fs::read(server.folder.join("now.gz")).unwrap();
    fs::write(server.folder.join("cut.gz"), &bytes[..bytes.len() / 2]).unwrap();
    let cut = restore(&server, "cut.gz", "other");
    assert!(cut.code == Some(1) && cut.remarks.contains("is no backup, or not a whole one"), "{cut:?}");
    assert!(!server.folder.join("other").exists() && !server.folder.join("other.restoring").exists());
    assert_eq!(restore(&server, "now.gz", "other").code, Some(0));
}
