//! Bookwell server.
fn main() {}
