//! Requests that are no requests: paths out of the site, floods, bytes that are no text.

use crate::{
    nasty,
    probe::{Reply, request, send},
    table::{form, rows},
    world::World,
};

const SECRET: &str = "the secret beside the site";

#[test]
fn no_path_leads_out_of_the_site() {
    let world = World::begin("paths");
    std::fs::create_dir_all(world.file("site/pkg")).unwrap();
    std::fs::write(world.file("secret.txt"), SECRET).unwrap();
    std::fs::write(world.file("site/pkg/kept.js"), "export {}").unwrap();
    let address = world.server.browser().host().to_owned();
    let get = |path: &str| send(&address, &request("GET", path, &[], &[]));
    assert_eq!(get("/pkg/kept.js").unwrap().status, 200, "the folder is served");
    for folder in ["", "/pkg", "/icons", "/pkg/nothing"] {
        for up in ["..", "%2e%2e", ".%2e", "....", "%252e%252e", "..%00", "%c0%ae%c0%ae", "..;"] {
            for slash in ["/", "%2f", "%5c", "\\", "%252f", "//", "/./"] {
                for depth in 1..4 {
                    for target in ["secret.txt", "secret.txt%00.js", "etc/passwd", "told", "db.key"] {
                        let path = format!("{folder}/{}{target}", format!("{up}{slash}").repeat(depth));
                        is_harmless(&path, get(&path));
                    }
                }
            }
        }
    }
    for path in [
        "/pkg",
        "/pkg/",
        "/icons/",
        "/.git/config",
        "/.env",
        "/Cargo.toml",
        "/pkg/kept.js/",
        "/server/src/main.rs",
    ] {
        is_harmless(path, get(path));
    }
    let absolute = world.file("secret.txt").display().to_string();
    for path in
        [&absolute, &format!("/pkg/{absolute}"), &format!("file://{absolute}"), "/pkg/%2fetc%2fpasswd"]
    {
        is_harmless(path, get(path));
    }
    world.is_well();
}

fn is_harmless(path: &str, reply: Option<Reply>) {
    let Some(reply) = reply else { return };
    let text = reply.text();
    assert!(reply.status < 500, "{path}: {}", reply.status);
    assert!(!text.contains(SECRET) && !text.contains("root:") && !text.contains("PRIVATE KEY"), "{path}");
    assert!(reply.status != 200, "{path} is something");
}

