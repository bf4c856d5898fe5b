//! The pages of the demonstration, one address after the other.

use std::{
    io::{self, Write},
    time::Duration,
};

use crate::{client::Client, load::ask, program::Server};

/// Connections that ask at once.
const AT_ONCE: usize = 16;
/// How long each row is measured.
const LENGTH: Duration = Duration::from_secs(4);

/// What is asked for: a name for the table and the address.
const ROWS: &[(&str, &str)] = &[
    ("home", "/"),
    ("directory, all", "/directory"),
    ("directory, eye doctor in Olympia", "/directory?text=eye+doctor&place=Olympia"),
    ("directory, nothing found", "/directory?text=eye+doctor&place=Nowhere"),
    ("travel, abroad", "/travel?to=FR"),
    ("help", "/help"),
    ("search as data", "/api/search_directory?query[text]=skin"),
    ("alive", "/healthz"),
];

/// Prints a table.
pub fn measure() {
    let folder = std::env::temp_dir().join(format!("bookwell-bench-{}", std::process::id()));
    let database = folder.join("db");
    let mut out = io::stdout().lock();
    let first = Server::start(&database, true).ready;
    let server = Server::start(&database, true);
    let (first, again) = (first.as_secs_f64(), server.ready.as_secs_f64());
    writeln!(out, "\nthe demonstration: first start with import {first:.2} s, second start {again:.2} s")
        .unwrap();
    writeln!(out, "memory when ready {:.0} MB\n", server.memory()).unwrap();
    writeln!(out, "| what | answers | p50 ms | p99 ms | kB |\n|---|---:|---:|---:|---:|").unwrap();
    for (name, path) in ROWS {
        let [rate, p50, p99] = ask(&server.address, &[(*path).to_owned()], AT_ONCE, LENGTH).cells();
        let kilobytes = Client::new(&server.address).get(path).unwrap() as f64 / 1000.0;
        writeln!(out, "| {name} | {rate} | {p50} | {p99} | {kilobytes:.1} |").unwrap();
    }
    writeln!(out, "\nmemory afterwards {:.0} MB", server.memory()).unwrap();
    drop(server);
    std::fs::remove_dir_all(folder).unwrap();
}
