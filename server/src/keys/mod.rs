//! `server keys`: what seals the fields of members in the database, and how that is renewed.

use std::{fmt::Write as _, io, path::PathBuf};

use app::store::{
    self,
    sealing::{self, Keys as FieldKeys, name_of},
};

use crate::{command::AtHand, config::Keys, failure::Failure, field_keys};

/// Why it cannot be.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The keys live as long as the process.
    #[error("a database in memory has no file with keys")]
    NoFile,
    /// The file cannot be read or written.
    #[error("{0}: {1}")]
    File(String, io::Error),
    /// The database failed.
    #[error("the database failed: {0}")]
    Store(#[from] store::Error),
}

impl From<KeysError> for Failure {
    fn from(error: KeysError) -> Self {
        Self::Other(error.to_string())
    }
}

/// Does what was asked and tells what came of it.
///
/// # Errors
/// Where there is no file with keys, and when something cannot be read or written.
pub async fn keys(at_hand: &AtHand, wanted: &Keys) -> Result<(), Failure> {
    let done = match wanted {
        Keys::List => list(at_hand).await,
        Keys::Rotate => rotate(at_hand).await,
        Keys::Forget => forget(at_hand).await,
    };
    at_hand.answer(&done?)
}

async fn list(at_hand: &AtHand) -> Result<String, KeysError> {
    let (file, keys) = file_and_keys(at_hand)?;
    let used = sealing::used(&at_hand.store).await?;
    let mut text = format!("keys of {}:\n", file.display());
    for (n, name) in keys.names().iter().enumerate() {
        let what = match (n, used.contains(name)) {
            (0, _) => "seals",
            (_, true) => "opens what is not sealed anew yet",
            (_, false) => "opens only backups from before",
        };
        // A text takes whatever is written to it.
        let _ = writeln!(text, "{name}  {what}");
    }
    Ok(text)
}

async fn rotate(at_hand: &AtHand) -> Result<String, KeysError> {
    let (file, keys) = file_and_keys(at_hand)?;
    let failed = |error| KeysError::File(file.display().to_string(), error);
    field_keys::add(&file).map_err(failed)?;
    keys.read_again().map_err(failed)?;
    let done = sealing::settle(&at_hand.store).await?.unwrap_or_default();
    let name = keys.names().into_iter().next().unwrap_or_default();
    Ok(format!(
        "a new key seals now: {name}\nsealed anew: {} of {} records\nThe older keys stay in {} for backups from \
         before; where none of those is kept, `server keys forget` takes them out.\n",
        done.changed,
        done.records,
        file.display()
    ))
}

async fn forget(at_hand: &AtHand) -> Result<String, KeysError> {
    let (file, keys) = file_and_keys(at_hand)?;
    let failed = |error| KeysError::File(file.display().to_string(), error);
    let used = sealing::used(&at_hand.store).await?;
    let all = field_keys::read(&file).map_err(failed)?;
    let kept: Vec<_> = all.iter().filter(|key| used.contains(&name_of(key))).copied().collect();
    if !kept.is_empty() && kept.len() < all.len() {
        field_keys::write(&file, &kept).map_err(failed)?;
        keys.read_again().map_err(failed)?;
    }
    Ok(format!("taken out: {} of {} keys\n", all.len() - kept.len(), all.len()))
}

fn file_and_keys(at_hand: &AtHand) -> Result<(PathBuf, &FieldKeys), KeysError> {
    at_hand.settings.field_keys().zip(at_hand.store.keys()).ok_or(KeysError::NoFile)
}
