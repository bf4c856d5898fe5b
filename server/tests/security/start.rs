//! Where others reach it, the program does not start in a way that is not safe.

use std::{fs, os::unix::fs::PermissionsExt, path::PathBuf, process::Output};

use crate::portal::program;

/// All that is right where others reach the portal.
const SAFE: [(&str, &str); 3] = [
    ("BOOKWELL_ADDRESS", "127.0.0.1:0"),
    ("BOOKWELL_PUBLIC_URL", "https://portal.example.org"),
    ("BOOKWELL_DEMONSTRATION", "off"),
];

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bookwell-security-start-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// How it ends with the safe settings but for these. What is safe listens where nobody may, so that it
/// ends too: with another code.
fn started(name: &str, settings: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String) {
    let folder = folder(name);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let mut command = program(&folder, &address);
    command.envs(SAFE).env("BOOKWELL_ADDRESS", &address).envs(settings.iter().copied());
    let Output { status, stderr, .. } =
        command.args(arguments).stderr(std::process::Stdio::piped()).output().unwrap();
    let told = String::from_utf8(stderr).unwrap();
    let faults = told.lines().filter(|line| line.starts_with("error: ")).collect::<Vec<_>>().join("\n");
    (status.code(), faults)
}

fn is_refused(name: &str, settings: &[(&str, &str)], allowed: Option<&str>, part: &str) {
    let (code, told) = started(name, settings, &[]);
    assert_eq!(code, Some(2), "{name}: {told}");
    assert!(told.lines().count() == 1 && told.contains(part), "{name}: {told}");
    if let Some(allowed) = allowed {
        let (code, told) = started(name, settings, &["--allow", allowed]);
        assert!(code == Some(1) && !told.contains(part), "{name} --allow {allowed}: {told}");
    }
}

#[test]
fn what_is_not_safe_for_others_does_not_start() {
    let (code, told) = started("safe", &[], &[]);
    assert!(code == Some(1) && told.starts_with("error: cannot listen on"), "{told}");
    let demonstration = [("BOOKWELL_DEMONSTRATION", "on")];
    is_refused("demonstration", &demonstration, Some("demonstration"), "--demonstration off");
    let clear = [("BOOKWELL_PUBLIC_URL", "http://portal.example.org")];
    is_refused("clear", &clear, Some("plain-http"), "--tls-cert and --tls-key");
    let open = [("DATABASE_URL", "ws://127.0.0.1:9")];
    let (code, told) = started("open", &open, &["--allow", "new-key"]);
    assert!(code == Some(2) && told.contains("DATABASE_USER and DATABASE_PASSWORD"), "{told}");
    let (code, told) = started("open", &open, &["--allow", "new-key,open-database"]);
    assert!(code == Some(1) && !told.contains("DATABASE_USER"), "{told}");
    is_refused("memory", &[("DATABASE_URL", "mem://")], None, "--signing-key FILE");
}

#[test]
fn an_address_for_all_is_not_served_in_clear() {
    let folder = folder("all");
    // Taken: were it served after all, it would end too.
    let taken = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
    let mut command = program(&folder, &taken.local_addr().unwrap().to_string());
    let output =
        command.env("BOOKWELL_DEMONSTRATION", "on").stderr(std::process::Stdio::piped()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        told.lines().filter(|line| line.starts_with("error: ")).count(),
        2,
        "each with a line: {told}"
    );
}

#[test]
fn a_key_that_others_read_or_that_is_lost_is_not_used() {
    let folder = folder("key");
    let key = folder.join("db.key");
    fs::write(&key, "anything").unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    is_refused("key", &[], None, "chmod 600");
    fs::remove_file(&key).unwrap();
    fs::create_dir_all(folder.join("db")).unwrap();
    is_refused("key", &[], Some("new-key"), "is missing, and there was a portal before");
}

#[test]
fn a_certificate_needs_its_key() {
    let folder = folder("certificate");
    let file = folder.join("no.pem");
    fs::write(&file, "no certificate").unwrap();
    let file = file.to_str().unwrap();
    let (code, told) = started("certificate", &[], &["--tls-cert", file]);
    assert!(code == Some(2) && told.contains("--tls-key"), "{told}");
    let (code, told) = started("certificate", &[], &["--tls-cert", file, "--tls-key", file]);
    assert!(code == Some(2) && told.contains("no.pem: is no"), "{told}");
}
