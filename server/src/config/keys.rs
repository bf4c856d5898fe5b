//! The commands of `server keys`.

use clap::Subcommand;

/// The keys that seal fields of members in the database.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Keys {
    /// List the keys by their names: which seals, and which are needed still.
    List,
    /// Make a new key, and seal everything anew with it while the server serves. Other processes on
    /// the same database find it by themselves, where they read the same file.
    Rotate,
    /// Take keys out of the file that no field of the database is sealed with any more: backups from
    /// before cannot be read without them.
    Forget,
}
