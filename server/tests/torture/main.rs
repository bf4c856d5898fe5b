//! Booking that cannot go wrong, over HTTP and on disk, with the program in a process of its own:
//! races, kills, cut connections and damaged files. `BOOKWELL_ROUNDS` says how much is tried,
//! `BOOKWELL_SERVER` with which program.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod away;
mod crowd;
mod cut;
mod damaged;
mod engine;
mod injected;
mod killed;
mod living;
mod member;
#[path = "../portal/mod.rs"]
mod portal;
mod proxy;
mod race;
mod recovery;
#[path = "../../../app/tests/support/rounds.rs"]
mod rounds;
mod throughput;
mod times;
mod twice;
mod wire;
