//! Indexes in memory, rebuilt from the store at start: they propose, the claim decides.

pub mod availability;
pub mod directory;
