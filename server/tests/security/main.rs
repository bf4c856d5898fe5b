//! What an outsider can try, against the program as it is started: who may what, what is refused,
//! floods, slow clients, what leaks, and how it starts. `BOOKWELL_ROUNDS` says how much is tried.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]
#![expect(clippy::print_stdout, reason = "figures are told")]

mod asvs;
mod canaries;
mod enumeration;
mod fuzz;
mod headers;
mod journey;
mod limits;
mod matrix;
mod nasty;
mod odd;
#[path = "../portal/mod.rs"]
mod portal;
mod probe;
mod refused;
#[expect(dead_code, reason = "shared with tests that count differently")]
#[path = "../../../app/tests/support/rounds.rs"]
mod rounds;
mod slow;
mod start;
mod table;
#[expect(dead_code, reason = "shared with tests that look at days")]
#[path = "../torture/times.rs"]
mod times;
mod tls;
mod typed;
mod world;
