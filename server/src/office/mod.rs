//! `server office`: what an office sees and does about its appointments. Each change is written
//! down with who did it.

mod attend;
mod away;
mod day;
mod error;
mod names;

#[cfg(test)]
mod tests;

use crate::{
    command::AtHand,
    config::{Office, OfficeWork},
    failure::Failure,
};

/// Does what was asked and tells what came of it.
///
/// # Errors
/// For what is not there, what may not be done, and when something cannot be read or written.
pub async fn office(at_hand: &AtHand, wanted: &Office) -> Result<(), Failure> {
    let at_hand = &at_hand.as_called(wanted.by.clone());
    match &wanted.work {
        OfficeWork::Day(wanted) => at_hand.answer(&day::day(at_hand, wanted).await?),
        OfficeWork::CheckIn { appointment, tender } => {
            at_hand.answer(&attend::check_in(at_hand, appointment, *tender).await?)
        }
        OfficeWork::Paid { appointment, tender } => {
            at_hand.answer(&attend::paid(at_hand, appointment, *tender).await?)
        }
        OfficeWork::NoShow { appointment } => at_hand.answer(&attend::no_show(at_hand, appointment).await?),
        OfficeWork::Cancel { appointment, reason } => {
            at_hand.answer(&attend::cancel(at_hand, appointment, reason).await?)
        }
        OfficeWork::Away { role, from, until } => {
            at_hand.answer(&away::away(at_hand, role, (*from, *until)).await?)
        }
    }
}
