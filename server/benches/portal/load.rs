//! Asks over several connections, each after its answer again.

use std::{
    thread,
    time::{Duration, Instant},
};

use crate::{client::Client, figure::Figure};

/// Answers before they are counted.
const WARM: Duration = Duration::from_secs(1);

/// Asks for the paths in turn over so many connections; each begins with another one.
pub fn ask(address: &str, paths: &[String], at_once: usize, length: Duration) -> Figure {
    for path in paths {
        assert!(Client::new(address).get(path).is_some(), "{path} is not answered");
    }
    run(address, paths, at_once, WARM);
    Figure::times(run(address, paths, at_once, length), length)
}

fn run(address: &str, paths: &[String], at_once: usize, length: Duration) -> Vec<Duration> {
    thread::scope(|scope| {
        let worker = |n| scope.spawn(move || one(address, paths, n, length));
        let workers: Vec<_> = (0..at_once).map(worker).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

fn one(address: &str, paths: &[String], first: usize, length: Duration) -> Vec<Duration> {
    let (mut client, begun) = (Client::new(address), Instant::now());
    let mut times = Vec::new();
    for path in paths.iter().cycle().skip(first) {
        let asked = Instant::now();
        assert!(client.get(path).is_some(), "{path} is not answered");
        times.push(asked.elapsed());
        if begun.elapsed() >= length {
            break;
        }
    }
    times
}
