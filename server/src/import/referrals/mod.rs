//! `server import referrals`: whom members may see (Brief B3), from tables and FHIR
//! ServiceRequests. What is wrong is told by file, line, field and reason, and the rest comes in.
//! Referrals that are not listed stay as they are; one that is listed as over is taken off file.

mod entry;
mod intake;
mod read;
mod report;
mod request;
mod service_request;
mod table;

#[cfg(test)]
mod tests;

use std::{io, ops::ControlFlow, path::PathBuf};

use app::{
    domain::plan::Plan,
    store::{self, audit::Hand},
};
use tokio::{sync::mpsc, task::spawn_blocking};

use super::{ImportError, refused::Refused};
use crate::{command::AtHand, failure::Failure};
use intake::Intake;
use read::Line;
pub use report::Report;
pub use request::Request;

/// Entries that are looked up and written together.
const BATCH: usize = 500;
/// Batches that wait to be written while the next ones are read.
const WAITING: usize = 2;

/// What stops an import of referrals.
#[derive(Debug, thiserror::Error)]
pub enum ReferralsError {
    /// A file whose name does not say what is in it.
    #[error("{0} is no file of referrals: such are any.csv, any.ndjson, a Bundle any.json, or each with .gz")]
    Unknown(PathBuf),
    /// A file cannot be read to its end.
    #[error("cannot read {0}: {1}. What stands before is on file; run the import again with a whole file")]
    File(PathBuf, io::Error),
    /// The first line of a table does not name the columns.
    #[error("{0}:1 {1}: the first line must name the columns {columns}", columns = table::COLUMNS.join(","))]
    Header(PathBuf, String),
    /// A file is no FHIR Bundle.
    #[error("{0} is no FHIR Bundle: {1}")]
    Bundle(PathBuf, String),
    /// The file for what was refused cannot be written.
    #[error(transparent)]
    Report(#[from] ImportError),
    /// The reading ended by a fault of the program.
    #[error("the reading of the files broke off: {0}")]
    Broken(#[from] tokio::task::JoinError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Reads members' referrals and tells what came of it.
///
/// # Errors
/// Those of [`import`].
pub async fn command(at_hand: &AtHand, request: &Request) -> Result<(), Failure> {
    let report = import(&at_hand.hand(), &at_hand.plan, request).await;
    at_hand.answer(&report.map_err(|error| Failure::Other(error.to_string()))?)
}

/// Reads referrals into the store, a batch at a time: memory does not grow with the files.
///
/// # Errors
/// Only for what stops the import; what is wrong within the files is in the report.
pub async fn import(hand: &Hand, plan: &Plan, request: &Request) -> Result<Report, ReferralsError> {
    if let Some(path) = request.files.iter().find(|path| !read::is_known(path)) {
        return Err(ReferralsError::Unknown(path.clone()));
    }
    let mut intake = Intake::new(Refused::begin(request.report.as_deref())?);
    let (sender, mut batches) = mpsc::channel(WAITING);
    let reading = spawn_blocking({
        let (files, plan) = (request.files.clone(), plan.clone());
        move || read_all(&files, &plan, &sender)
    });
    while let Some(batch) = batches.recv().await {
        intake.take(hand, batch).await?;
    }
    reading.await??;
    intake.refused.finish()?;
    Ok(intake.report)
}

/// Reads the files one after the other and sends what they hold, as long as somebody takes it.
fn read_all(files: &[PathBuf], plan: &Plan, batches: &mpsc::Sender<Vec<Line>>) -> Result<(), ReferralsError> {
    let mut batch = Vec::with_capacity(BATCH);
    let mut outcome = Ok(());
    for file in files {
        outcome = read::each(file, plan, &mut |line| {
            batch.push(line);
            let full = batch.len() == BATCH;
            let taken = !full || batches.blocking_send(std::mem::take(&mut batch)).is_ok();
            if taken { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if outcome.is_err() {
            break;
        }
    }
    // Nobody takes it where the store has failed, which is told then.
    let _ = batches.blocking_send(batch);
    outcome
}
