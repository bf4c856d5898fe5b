//! What happens without anybody asking.

pub mod outbox;
pub mod prune;
