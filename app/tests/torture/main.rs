//! Booking that cannot go wrong, in this process: a model decides what each step must answer, and
//! the history of many members at once has one order. `BOOKWELL_ROUNDS` says how much is tried.
#![cfg(feature = "ssr")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod history;
mod model;
#[path = "../support/mod.rs"]
mod support;
mod world;
