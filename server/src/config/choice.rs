//! Settings that are one of a few words.

use clap::ValueEnum;

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    On,
    Off,
}

/// What is refused where others reach the portal, unless it is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unsafe {
    /// The demonstration's members, whose passwords everybody knows.
    Demonstration,
    /// Pages in clear.
    PlainHttp,
    /// A database server that asks nobody for a password.
    OpenDatabase,
    /// A new key for receipts, although there was a portal before.
    NewKey,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}
