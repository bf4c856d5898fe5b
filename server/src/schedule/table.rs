//! The CSV of sessions and exceptions: its lines by role, and what is wrong with them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io,
    path::{Path, PathBuf},
};

use app::domain::{id::RoleId, plan::Plan};
use csv::{ByteRecord, StringRecord};

use super::row::Row;
use crate::table::{self, Cells, Fault};

/// The columns, in the order in which they are usual.
pub const COLUMNS: [&str; 9] =
    ["role", "kind", "weekday", "date", "start", "end", "slot_minutes", "visit_types", "valid_from"];

/// What stops the reading of a table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It cannot be opened or read.
    #[error("cannot read {}: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// As the system words it.
        reason: io::Error,
    },
    /// The first line does not name the columns.
    #[error("{}:1 {reason}: the first line must name the columns {}", path.display(), COLUMNS.join(","))]
    Header {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// The lines of a table.
#[derive(Default)]
pub struct Table {
    /// How many there are, without the first, comments and blank ones.
    pub lines: usize,
    /// Those that can be read, by role.
    pub roles: BTreeMap<RoleId, Vec<Row>>,
    /// Roles with a line that cannot be read: nothing of theirs is written.
    pub refused: BTreeSet<RoleId>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Reads a table.
///
/// # Errors
/// Where the file cannot be read or its first line names other columns.
pub fn read(path: &Path, plan: &Plan) -> Result<Table, TableError> {
    let failed = |error: csv::Error| unreadable(path, error.into());
    let file = File::open(path).map_err(|reason| unreadable(path, reason))?;
    let mut reader = table::reader(file);
    let header = table::header(&mut reader, &COLUMNS)
        .map_err(|reason| TableError::Header { path: path.to_owned(), reason })?;
    let (mut table, mut record) = (Table::default(), ByteRecord::new());
    while reader.read_byte_record(&mut record).map_err(failed)? {
        table.lines += 1;
        table.add(&header, &record, plan);
    }
    Ok(table)
}

impl Table {
    fn add(&mut self, header: &StringRecord, record: &ByteRecord, plan: &Plan) {
        let line = record.position().map_or(0, csv::Position::line);
        let cells = match Cells::new(line, header, record) {
            Ok(cells) => cells,
            Err(fault) => return self.faults.push(fault),
        };
        let (role, row) = (cells.role(), Row::read(&cells, plan));
        let faults = cells.into_faults();
        match (role, row) {
            (Some(role), Some(row)) if faults.is_empty() => self.roles.entry(role).or_default().push(row),
            (role, _) => self.refused.extend(role),
        }
        self.faults.extend(faults);
    }
}

fn unreadable(path: &Path, reason: io::Error) -> TableError {
    TableError::Unreadable { path: path.to_owned(), reason }
}
