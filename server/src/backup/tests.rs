//! Backups of a store in memory, brought back into folders.

use std::{
    fs::{self, File},
    io::{Read, Write},
    path::{Path, PathBuf},
};

use app::{
    domain::{
        browser::Browser,
        session::{Session, Sessions},
    },
    store::{Store, member, session},
};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use jiff::Timestamp;

use super::{restore::restore_to, *};
use crate::{
    fixture::{self, Folder},
    support,
};

fn now() -> Timestamp {
    "2026-11-24T18:00:00Z".parse().expect("an instant")
}

/// A member whose name has all that a text can have, with an appointment.
async fn store() -> Store {
    let store = Store::open("mem://", None).await.expect("a store");
    let mut member = fixture::member();
    member.given = "Ana \"{[ 'Ñ' ]}\\ \n INSERT [ { id: member:2 } ];\t`\u{2028}".to_owned();
    member::save_all(&store, &[member]).await.expect("a member");
    let appointment =
        fixture::appointment(&"office-visit".into(), "2026-12-01T17:40:00Z", "America/Los_Angeles");
    support::decided::book(&store, &appointment).await.expect("a booking");
    store
}

async fn backed_up(folder: &Folder) -> PathBuf {
    let file = folder.file("backup.gz");
    write(&store().await, &file, now()).await.expect("a backup");
    file
}

fn text(file: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(File::open(file).expect("a file")).read_to_string(&mut text).expect("a text");
    text
}

fn written(file: &Path, text: &str) {
    let mut out = GzEncoder::new(File::create(file).expect("a file"), Compression::fast());
    out.write_all(text.as_bytes()).and_then(|()| out.finish()).expect("a file");
}

#[tokio::test]
async fn everything_comes_back_as_it_was() {
    let folder = Folder::new("backup-whole");
    let store = store().await;
    let file = folder.file("backup.gz");
    let said = write(&store, &file, now()).await.expect("a backup").to_string();
    assert!(
        said.contains(&format!("{:<24}{:>12}\n", "appointment", 1)) && said.contains("read back"),
        "{said}"
    );
    let restored = restore_to(&folder.file("db"), &file).await.expect("a database").to_string();
    assert!(restored.contains("letters that a server on it will send: 1"), "{restored}");
    assert!(!folder.file("db.restoring").exists() && !folder.file("backup.gz.part").exists());
    let url = format!("surrealkv://{}", folder.file("db").display());
    let back = Store::open(&url, None).await.expect("a database");
    let id = fixture::member().id;
    let [before, after] = [&store, &back].map(|store| member::find(store, &id));
    assert_eq!(before.await.expect("an answer"), after.await.expect("an answer"));
    let allowed = support::allowed(&id);
    let [before, after] = [&store, &back].map(|store| store::appointment::of_member(store, &allowed));
    let (before, after) = (before.await.expect("an answer"), after.await.expect("an answer"));
    assert_eq!((before.len(), &before), (1, &after));
    let taken = store::appointment::claimed(&back, &after[0].role, &after[0].claims).await.expect("claims");
    assert_eq!(taken.len(), 1);
}

#[tokio::test]
async fn a_backup_of_what_was_restored_is_the_same() {
    let folder = Folder::new("backup-again");
    let file = backed_up(&folder).await;
    restore_to(&folder.file("db"), &file).await.expect("a database");
    let url = format!("surrealkv://{}", folder.file("db").display());
    let store = Store::open(&url, None).await.expect("a database");
    let again = folder.file("again.gz");
    write(&store, &again, now()).await.expect("a backup");
    assert_eq!(text(&file), text(&again));
}

#[tokio::test]
async fn a_session_does_not_begin_again_with_a_backup() {
    let folder = Folder::new("backup-sessions");
    let store = store().await;
    let member = fixture::member().id;
    let begun = Session::begin(member, (Browser::default(), false), Sessions::default(), now());
    session::start(&store, "token-hash", &begun, None).await.expect("a session");
    let file = folder.file("backup.gz");
    write(&store, &file, now()).await.expect("a backup");
    let text = text(&file);
    assert!(text.contains("DEFINE TABLE session") && !text.contains("token-hash"), "{text}");
}

#[tokio::test]
async fn a_file_that_was_cut_off_anywhere_restores_nothing() {
    let folder = Folder::new("backup-cut");
    let file = backed_up(&folder).await;
    let bytes = fs::read(&file).expect("a file");
    for length in [0, 1, 10, bytes.len() / 2, bytes.len() - 9, bytes.len() - 1] {
        fs::write(&file, &bytes[..length]).expect("a file");
        let fault = restore_to(&folder.file("db"), &file).await.err();
        assert!(matches!(fault, Some(Fault::NotWhole(_))), "{length}: {fault:?}");
        assert!(!folder.file("db").exists() && !folder.file("db.restoring").exists(), "{length}");
    }
}

#[tokio::test]
async fn a_file_that_was_changed_restores_nothing() {
    let folder = Folder::new("backup-changed");
    let file = backed_up(&folder).await;
    let whole = text(&file);
    let last = whole.lines().last().expect("a manifest");
    for (other, expected) in [
        (whole.replace("rosa@example.org", "eve@example.org"), "is not as it was written"),
        (whole.replace("INSERT [", "INSERT  ["), "is not as it was written"),
        (whole.replace(&format!("{last}\n"), ""), "is no backup, or not a whole one"),
        (whole.clone() + "INSERT [ { id: member:eve } ];\n", "is no backup, or not a whole one"),
        (whole.replace("\"format\":1", "\"format\":2"), "is no backup, or not a whole one"),
        (whole.replace("\"schema\":", "\"schema\":9"), "was written by a newer program"),
    ] {
        assert_ne!(other, whole);
        written(&file, &other);
        let fault = restore_to(&folder.file("db"), &file).await.err().expect("a fault").to_string();
        assert!(fault.contains(expected), "{fault}");
        assert!(!folder.file("db").exists(), "{fault}");
    }
}

#[tokio::test]
async fn records_that_do_not_come_back_are_told_by_their_table() {
    let folder = Folder::new("backup-differs");
    let file = backed_up(&folder).await;
    let manifest = file::check(&file).expect("a backup");
    let url = format!("surrealkv://{}", folder.file("db").display());
    restore_to(&folder.file("db"), &file).await.expect("a database");
    let store = Store::open(&url, None).await.expect("a database");
    let mut member = fixture::member();
    member.email = "eve@example.org".to_owned();
    member::save_all(&store, &[member]).await.expect("a member");
    let fault = restore::compare(&store, &manifest).await.err();
    assert!(matches!(&fault, Some(Fault::Differs(table)) if table == "member"), "{fault:?}");
}

#[tokio::test]
async fn a_file_that_is_there_is_not_overwritten() {
    let folder = Folder::new("backup-there");
    let file = folder.file("members.csv");
    fs::write(&file, "mine").expect("a file");
    let fault = write(&store().await, &file, now()).await.err();
    assert!(matches!(fault, Some(Fault::Exists(_))), "{fault:?}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), "mine");
}
