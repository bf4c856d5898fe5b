//! Somebody with a browser, and what they are answered.

use std::{
    fmt::Write as _,
    io::{self, Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its head as it came.
    pub head: String,
    /// Its body.
    pub body: String,
}

/// Somebody with a browser that keeps one cookie.
#[derive(Clone)]
pub struct Browser {
    pub(super) address: String,
    pub(super) cookie: String,
    headers: Vec<String>,
}

impl Browser {
    /// Somebody who asks this address, with this cookie.
    pub(super) fn new(address: &str, cookie: String) -> Self {
        Self { address: address.to_owned(), cookie, headers: Vec::new() }
    }

    /// Asks a server function that reads.
    pub fn get(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.send("GET", &format!("/api/{function}?{}", form(fields)), "")
    }

    /// Asks a server function that changes something.
    pub fn post(&self, function: &str, fields: &[(&str, &str)]) -> Answer {
        self.send("POST", &format!("/api/{function}"), &form(fields))
    }

    /// As [`Browser::post`] over a network on which answers may be lost.
    pub fn try_post(&self, function: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        self.try_send("POST", &format!("/api/{function}"), &form(fields)).ok()
    }

    /// What a server function that reads answers.
    pub fn read(&self, function: &str, fields: &[(&str, &str)]) -> Value {
        let answer = self.get(function, fields);
        assert_eq!(answer.status, 200, "{function}: {}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    /// The same browser, whose requests have these lines besides the usual ones.
    pub fn with(&self, headers: &[&str]) -> Self {
        Self { headers: headers.iter().map(|line| (*line).to_owned()).collect(), ..self.clone() }
    }

    /// The same browser, whose requests have these lines too.
    pub fn and(&self, headers: &[&str]) -> Self {
        let mut browser = self.clone();
        browser.headers.extend(headers.iter().map(|line| (*line).to_owned()));
        browser
    }

    /// Whom it asks.
    pub fn host(&self) -> &str {
        &self.address
    }

    /// The same browser, which asks somebody in between.
    pub fn through(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// What says who is signed on.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Sends a request.
    pub fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        self.try_send(method, path, body).unwrap()
    }

    fn try_send(&self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n",
            self.address,
            self.cookie,
            body.len()
        );
        self.headers.iter().for_each(|line| write!(request, "{line}\r\n").unwrap());
        write!(request, "\r\n{body}").unwrap();
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }
}

impl Answer {
    /// Where it leads.
    pub fn location(&self) -> &str {
        self.head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_default()
    }

    /// The error that it holds.
    pub fn error(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// What somebody fills in to book a visit with a role at a start.
pub fn wish<'a>(role: &'a str, visit: &'a str, start: &'a str) -> [(&'static str, &'a str); 6] {
    [
        ("role", role),
        ("visit_type", visit),
        ("start", start),
        ("need", "routine"),
        ("reason", "a private matter"),
        ("contact", "206-555-0199"),
    ]
}

/// A form as it is sent.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte.is_ascii_alphanumeric() {
            true => encoded.push(char::from(byte)),
            false => write!(encoded, "%{byte:02X}").unwrap(),
        }
    }
    encoded
}
