//! Days that were closed are looked into again.

use jiff::Timestamp;

use super::{Error, Office};
use crate::{
    portal::Portal,
    store::{self, closing},
};

/// Looks again who is booked in days that were closed because a clinician is away, where that is due
/// at `now`. A portal that did not know of the closing yet may have booked in them, and not everybody
/// may have been told. While an import goes on, or was broken off, no portal knows of it.
///
/// # Errors
/// Those of the store.
pub async fn look_again(portal: &Portal, now: Timestamp) -> Result<(), store::Error> {
    let due = closing::due(&portal.store, now).await?;
    let known = !due.is_empty() && store::import::unfinished(&portal.store).await?.is_none();
    for closing in due {
        let is_done = match Office::of(portal, now, &closing.by).look_again(&closing).await {
            Ok(all_know) => all_know && known && closing.is_over(now),
            // Who keeps the directory is told of its appointments.
            Err(Error::NoRole(_)) => true,
            Err(error) => {
                tracing::error!(%error, role = %closing.role, "who is booked in closed days is not told");
                false
            }
        };
        if is_done {
            closing::remove(&portal.store, &closing).await?;
        }
    }
    Ok(())
}
