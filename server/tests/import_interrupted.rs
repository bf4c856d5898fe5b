//! An import that is killed: what it leaves is not served, and the next one ends where an
//! import that nothing interrupted would have ended.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

#[path = "import/mod.rs"]
mod support;

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

use app::store::{self, Store};
use serde_json::{Value, json};
use support::{Folder, server, url};

/// More than two batches.
const ROLES: usize = 2_500;

fn practitioner(n: usize) -> Value {
    json!({ "resourceType": "Practitioner", "id": format!("p{n}"), "name": [{ "text": format!("Dana Reyes {n}") }] })
}

fn role(n: usize, location: &str) -> Value {
    json!({
        "resourceType": "PractitionerRole", "id": format!("r{n}"),
        "practitioner": { "reference": format!("Practitioner/p{n}") },
        "location": [{ "reference": format!("Location/{location}") }],
        "availableTime": [
            { "daysOfWeek": ["mon"], "availableStartTime": "09:00:00", "availableEndTime": "12:00:00" },
        ],
    })
}

fn location(id: &str) -> Value {
    json!({
        "resourceType": "Location", "id": id, "name": "Lakeview",
        "address": { "line": ["1 Main St"], "city": "Seattle", "state": "WA", "postalCode": "98101" },
    })
}

fn lines(resources: impl IntoIterator<Item = Value>) -> String {
    resources.into_iter().map(|resource| format!("{resource}\n")).collect()
}

/// Writes a directory whose roles are at `location`; returns their lines.
fn directory(folder: &Folder, location_id: &str) -> String {
    let places = ["l1", "l2"].map(location);
    fs::write(folder.0.join("Location.ndjson"), lines(places)).unwrap();
    fs::write(folder.0.join("Practitioner.ndjson"), lines((0..ROLES).map(practitioner))).unwrap();
    lines((0..ROLES).map(|n| role(n, location_id)))
}

fn pipe(folder: &Folder, name: &str) -> PathBuf {
    let pipe = folder.0.join(name);
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    pipe
}

/// Opens when the program reads from there.
fn writer(pipe: &Path) -> fs::File {
    fs::OpenOptions::new().write(true).open(pipe).unwrap()
}

/// Imports through pipes, which hold the program where the test wants it: of the second reading
/// it gets so many lines only, and is killed. It opens the second pipe once it is done with the
/// first one, and the first one again once it is done with the second.
fn killed_after(database: &Folder, folder: &Folder, roles: &str, given: usize) {
    let pipes = ["PractitionerRole.ndjson", "OrganizationAffiliation.ndjson"].map(|name| pipe(folder, name));
    let mut import =
        server(database).args(["import", "plan-net"]).arg(&folder.0).stdout(Stdio::null()).spawn().unwrap();
    writer(&pipes[0]).write_all(roles.as_bytes()).unwrap();
    drop(writer(&pipes[1]));
    let part: String = roles.split_inclusive('\n').take(given).collect();
    let mut second = writer(&pipes[0]);
    second.write_all(part.as_bytes()).unwrap();
    import.kill().unwrap();
    import.wait().unwrap();
    pipes.iter().for_each(|pipe| fs::remove_file(pipe).unwrap());
}

fn imported(database: &Folder, folder: &Folder) {
    let output = server(database).args(["import", "plan-net"]).arg(&folder.0).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Everything in the directory, by kind and id.
fn everything(database: &Folder) -> BTreeMap<String, String> {
    let stack = 10 * 1024 * 1024;
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_stack_size(stack).enable_all().build();
    let (url, runtime) = (url(database), runtime.unwrap());
    let all = runtime.block_on(runtime.spawn(async move {
        let store = Store::open(&url, None).await.unwrap();
        assert_eq!(store::import::unfinished(&store).await.unwrap(), None);
        store::directory::all(&store).await.unwrap()
    }));
    let all = all.unwrap();
    let roles = all.roles.iter().map(|role| (format!("role {}", role.id), json!(role).to_string()));
    let schedules = all.schedules.iter().map(|s| (format!("schedule {}", s.role), json!(s).to_string()));
    let clinicians = all.clinicians.iter().map(|c| (format!("clinician {}", c.id), json!(c).to_string()));
    roles.chain(schedules).chain(clinicians).collect()
}

/// The address is in use, so that it ends in any case.
fn is_refused(database: &Folder, folder: &Path) {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let arguments = ["serve", "--demonstration", "off", "--address", &address];
    let output = server(database).args(arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && error.contains("has not ended"), "{error}");
    assert!(error.contains(&folder.display().to_string()) && error.contains("import plan-net"), "{error}");
}

#[test]
fn an_import_that_was_killed_is_not_served_and_the_next_one_ends_as_if_nothing_had_been() {
    let given = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos() as usize % ROLES;
    let (killed, whole, folder) =
        (Folder::new("killed"), Folder::new("not-killed"), Folder::new("killed-files"));
    let before = directory(&folder, "l1");
    fs::write(folder.0.join("PractitionerRole.ndjson"), before).unwrap();
    imported(&killed, &folder);
    fs::remove_file(folder.0.join("PractitionerRole.ndjson")).unwrap();

    let after = directory(&folder, "l2");
    killed_after(&killed, &folder, &after, given);
    is_refused(&killed, &folder.0);

    fs::write(folder.0.join("PractitionerRole.ndjson"), after).unwrap();
    imported(&killed, &folder);
    imported(&whole, &folder);
    let (first, second) = (everything(&killed), everything(&whole));
    assert_eq!(first.len(), 3 * ROLES);
    assert!(first == second, "after {given} lines it is another directory");
}
