//! The ledger from outside of the database: where its chains ended is kept in a file of its own,
//! so that a database that was cut short, put back or written behind the ledger is seen.

mod check;
mod clinicians;
mod heads;
mod report;
mod verify;

#[cfg(test)]
mod tests;

pub use check::{Error, at_start, check};
pub use heads::{Heads, work};

use crate::{command::AtHand, config::Verify, failure::Failure};

/// `server verify`: checks the whole ledger and tells what was found.
///
/// # Errors
/// Where something does not fit, and when something cannot be read or written.
pub async fn command(at_hand: &AtHand, wanted: &Verify) -> Result<(), Failure> {
    let AtHand { store, settings, portal, .. } = at_hand;
    let report = verify::verify(store).await?;
    at_hand.answer(&report)?;
    if report.faults > 0 {
        return Err(Failure::Other(
            "the ledger, the appointments and the audit do not fit together".to_owned(),
        ));
    }
    let Some(heads) = settings.ledger().map(Heads::at) else { return Ok(()) };
    // A portal that is served writes the file itself, and has compared it before.
    let checked = match wanted.accept && portal.is_none() {
        true => check::accept(store, &heads).await,
        false => check(store, &heads).await,
    };
    checked.map_err(|error| Failure::of_ledger(&error))
}
