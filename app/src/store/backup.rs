//! The whole database as text and back. The text is SurrealQL: a statement a line, records in
//! the order of their ids, remarks that begin with `--`.

use futures::StreamExt;
use serde_json::json;
use surrealdb::method::Backup;

use super::{Error, Store, migration};

/// What is forgotten by it: a session that was ended after a backup does not begin again with it,
/// and a code cannot be used twice.
const LEFT_OUT: &[&str] = &[
    "session",
    "registration",
    "attempt",
    "contact_change",
    "staff_session",
    "staff_enrolment",
    "second_step",
    "ceremony",
];

/// Begins the records of a table.
const RECORDS: &str = "-- TABLE DATA: ";

/// Allows an import; means nothing to a query of its own.
const OPTION: &str = "OPTION IMPORT;";

/// The database as it was at one moment, on its way out, a few thousand records at a time.
pub struct Export {
    chunks: Backup,
    left_out: bool,
}

/// A line of an export, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// The records of the table with this name follow.
    Records(&'a str),
    /// A remark, or nothing.
    Remark,
    /// A statement that defines something.
    Definition(&'a str),
    /// A statement with records.
    Insert(&'a str),
}

impl<'a> Line<'a> {
    /// What a line is.
    pub fn read(line: &'a str) -> Self {
        let line = line.trim_end();
        match line.strip_prefix(RECORDS) {
            Some(table) => Self::Records(table),
            None if line.is_empty() || line.starts_with("--") || line == OPTION => Self::Remark,
            None if line.starts_with("INSERT ") => Self::Insert(line),
            None => Self::Definition(line),
        }
    }
}

impl Export {
    /// Begins an export: one transaction that reads.
    ///
    /// # Errors
    /// Those of the engine; one at a server has no exports by this way.
    pub async fn begin(store: &Store) -> Result<Self, Error> {
        Ok(Self { chunks: store.db.export(()).await?, left_out: false })
    }

    /// The next line with its end; `None` after the last one.
    ///
    /// # Errors
    /// Those of the engine.
    pub async fn next(&mut self) -> Result<Option<String>, Error> {
        while let Some(chunk) = self.chunks.next().await {
            let line = String::from_utf8_lossy(&chunk?).into_owned();
            match Line::read(&line) {
                Line::Records(table) => self.left_out = LEFT_OUT.contains(&table),
                Line::Insert(_) if self.left_out => continue,
                _ => {}
            }
            return Ok(Some(line));
        }
        Ok(None)
    }
}

/// Opens a database without bringing its schema up to date: what is in it has its own.
///
/// # Errors
/// As [`Store::open`].
pub async fn open(url: &str) -> Result<Store, Error> {
    Store::connect(url, None).await
}

/// Brings back what a line of an export holds.
///
/// # Errors
/// Those of the engine.
pub async fn bring_back(store: &Store, line: Line<'_>) -> Result<(), Error> {
    match line {
        Line::Records(_) | Line::Remark => Ok(()),
        Line::Definition(statement) => store.run(statement, json!({})).await.map(drop),
        Line::Insert(statement) => {
            let statement = format!("{} RETURN NONE;", statement.trim_end_matches(';'));
            store.run(&statement, json!({})).await.map(drop)
        }
    }
}

/// The number of the schema that the database has.
///
/// # Errors
/// Those of the engine.
pub async fn schema(store: &Store) -> Result<u32, Error> {
    migration::found(store).await
}

/// The number of the newest schema that this program knows.
pub fn newest_schema() -> u32 {
    migration::newest()
}

/// The name and version of the engine: two of one version write the same text.
///
/// # Errors
/// Those of the engine.
pub async fn engine(store: &Store) -> Result<String, Error> {
    Ok(store.db.version().await?.to_string())
}

/// How many records a table has.
///
/// # Errors
/// Those of the engine.
pub async fn count(store: &Store, table: &str) -> Result<u64, Error> {
    let text = "RETURN (SELECT count() FROM type::table($table) GROUP ALL)[0].count ?? 0";
    Ok(store.run(text, json!({ "table": table })).await?.take::<Option<u64>>(0)?.unwrap_or(0))
}

/// How many letters wait to be sent.
///
/// # Errors
/// Those of the engine.
pub async fn letters(store: &Store) -> Result<u64, Error> {
    let text = "RETURN (SELECT count() FROM outbox WHERE sent = NULL GROUP ALL)[0].count ?? 0";
    Ok(store.run(text, json!({})).await?.take::<Option<u64>>(0)?.unwrap_or(0))
}
