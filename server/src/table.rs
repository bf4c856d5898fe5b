//! CSV tables whose first line names their columns: the cells of a line, and what is wrong with
//! them. Whoever reads a table adds what its columns mean.

use std::{cell::RefCell, fmt, io::Read, str::FromStr};

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord, Trim};
use jiff::civil::Date;

/// Something in a table that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Counted from 1.
    pub line: u64,
    /// The column; empty for the line as a whole.
    pub column: &'static str,
    /// What is wrong, and what to do.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            "" => write!(f, "{} {}", self.line, self.reason),
            column => write!(f, "{} {column} {}", self.line, self.reason),
        }
    }
}

/// Reads a table; lines that begin with `#` are left out.
pub fn reader<R: Read>(from: R) -> Reader<R> {
    ReaderBuilder::new().flexible(true).trim(Trim::All).comment(Some(b'#')).from_reader(from)
}

/// The names of the columns, each known and none twice or missing.
///
/// # Errors
/// What is wrong with the first line.
pub fn header<R: Read>(reader: &mut Reader<R>, columns: &[&str]) -> Result<StringRecord, String> {
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let names: Vec<_> = header.iter().map(|name| name.trim_start_matches('\u{feff}')).collect();
    if let Some(other) = names.iter().find(|name| !columns.contains(name)) {
        return Err(format!("has the column “{}”", short(other)));
    }
    for column in columns {
        match names.iter().filter(|name| *name == column).count() {
            1 => {}
            0 => return Err(format!("has no column `{column}`")),
            _ => return Err(format!("has the column `{column}` twice")),
        }
    }
    Ok(names.into())
}

/// The cells of a line, by column.
pub struct Cells<'a> {
    /// Counted from 1.
    pub line: u64,
    header: &'a StringRecord,
    record: StringRecord,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> Cells<'a> {
    /// # Errors
    /// Where the line is no text or has another number of cells than the first.
    pub fn new(line: u64, header: &'a StringRecord, record: &ByteRecord) -> Result<Self, Fault> {
        let fault = |reason: String| Fault { line, column: "", reason };
        let record = StringRecord::from_byte_record(record.clone())
            .map_err(|_| fault("is not in UTF-8: save the file in that encoding".to_owned()))?;
        if record.len() != header.len() {
            let (has, wanted) = (record.len(), header.len());
            return Err(fault(format!(
                "has {has} cells, the first line {wanted}: write an empty cell as ,,"
            )));
        }
        Ok(Self { line, header, record, faults: RefCell::default() })
    }

    /// What is wrong.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }

    /// What stands there; empty where nothing does.
    pub fn cell(&self, column: &str) -> &str {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    /// Notes that a cell cannot be used.
    pub fn fault<T>(&self, column: &'static str, reason: impl Into<String>) -> Option<T> {
        self.faults.borrow_mut().push(Fault { line: self.line, column, reason: reason.into() });
        None
    }

    /// What stands in a cell that must not be empty.
    pub fn filled(&self, column: &'static str) -> Option<&str> {
        match self.cell(column) {
            "" => self.fault(column, "is empty: fill it in"),
            text => Some(text),
        }
    }

    /// What a cell that must not be empty says; `wanted` is told where it says something else.
    pub fn parsed<T: FromStr>(&self, column: &'static str, wanted: &str) -> Option<T> {
        let text = self.filled(column)?;
        text.parse().ok().or_else(|| self.fault(column, format!("must be {wanted}, is “{}”", short(text))))
    }

    /// A day in a cell that must not be empty.
    pub fn date(&self, column: &'static str) -> Option<Date> {
        self.parsed(column, "a day of the calendar like 2026-11-24")
    }
}

/// As much of a text as an error shows.
pub fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
