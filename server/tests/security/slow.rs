//! Clients that take all the time in the world: they are held, and nobody else waits for them.

use std::{
    io::Write,
    net::TcpStream,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use crate::{
    probe::{request, send},
    rounds::{Row, rounds},
    world::World,
};

/// Requests whose times are compared.
const ASKED: usize = 400;
/// So often is compared: others use this machine too.
const TRIES: usize = 5;

#[test]
fn many_slow_clients_are_held_and_others_do_not_wait() {
    let count = rounds(200, 1_000);
    let row = Row::begin("slow clients, a byte a second each", count);
    let world = World::begin("slow");
    let address = world.server.browser().host().to_owned();
    p99(&address);
    let mut told = Vec::new();
    for _ in 0..TRIES {
        let base = p99(&address);
        let (during, held) = while_slow(&address, count);
        assert_eq!(held, count, "all are held");
        told.push(format!("p99 {:.1} ms, with them {:.1} ms", millis(base), millis(during)));
        if during < base * 2 {
            world.is_well();
            println!("{count} slow clients: {}", told.join("; "));
            return row.end(told.pop().unwrap());
        }
    }
    panic!("others wait: {}", told.join("; "));
}

/// The 99th percentile of others while so many send a byte a second, and how many of those were held.
fn while_slow(address: &str, count: usize) -> (Duration, usize) {
    let mut slow: Vec<_> = (0..count).map(|n| begun(address, n)).collect();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let held = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_secs(1));
                slow.iter_mut().for_each(|stream| drop(stream.write_all(b"a")));
            }
            slow.iter().filter(|stream| is_open(stream)).count()
        });
        thread::sleep(Duration::from_millis(500));
        let during = p99(address);
        done.store(true, Ordering::Relaxed);
        (during, held.join().unwrap())
    })
}

/// Half of them are slow with their headers, half with a form.
fn begun(address: &str, n: usize) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = match n % 2 {
        0 => "GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
        _ => {
            "POST /api/sign_on HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n\
              Content-Length: 60000\r\n\r\n"
        }
    };
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// Nothing has come, not even the end.
fn is_open(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    stream.peek(&mut [0]).is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
}

fn p99(address: &str) -> Duration {
    let mut times: Vec<_> = (0..ASKED).map(|_| asked(address)).collect();
    times.sort_unstable();
    times[ASKED * 99 / 100]
}

fn asked(address: &str) -> Duration {
    let sent = Instant::now();
    assert_eq!(send(address, &request("GET", "/help", &[], &[])).unwrap().status, 200);
    sent.elapsed()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
