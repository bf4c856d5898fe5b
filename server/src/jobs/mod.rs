//! What happens without anybody asking.

pub mod away;
pub mod changes;
pub mod disk;
pub mod earlier;
pub mod holds;
pub mod indexes;
pub mod outbox;
pub mod prune;
mod ticks;
