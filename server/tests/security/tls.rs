//! The server's own certificate: spoken with, and exchanged while it serves.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio_rustls::rustls::{
    ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned,
    crypto::ring::default_provider, pki_types::CertificateDer, version,
};

use crate::portal::Server;

/// Writes a certificate of its own into the folder.
fn certificate(folder: &Path) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join("key.pem"), signing_key.serialize_pem()).unwrap();
    fs::write(folder.join("cert.pem"), cert.pem()).unwrap();
    cert.der().clone()
}

/// A server with a certificate in its folder.
fn start(name: &str) -> (Server, CertificateDer<'static>) {
    let folder = std::env::temp_dir().join(format!("bookwell-{name}-{}", std::process::id()));
    let trusted = certificate(&folder);
    let file = |name: &str| folder.join(name).display().to_string();
    let settings = format!("BOOKWELL_TLS_CERT={}\nBOOKWELL_TLS_KEY={}", file("cert.pem"), file("key.pem"));
    (Server::start_with(name, &[], &settings), trusted)
}

/// What is answered to whoever trusts that certificate alone; `None` without a handshake.
fn get(server: &Server, trusted: &CertificateDer<'static>, path: &str) -> Option<String> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).unwrap();
    let builder = ClientConfig::builder_with_provider(Arc::new(default_provider()));
    let config = builder.with_protocol_versions(&[&version::TLS12, &version::TLS13]).unwrap();
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let client = ClientConnection::new(Arc::new(config), "localhost".try_into().unwrap()).unwrap();
    let stream = TcpStream::connect(server.browser().host()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut stream = StreamOwned::new(client, stream);
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty() || stream.conn.protocol_version() == Some(ProtocolVersion::TLSv1_3));
    (!answer.is_empty()).then(|| String::from_utf8_lossy(&answer).to_lowercase())
}

#[test]
fn with_a_certificate_nothing_is_said_in_clear() {
    let (server, trusted) = start("security-tls");
    let answer = get(&server, &trusted, "/").unwrap();
    assert!(answer.starts_with("http/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=63072000"), "{answer}");
    let mut stream = TcpStream::connect(server.browser().host()).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP"), "in clear");
    assert!(get(&server, &trusted, "/healthz").is_some(), "it still serves");
}

#[test]
fn a_new_certificate_is_used_at_a_signal_or_once_it_is_seen() {
    let (server, first) = start("security-renewed");
    let second = certificate(&server.folder);
    let pid = server.id().to_string();
    assert!(Command::new("kill").args(["-HUP", &pid]).status().unwrap().success());
    comes_to_be_used(&server, &second);
    assert_eq!(get(&server, &first, "/healthz"), None);
    // One that is none changes nothing.
    fs::write(server.folder.join("cert.pem"), "no certificate").unwrap();
    assert!(Command::new("kill").args(["-HUP", &pid]).status().unwrap().success());
    std::thread::sleep(Duration::from_millis(300));
    assert!(get(&server, &second, "/healthz").is_some());
    // Without a signal.
    let third = certificate(&server.folder);
    comes_to_be_used(&server, &third);
}

fn comes_to_be_used(server: &Server, certificate: &CertificateDer<'static>) {
    let begun = Instant::now();
    while get(server, certificate, "/healthz").is_none() {
        assert!(begun.elapsed() < Duration::from_secs(20), "the old one is used still");
        std::thread::sleep(Duration::from_millis(100));
    }
}
