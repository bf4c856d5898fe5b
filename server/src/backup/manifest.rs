//! What a backup holds, in numbers: its last line.

use std::{collections::BTreeMap, fmt};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::contents::Table;

/// Begins the line.
const MARK: &str = "-- MANIFEST: ";

/// The form that this program writes and reads.
const FORMAT: u32 = 1;

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of this file's form.
    pub format: u32,
    /// The number of the schema.
    pub schema: u32,
    /// The version of the database engine that has written the text.
    pub engine: String,
    /// When it was begun: what was acknowledged before is in it.
    pub begun: Timestamp,
    /// The tables by name.
    pub tables: BTreeMap<String, Table>,
    /// The SHA-256 of all lines before this one, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Of nothing, begun `now`.
    pub fn begin(now: Timestamp) -> Self {
        let (engine, tables, sha256) = (String::new(), BTreeMap::new(), String::new());
        Self { format: FORMAT, schema: 0, engine, begun: now, tables, sha256 }
    }

    /// The line with its end.
    ///
    /// # Errors
    /// None that is foreseen: everything in it is text.
    pub fn line(&self) -> serde_json::Result<String> {
        Ok(format!("{MARK}{}\n", serde_json::to_string(self)?))
    }

    /// The manifest of a line; `None` where it is another one.
    pub fn read(line: &str) -> Option<Self> {
        serde_json::from_str(line.strip_prefix(MARK)?).ok()
    }

    /// Whether this program can read the file.
    pub fn is_known(&self) -> bool {
        self.format == FORMAT
    }

    /// How many records there are.
    pub fn rows(&self) -> u64 {
        self.tables.values().map(|table| table.rows).sum()
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, table) in self.tables.iter().filter(|(_, table)| table.rows > 0) {
            writeln!(f, "{name:<24}{:>12}", table.rows)?;
        }
        let Self { schema, begun, .. } = self;
        write!(f, "{} records of schema {schema}, as of {begun:.0}", self.rows())
    }
}
