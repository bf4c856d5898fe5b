//! Mails: how a letter becomes one, and how it leaves.

#[cfg(test)]
pub mod listener;
pub mod message;
pub mod transport;
