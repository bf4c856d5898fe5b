//! A network that cuts connections: before a request has arrived, while it is under way, and when it
//! is answered.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::Duration,
};

/// How a connection ends.
#[derive(Clone, Copy)]
enum Cut {
    /// The request does not arrive as a whole.
    Request,
    /// It arrives, and both sides are cut off at once.
    Both,
    /// It is answered, and the answer does not arrive.
    Answer,
    /// Half of the answer arrives.
    Half,
}

/// Listens until the tests end; every second connection is left alone.
pub fn start(server: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, server) = (listener.local_addr().unwrap().to_string(), server.to_owned());
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let server = server.clone();
            thread::spawn(move || drop(between(client, &server)));
        }
    });
    address
}

fn between(mut client: TcpStream, server: &str) -> io::Result<()> {
    static CONNECTIONS: AtomicU64 = AtomicU64::new(0);
    let number = CONNECTIONS.fetch_add(1, Ordering::Relaxed);
    let request = request(&mut client)?;
    let mut stream = TcpStream::connect(server)?;
    match cut(number) {
        None => {
            stream.write_all(&request)?;
            io::copy(&mut stream, &mut client).map(drop)
        }
        Some(Cut::Request) => stream.write_all(&request[..request.len() - 5]),
        Some(Cut::Both) => {
            stream.write_all(&request)?;
            thread::sleep(Duration::from_micros(number * 997 % 8_000));
            client.shutdown(Shutdown::Both)
        }
        Some(Cut::Answer) => {
            stream.write_all(&request)?;
            stream.read_to_end(&mut Vec::new()).map(drop)
        }
        Some(Cut::Half) => {
            stream.write_all(&request)?;
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer)?;
            client.write_all(&answer[..answer.len() / 2])
        }
    }
}

fn cut(number: u64) -> Option<Cut> {
    let dice = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
    match dice % 8 {
        0 => Some(Cut::Request),
        1 => Some(Cut::Both),
        2 => Some(Cut::Answer),
        3 => Some(Cut::Half),
        _ => None,
    }
}

/// A request as a whole; the client closes the connection after its answer.
fn request(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut reader = BufReader::new(client);
    let (mut request, mut length) = (Vec::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        request.extend(line.as_bytes());
        let lower = line.to_lowercase();
        if let Some(value) = lower.strip_prefix("content-length: ") {
            length = value.trim().parse().map_err(io::Error::other)?;
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let head = request.len();
    request.resize(head + length, 0);
    reader.read_exact(&mut request[head..])?;
    Ok(request)
}