#[test]
fn floods_are_refused_and_others_are_served() {
    let world = World::begin("floods");
    let address = world.server.browser().host().to_owned();
    let head =
        |lines: &str| format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{lines}\r\n").into_bytes();
    let post = |lines: &str| {
        let form = "Content-Type: application/x-www-form-urlencoded";
        format!("POST /api/sign_on HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{form}\r\n{lines}\r\n")
            .into_bytes()
    };
    let chunks = "ffff\r\n".to_owned() + &"a".repeat(0xffff) + "\r\n";
    let cases: Vec<(&str, Vec<u8>, &[u16])> = vec![
        ("200 headers", head(&"X-A: x\r\n".repeat(200)), &[431]),
        ("a header of 100 kB", head(&format!("X-A: {}\r\n", "x".repeat(100_000))), &[431]),
        ("a header of 5 MB", head(&format!("X-A: {}\r\n", "x".repeat(5_000_000))), &[431]),
        ("cookies of 60 kB", head(&format!("Cookie: {}\r\n", "bookwell=a; ".repeat(5_000))), &[200, 431]),
        (
            "an address of 100 kB",
            format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(100_000)).into_bytes(),
            &[414, 431],
        ),
        ("a body too large", [post("Content-Length: 65537\r\n"), vec![b'a'; 65_537]].concat(), &[413]),
        ("a body of 10 GB", post("Content-Length: 10737418240\r\n"), &[413]),
        ("a length without end", post("Content-Length: 99999999999999999999999\r\n"), &[400]),
        ("a negative length", post("Content-Length: -1\r\n"), &[400]),
        ("two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n"), &[400]),
        (
            "pieces without end",
            [post("Transfer-Encoding: chunked\r\n"), chunks.repeat(80).into_bytes()].concat(),
            &[400, 413],
        ),
        ("no pieces", [post("Transfer-Encoding: chunked\r\n"), b"zz\r\n".to_vec()].concat(), &[400]),
        ("an odd encoding", post("Transfer-Encoding: gzip\r\n"), &[400, 415, 422, 501]),
        (
            "two ends",
            [post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), b"0\r\n\r\n".to_vec()].concat(),
            &[400, 415, 422],
        ),
        ("nothing but NULs", vec![0; 100_000], &[400, 431]),
        ("no version", b"GET /\r\n\r\n".to_vec(), &[400]),
        ("a version of the future", b"GET / HTTP/9.9\r\n\r\n".to_vec(), &[400]),
        ("no host", b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_vec(), &[200, 400]),
        ("a header that goes on", head("X-A: a\r\n b\r\n"), &[200, 400]),
        (
            "a header that is no text",
            [b"GET / HTTP/1.1\r\nX-A: \xff\xfe\r\n".to_vec(), b"Connection: close\r\n\r\n".to_vec()].concat(),
            &[200, 400],
        ),
        ("a NUL in a header", b"GET / HTTP/1.1\r\nX-A: a\0b\r\n\r\n".to_vec(), &[400]),
        ("a NUL in an address", b"GET /a\0b HTTP/1.1\r\n\r\n".to_vec(), &[400]),
        (
            "half of HTTP/2",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xff\xff\xff\xff\xff\xff\xff\xff\xff".to_vec(),
            &[],
        ),
    ];
    let mut odd = Vec::new();
    for (what, bytes, wanted) in cases {
        // Whoever floods may be cut off without a word.
        let silent = what.starts_with("half") || bytes.len() > 60_000;
        match send(&address, &bytes) {
            Some(reply) if wanted.contains(&reply.status) => {}
            None if silent => {}
            reply => odd.push(format!("{what}: {:?}", reply.map(|reply| reply.status))),
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
    world.is_well();
}

/// Each field of each endpoint, one after the other, says each nasty thing.
#[test]
fn values_that_are_none_are_the_askers_fault() {
    let world = World::begin("values");
    let owner = world.server.signed_on(0);
    let headers =
        ["Content-Type: application/x-www-form-urlencoded".to_owned(), format!("Cookie: {}", owner.cookie())];
    let (values, mut odd) = (nasty::encoded(), Vec::new());
    for row in rows().iter().filter(|row| row.route != "/api/sign_on") {
        let fields = row.fields(&world);
        for (at, value) in (0..fields.len()).flat_map(|at| values.iter().map(move |value| (at, value))) {
            let mut before = fields.clone();
            let (name, _) = before.remove(at);
            let text = format!("{}&{name}={value}", form(&before));
            let path = row.path(&world, &[]);
            let bytes = match row.method.as_str() {
                "GET" => request("GET", &format!("{path}?{text}"), &headers, &[]),
                _ => request("POST", &path, &headers, text.as_bytes()),
            };
            let status = send(owner.host(), &bytes).map_or(0, |reply| reply.status);
            if !(200..500).contains(&status) {
                odd.push(format!("{} {} {name}={:.60}: {status}", row.method, row.route, value));
            }
        }
        let raw = [b"id=\xff\xfe\x00&role=\xc0\xaf&draft=".to_vec(), vec![0xed, 0xa0, 0x80]].concat();
        if row.method == "POST" {
            let status =
                send(owner.host(), &request("POST", &row.path(&world, &[]), &headers, &raw)).unwrap().status;
            assert!((200..500).contains(&status), "{} with bytes: {status}", row.route);
        }
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
    world.is_well();
}
