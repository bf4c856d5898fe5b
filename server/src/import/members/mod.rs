//! `server import members`: the plan's roll, from tables. Members who are not listed stay as they
//! are. Who is listed as ended is signed off and cannot register or sign on; what they have agreed stays
//! for the offices and the ledger.

mod intake;
mod report;
mod table;

#[cfg(test)]
mod tests;

use std::path::Path;

use app::store::audit::Hand;
use jiff::Timestamp;

use super::tables::{Account, Request, TableError, take_files};
use crate::{command::AtHand, failure::Failure};
use intake::Intake;
pub use report::Report;

/// Reads the roll and tells what came of it.
///
/// # Errors
/// Those of [`import`].
pub async fn command(at_hand: &AtHand, request: &Request) -> Result<(), Failure> {
    let report = import(&at_hand.hand(), request, at_hand.now).await;
    at_hand.answer(&report.map_err(|error| Failure::Other(error.to_string()))?)
}

/// Reads members into the store.
///
/// # Errors
/// Only for what stops the import; what is wrong within the files is in the report.
pub async fn import(hand: &Hand, request: &Request, now: Timestamp) -> Result<Report, TableError> {
    let mut intake = Intake::begin(request.report.as_deref(), now)?;
    take_files(hand, &request.files, &mut intake).await?;
    intake.finish()
}

impl Intake {
    fn begin(report: Option<&Path>, now: Timestamp) -> Result<Self, TableError> {
        Ok(Self { report: Report::default(), account: Account::begin(report)?, now })
    }

    fn finish(self) -> Result<Report, TableError> {
        let (read, refused, issues) = self.account.finish()?;
        Ok(Report { read, refused, issues, ..self.report })
    }
}
