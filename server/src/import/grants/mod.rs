//! `server import grants`: who may act for whom, from tables. What is wrong is told by file, line,
//! field and reason, and the rest comes in. Grants that are not listed stay as they are; one that
//! is listed as revoked is taken back. What a member has ended stays ended.

mod intake;
mod report;
mod table;

#[cfg(test)]
mod tests;

use std::path::Path;

use app::store::audit::Hand;

use super::tables::{Account, Request, TableError, take_all, take_files};
use crate::{command::AtHand, failure::Failure};
use intake::Intake;
pub use report::Report;

/// Reads who may act for whom and tells what came of it.
///
/// # Errors
/// Those of [`import`].
pub async fn command(at_hand: &AtHand, request: &Request) -> Result<(), Failure> {
    let report = import(&at_hand.hand(), request).await;
    at_hand.answer(&report.map_err(|error| Failure::Other(error.to_string()))?)
}

/// Reads grants into the store.
///
/// # Errors
/// Only for what stops the import; what is wrong within the files is in the report.
pub async fn import(hand: &Hand, request: &Request) -> Result<Report, TableError> {
    let mut intake = Intake::begin(request.report.as_deref())?;
    take_files(hand, &request.files, &mut intake).await?;
    intake.finish()
}

/// The same from a text; `name` is what a report calls it.
///
/// # Errors
/// As [`import`].
pub async fn import_text(hand: &Hand, name: &str, text: &str) -> Result<Report, TableError> {
    let mut intake = Intake::begin(None)?;
    take_all(hand, Path::new(name), text.as_bytes(), &mut intake).await?;
    intake.finish()
}

impl Intake {
    fn begin(report: Option<&Path>) -> Result<Self, TableError> {
        Ok(Self { report: Report::default(), account: Account::begin(report)? })
    }

    fn finish(self) -> Result<Report, TableError> {
        let (read, refused, issues) = self.account.finish()?;
        Ok(Report { read, refused, issues, ..self.report })
    }
}
