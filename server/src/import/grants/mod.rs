//! `server import grants`: who may act for whom, from tables. What is wrong is told by file, line,
//! field and reason, and the rest comes in. Grants that are not listed stay as they are; one that
//! is listed as revoked is taken back. What a member has ended stays ended.

mod intake;
mod report;
mod request;
mod table;

#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use app::store::{self, audit::Hand};
use csv::{ByteRecord, Position};

use super::{ImportError, refused::Refused};
use crate::{
    command::AtHand,
    failure::Failure,
    table::{Cells, Fault, header, reader},
};
use intake::Intake;
pub use report::Report;
pub use request::Request;
use table::{COLUMNS, Entry};

/// Lines that are looked up and written together.
const BATCH: usize = 500;

/// What stops an import of grants.
#[derive(Debug, thiserror::Error)]
pub enum GrantsError {
    /// A file cannot be read to its end.
    #[error("cannot read {0}: {1}. What stands before is on file; run the import again with a whole file")]
    File(PathBuf, io::Error),
    /// The first line of a table does not name the columns.
    #[error("{0}:1 {1}: the first line must name the columns {columns}", columns = COLUMNS.join(","))]
    Header(PathBuf, String),
    /// The file for what was refused cannot be written.
    #[error(transparent)]
    Report(#[from] ImportError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A line of a table.
struct Line {
    /// Counted from 1.
    line: u64,
    /// What it says; `None` for what cannot be used.
    entry: Option<Entry>,
    /// What is wrong.
    faults: Vec<Fault>,
}

/// Reads who may act for whom and tells what came of it.
///
/// # Errors
/// Those of [`import`].
pub async fn command(at_hand: &AtHand, request: &Request) -> Result<(), Failure> {
    let report = import(&at_hand.hand(), request).await;
    at_hand.answer(&report.map_err(|error| Failure::Other(error.to_string()))?)
}

/// Reads grants into the store, a batch at a time: memory does not grow with the files.
///
/// # Errors
/// Only for what stops the import; what is wrong within the files is in the report.
pub async fn import(hand: &Hand, request: &Request) -> Result<Report, GrantsError> {
    let mut intake = Intake::new(Refused::begin(request.report.as_deref())?);
    for path in &request.files {
        let file = File::open(path).map_err(|error| GrantsError::File(path.clone(), error))?;
        take_all(hand, path, file, &mut intake).await?;
    }
    intake.refused.finish()?;
    Ok(intake.report)
}

/// The same from a text; `name` is what a report calls it.
///
/// # Errors
/// As [`import`].
pub async fn import_text(hand: &Hand, name: &str, text: &str) -> Result<Report, GrantsError> {
    let mut intake = Intake::new(Refused::begin(None)?);
    take_all(hand, Path::new(name), text.as_bytes(), &mut intake).await?;
    Ok(intake.report)
}

async fn take_all(hand: &Hand, path: &Path, from: impl Read, intake: &mut Intake) -> Result<(), GrantsError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut rows = reader(from);
    let header =
        header(&mut rows, &COLUMNS).map_err(|reason| GrantsError::Header(path.to_owned(), reason))?;
    loop {
        let mut batch = Vec::with_capacity(BATCH);
        let mut record = ByteRecord::new();
        while batch.len() < BATCH {
            let more = rows.read_byte_record(&mut record);
            if !more.map_err(|error| GrantsError::File(path.to_owned(), error.into()))? {
                break;
            }
            let line = record.position().map_or(0, Position::line);
            batch.push(Line::read(line, Cells::new(line, &header, &record)));
        }
        let last = batch.len() < BATCH;
        intake.take(hand, &name, batch).await?;
        if last {
            return Ok(());
        }
    }
}

impl Line {
    fn read(line: u64, cells: Result<Cells, Fault>) -> Self {
        match cells {
            Ok(cells) => {
                let entry = table::entry(&cells);
                let faults = cells.into_faults();
                Self { line, entry: entry.filter(|_| faults.is_empty()), faults }
            }
            Err(fault) => Self { line, entry: None, faults: vec![fault] },
        }
    }
}
