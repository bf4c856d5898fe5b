//! Why somebody is seen, where they are reached and when they were born is sealed in the database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod portal;

use std::{
    fs,
    io::Read,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use portal::{Browser, Server, wish};

const REASON: &str = "a private matter";
const VISIT: &str = "office-visit";

/// Books the first time that is free; the appointment's page.
fn book(server: &Server, member: &Browser) -> String {
    let fields = [("query[visit_type]", VISIT), ("query[online]", "true")];
    let results = server.browser().read("search_directory", &fields);
    let cards = results["cards"].as_array().unwrap();
    let card = cards.iter().find(|card| card["next"][0].is_object()).unwrap();
    let role = card["listing"]["role"]["id"].as_str().unwrap();
    let start = card["next"][0]["instant"].as_str().unwrap();
    let draft = member.post("start_draft", &wish(role, VISIT, start));
    let draft = draft.location().strip_prefix("/book/check/").unwrap().to_owned();
    let booked = member.post("book", &[("draft", &draft)]);
    booked.location().strip_suffix("?done=booked").unwrap().to_owned()
}

/// All that the folder's files hold.
fn on_disk(folder: &Path) -> Vec<u8> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: PathBuf| if path.is_dir() { on_disk(&path) } else { fs::read(path).unwrap() };
    entries.flat_map(read).collect()
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// All that the database holds, as a backup has it.
fn backup(server: &Server, name: &str) -> Vec<u8> {
    let file = server.folder.join(name);
    told(server, &["backup", file.to_str().unwrap()]);
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(file).unwrap()).read_to_end(&mut text).unwrap();
    text
}

fn is_read(server: &Server, page: &str) -> bool {
    server.signed_on(0).send("GET", page, "").body.contains(REASON)
}

fn told(server: &Server, arguments: &[&str]) -> String {
    let told = server.told(arguments);
    assert_eq!(told.code, Some(0), "{}", told.remarks);
    told.answer
}

#[test]
fn nothing_sealed_stands_in_the_folder_and_a_new_key_seals_it_anew() {
    let mut server = Server::start("field-keys", 1);
    let page = book(&server, &server.signed_on(0));
    assert!(is_read(&server, &page));
    let old = told(&server, &["keys", "list"]).lines().nth(1).unwrap()[..12].to_owned();
    assert!(holds(&backup(&server, "before"), &old));
    let rotated = told(&server, &["keys", "rotate"]);
    assert!(!holds(&backup(&server, "after"), &old), "everything is sealed anew");
    assert!(rotated.contains("sealed anew: "), "{rotated}");
    assert!(is_read(&server, &page), "while it serves");
    assert_eq!(told(&server, &["keys", "forget"]), "taken out: 1 of 2 keys\n");
    server.restart();
    assert!(is_read(&server, &page), "after it");
    assert_eq!(told(&server, &["keys", "list"]).lines().count(), 2);
    server.end();
    let disk = on_disk(&server.folder.join("db"));
    // The demonstration's member, whom the server has put on the roll, and what was typed.
    for text in ["1978-05-14", "rosa@example.org", "206-555-0170", REASON, "206-555-0199"] {
        assert!(!holds(&disk, text), "{text}");
    }
    assert!(holds(&disk, VISIT), "what is not sealed can be read there");
}

#[test]
fn without_its_keys_the_database_is_not_served() {
    let mut server = Server::start("field-keys-lost", 1);
    let page = book(&server, &server.signed_on(0));
    server.end();
    let (keys, kept) = (server.folder.join("db.field-keys"), server.folder.join("kept"));
    assert_eq!(fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);
    fs::rename(&keys, &kept).unwrap();
    let refused = server.start_at_once().unwrap_err();
    assert!(refused.contains("put the file with the keys of the fields back"), "{refused}");
    assert!(!keys.exists(), "no other keys are made");
    fs::write(&keys, "AAAA\n").unwrap();
    assert!(server.start_at_once().unwrap_err().contains("32 bytes in base 64"));
    fs::rename(&kept, &keys).unwrap();
    server.start_again();
    assert!(is_read(&server, &page));
}
