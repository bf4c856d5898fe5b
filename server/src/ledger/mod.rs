//! The ledger from outside of the database: where its chains ended is kept in a file of its own,
//! so that a database that was cut short, put back or written behind the ledger is seen.

mod check;
mod heads;
mod verify;

pub use check::{Error, accept, at_start};
pub use heads::{Heads, work};
pub use verify::verify;
