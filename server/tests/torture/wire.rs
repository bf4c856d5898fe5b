//! One connection that is kept open, of somebody who is signed on.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;

use crate::portal::Browser;

/// The connection.
pub struct Wire {
    stream: BufReader<TcpStream>,
    cookie: String,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub body: String,
}

impl Wire {
    /// Connects as the browser does.
    pub fn of(browser: &Browser) -> io::Result<Self> {
        let stream = TcpStream::connect(browser.host())?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { stream: BufReader::new(stream), cookie: browser.cookie().to_owned() })
    }

    /// Asks a server function that changes something.
    pub fn post(&mut self, function: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let body = crate::portal::form(fields);
        self.ask("POST", &format!("/api/{function}"), &body)
    }

    /// What a server function that reads answers.
    pub fn read(&mut self, function: &str, fields: &[(&str, &str)]) -> io::Result<Value> {
        let path = format!("/api/{function}?{}", crate::portal::form(fields));
        let answer = self.ask("GET", &path, "")?;
        assert_eq!(answer.status, 200, "{function}: {}", answer.body);
        Ok(serde_json::from_str(&answer.body).unwrap())
    }

    fn ask(&mut self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nAccept: application/json\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        self.answer()
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::other(format!("no answer: {first}")))?;
        let (mut length, mut location) = (0, String::new());
        loop {
            let line = self.line()?;
            let (name, value) = line.split_once(": ").unwrap_or_default();
            match name.to_lowercase().as_str() {
                "content-length" => length = value.parse().unwrap(),
                "location" => value.clone_into(&mut location),
                "transfer-encoding" => panic!("an answer in chunks"),
                _ => {}
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, location, body: String::from_utf8(body).unwrap() })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

impl Answer {
    /// The error that it holds.
    pub fn error(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The appointment that was booked, where one was.
    pub fn booked(&self) -> Option<String> {
        let id = self.location.strip_prefix("/appointments/")?.strip_suffix("?done=booked")?;
        Some(id.to_owned())
    }
}
