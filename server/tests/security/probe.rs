//! Requests as no browser sends them, byte for byte.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

/// What came back.
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Reply {
    /// The body, whatever it is.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A request that ends its connection.
pub fn request(method: &str, path: &str, headers: &[String], body: &[u8]) -> Vec<u8> {
    let mut bytes =
        format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n").into_bytes();
    for line in headers {
        bytes.extend(line.as_bytes());
        bytes.extend(b"\r\n");
    }
    bytes.extend(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend(body);
    bytes
}

/// Sends it; `None` where the connection ended without an answer.
pub fn send(address: &str, bytes: &[u8]) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    // Whoever is refused early may not get rid of all of it.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let mut part = [0; 16 * 1024];
    while let Ok(length @ 1..) = stream.read(&mut part) {
        answer.extend(&part[..length]);
    }
    read(&answer)
}

fn read(answer: &[u8]) -> Option<Reply> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Reply { status, body: answer[end + 4..].to_vec() })
}
