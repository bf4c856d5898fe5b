//! What is checked before anything is written: that the database has all that it once had.

use std::collections::HashMap;

use app::store::{
    self, Store,
    ledger::{self, Head},
};

use super::Heads;

/// Why the ledger is not trusted.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// Entries that were there are gone.
    #[error("chain {chain} of the ledger ends at entry {has}, and once had {had}")]
    Short {
        /// Which chain.
        chain: String,
        /// Its last entry now.
        has: u64,
        /// Its last entry as the file has it.
        had: u64,
    },
    /// An entry is not the one that was there.
    #[error("entry {number} in chain {chain} of the ledger is not the one that was written")]
    Changed {
        /// Which chain.
        chain: String,
        /// Which entry.
        number: u64,
    },
}

/// Why it could not be checked, or is not trusted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not trusted.
    #[error(transparent)]
    Break(#[from] Break),
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The file cannot be read.
    #[error("the file with the ends of the ledger: {0}")]
    File(#[from] std::io::Error),
}

/// Compares the ends of the chains in the database with what they were. Where there is no file
/// nothing is known of before.
///
/// # Errors
/// See [`Error`].
pub async fn check(store: &Store, heads: &Heads) -> Result<(), Error> {
    // The file first: what is committed meanwhile stands in the database already.
    let once = heads.read()?;
    let now = ledger::heads(store).await?;
    reach(&now, &once)?;
    compare(store, &once).await?;
    compare(store, &now).await
}

/// Compares, then writes the ends as they are: before anything is written to the database.
///
/// # Errors
/// See [`Error`].
pub async fn at_start(store: &Store, heads: &Heads) -> Result<(), Error> {
    check(store, heads).await?;
    // Behind what is there: another process may write to the same file.
    Ok(heads.append(&ledger::heads(store).await?)?)
}

/// Takes the ledger as it is: its ends are those that the file has from now on.
///
/// # Errors
/// `Store` and `File`.
pub async fn accept(store: &Store, heads: &Heads) -> Result<(), Error> {
    Ok(heads.replace(&ledger::heads(store).await?)?)
}

/// Each chain reaches as far as it once did.
fn reach(now: &[Head], once: &[Head]) -> Result<(), Break> {
    let now: HashMap<_, _> = now.iter().map(|head| (&head.chain, head.number)).collect();
    for Head { chain, number: had, .. } in once {
        let has = now.get(chain).copied().unwrap_or(0);
        if has < *had {
            return Err(Break::Short { chain: chain.clone(), has, had: *had });
        }
    }
    Ok(())
}

/// The entries are the ones with these seals.
async fn compare(store: &Store, heads: &[Head]) -> Result<(), Error> {
    let mut found = ledger::sealed(store, heads).await?;
    found.sort();
    for head in heads {
        if found.binary_search(head).is_err() {
            return Err(Break::Changed { chain: head.chain.clone(), number: head.number }.into());
        }
    }
    Ok(())
}
