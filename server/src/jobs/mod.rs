//! What happens without anybody asking.

pub mod indexes;
pub mod outbox;
pub mod prune;
