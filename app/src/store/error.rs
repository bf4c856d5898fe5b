//! What can go wrong in the store, sorted by what the caller does next.

use surrealdb::types::{AlreadyExistsError, QueryError};

/// An error of the store. Only [`Error::Exists`] and [`Error::Refused`] mean something to a
/// member; the others are for the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A record with that id is there already: `claim:…` means the time is taken.
    #[error("a record of table {0} is there already")]
    Exists(String),
    /// The transaction itself refused with this word.
    #[error("the transaction refused: {0}")]
    Refused(String),
    /// Another transaction was quicker; retried some times in vain.
    #[error("too many transactions at once")]
    Conflict,
    /// The folder belongs to a server that is running.
    #[error("a server is already running on this data folder")]
    Locked,
    /// Written by a newer program.
    #[error("the database has schema {found}, this program knows {known}: install the newer program")]
    Newer {
        /// The schema number in the database.
        found: u32,
        /// The newest number that this program has.
        known: u32,
    },
    /// A record does not have the shape that this program writes.
    #[error("a record has an unexpected shape: {0}")]
    Shape(#[from] serde_json::Error),
    /// What was asked has broken off: whether it is done is not known.
    #[error("the query has broken off")]
    Unanswered,
    /// Nobody knows which record is whose.
    #[error("the engine has answered with other records than were asked for")]
    Mixed,
    /// The disk has failed before: nothing is written until the next start.
    #[error("the database's disk has failed: nothing is written until the server is started again")]
    Failed,
    /// A field was sealed with a key that is not among those of this program, or was changed since.
    #[error("a field cannot be opened or sealed: the key is missing")]
    Sealing,
    /// Nobody is shown what was not written down first.
    #[error("what is seen cannot be written down")]
    Unaudited,
    /// The engine failed.
    #[error("the database failed: {0}")]
    Engine(#[from] surrealdb::Error),
}

impl Error {
    /// Whether the engine could not keep what was written.
    pub(super) fn is_of_disk(&self) -> bool {
        matches!(self, Self::Engine(error) if is_of_disk(error))
    }

    /// Sorts the errors of one transaction: the row that says why wins over "not executed".
    pub(super) fn of_transaction(errors: impl IntoIterator<Item = surrealdb::Error>) -> Self {
        let mut errors: Vec<_> = errors.into_iter().collect();
        errors.sort_by_key(rank);
        match errors.into_iter().next() {
            Some(first) => Self::sorted(first),
            None => Self::Conflict,
        }
    }

    fn sorted(error: surrealdb::Error) -> Self {
        if let Some(AlreadyExistsError::Record { id }) = error.already_exists_details() {
            let table = id.split(':').next().unwrap_or_default();
            return Self::Exists(table.to_owned());
        }
        if error.is_thrown() {
            let word = error.message().rsplit(": ").next().unwrap_or_default();
            return Self::Refused(word.to_owned());
        }
        if is_of_guard(&error) {
            return Self::Refused("changed".to_owned());
        }
        if is_conflict(&error) { Self::Conflict } else { Self::Engine(error) }
    }
}

/// Lower ranks say more about the cause.
fn rank(error: &surrealdb::Error) -> u8 {
    match error.query_details() {
        _ if error.is_thrown() || is_of_guard(error) => 0,
        _ if error.is_already_exists() => 1,
        _ if is_conflict(error) => 2,
        // What a COMMIT says is sorted as "not executed" too, like all that stood before it.
        _ if is_of_disk(error) => 3,
        Some(QueryError::NotExecuted | QueryError::Cancelled) => 4,
        _ => 3,
    }
}

fn is_of_disk(error: &surrealdb::Error) -> bool {
    let text = error.to_string();
    ["IO error", "WAL error"].iter().any(|cause| text.contains(cause))
}

/// Whether a member's guard was counted on by somebody else meanwhile: what its field asserts.
fn is_of_guard(error: &surrealdb::Error) -> bool {
    let text = error.message();
    text.contains("for field `changes`") && text.contains("must conform to")
}

fn is_conflict(error: &surrealdb::Error) -> bool {
    matches!(error.query_details(), Some(QueryError::TransactionConflict))
}
