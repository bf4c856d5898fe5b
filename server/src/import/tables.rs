//! Imports of tables a line each: what is wrong is told by file, line, field and reason, and the rest
//! comes in, a batch at a time.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use app::store::{self, audit::Hand};
use csv::{ByteRecord, Position, StringRecord};

use super::{
    ImportError,
    ids::Ids,
    issues::{Issue, Issues},
    refused::Refused,
};
use crate::table::{Cells, Fault, header, reader};

/// Lines that are looked up and written together.
const BATCH: usize = 500;

/// The flags of an import of tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Request {
    /// Tables in CSV with the columns that README.md describes.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Write what cannot be used to this file, as CSV: file, line, field, reason.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// What stops an import of tables.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A file cannot be read to its end.
    #[error("cannot read {0}: {1}. What stands before is on file; run the import again with a whole file")]
    File(PathBuf, io::Error),
    /// The first line of a table does not name the columns.
    #[error("{0}:1 {1}: the first line must name the columns {columns}", columns = .2.join(","))]
    Header(PathBuf, String, &'static [&'static str]),
    /// The file for what was refused cannot be written.
    #[error(transparent)]
    Report(#[from] ImportError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// A line of a table.
pub struct Line<E> {
    line: u64,
    /// `None` for what cannot be used.
    entry: Option<E>,
    faults: Vec<Fault>,
}

/// What is done with the lines of a table.
pub trait Taking {
    /// What a line says.
    type Entry;
    /// The columns, in the order in which they are usual.
    const COLUMNS: &'static [&'static str];

    /// Reads a line; what is wrong is noted in the cells.
    fn entry(cells: &Cells) -> Option<Self::Entry>;

    /// Takes a batch of a file's lines.
    async fn take(
        &mut self,
        hand: &Hand,
        file: &str,
        lines: Vec<Line<Self::Entry>>,
    ) -> Result<(), store::Error>;
}

/// Reads tables into the store, a batch at a time: memory does not grow with the files.
///
/// # Errors
/// Only for what stops the import; what is wrong within the files is noted.
pub async fn take_files<T: Taking>(hand: &Hand, files: &[PathBuf], taking: &mut T) -> Result<(), TableError> {
    for path in files {
        let file = File::open(path).map_err(|error| TableError::File(path.clone(), error))?;
        take_all(hand, path, file, taking).await?;
    }
    Ok(())
}

/// The same from one text; `path` is what a report calls it.
///
/// # Errors
/// As [`take_files`].
pub async fn take_all<T: Taking>(
    hand: &Hand,
    path: &Path,
    from: impl Read,
    taking: &mut T,
) -> Result<(), TableError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut rows = reader(from);
    let header = header(&mut rows, T::COLUMNS)
        .map_err(|reason| TableError::Header(path.to_owned(), reason, T::COLUMNS))?;
    loop {
        let batch = batch(&mut rows, &header, T::entry)
            .map_err(|error| TableError::File(path.to_owned(), error.into()))?;
        let last = batch.len() < BATCH;
        taking.take(hand, &name, batch).await?;
        if last {
            return Ok(());
        }
    }
}

fn batch<E>(
    rows: &mut csv::Reader<impl Read>,
    header: &StringRecord,
    entry: fn(&Cells) -> Option<E>,
) -> Result<Vec<Line<E>>, csv::Error> {
    let (mut batch, mut record) = (Vec::with_capacity(BATCH), ByteRecord::new());
    while batch.len() < BATCH && rows.read_byte_record(&mut record)? {
        let line = record.position().map_or(0, Position::line);
        batch.push(Line::read(line, Cells::new(line, header, &record), entry));
    }
    Ok(batch)
}

impl<E> Line<E> {
    fn read(line: u64, cells: Result<Cells, Fault>, entry: fn(&Cells) -> Option<E>) -> Self {
        match cells {
            Ok(cells) => {
                let entry = entry(&cells);
                let faults = cells.into_faults();
                Self { line, entry: entry.filter(|_| faults.is_empty()), faults }
            }
            Err(fault) => Self { line, entry: None, faults: vec![fault] },
        }
    }
}

/// What was read, and what of it cannot be used.
pub struct Account {
    /// Lines that say something.
    pub read: usize,
    /// Those that cannot be used.
    pub refused: usize,
    /// What is wrong.
    pub issues: Issues,
    /// Where that is written besides.
    file: Refused,
    seen: Ids,
}

impl Account {
    /// Nothing was read yet; what is wrong is also written to `report`.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn begin(report: Option<&Path>) -> Result<Self, ImportError> {
        let file = Refused::begin(report)?;
        Ok(Self { read: 0, refused: 0, issues: Issues::default(), file, seen: Ids::default() })
    }

    /// The entries that can be used; of those with the same id the first.
    pub fn usable<E>(
        &mut self,
        file: &str,
        lines: Vec<Line<E>>,
        id: impl Fn(&E) -> &str,
        twice: &str,
    ) -> Vec<(u64, E)> {
        let mut usable = Vec::with_capacity(lines.len());
        for Line { line, entry, faults } in lines {
            self.read += 1;
            for fault in faults {
                self.note(file, line, fault.column, &fault.reason);
            }
            match entry {
                None => self.refused += 1,
                Some(entry) if self.seen.insert(id(&entry)) => usable.push((line, entry)),
                Some(_) => self.refuse(file, line, "", twice),
            }
        }
        usable
    }

    /// An entry cannot be used after all.
    pub fn refuse(&mut self, file: &str, line: u64, column: &str, reason: &str) {
        self.refused += 1;
        self.note(file, line, column, reason);
    }

    fn note(&mut self, file: &str, line: u64, column: &str, reason: &str) {
        let (file, path, reason) = (file.to_owned(), column.to_owned(), reason.to_owned());
        let issue = Issue { file, line: usize::try_from(line).unwrap_or(usize::MAX), path, reason };
        self.file.note(&issue);
        self.issues.note(issue);
    }

    /// Ends the file for what is wrong; what was read, what cannot be used, and why.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn finish(self) -> Result<(usize, usize, Issues), ImportError> {
        self.file.finish()?;
        Ok((self.read, self.refused, self.issues))
    }
}
