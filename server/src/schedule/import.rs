//! `server schedule import`: what a table sets, role by role.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use app::{
    domain::{amendment::Amendment, id::RoleId, plan::Plan},
    store::{self, Saved, Store, schedule::Scheduled},
};
use jiff::Timestamp;

use super::{
    check,
    grid::{self, Held},
    row::Row,
    table::{self, Table, TableError},
};
use crate::table::Fault;

/// Roles that are looked at together.
const ROLES: usize = 500;

/// What stops an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What an import has done.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The file.
    pub file: PathBuf,
    /// Its lines, without the first.
    pub lines: usize,
    /// Roles whose lines are in force now.
    pub saved: Saved,
    /// Roles of which nothing was written.
    pub refused: usize,
    /// Why not, by line.
    pub faults: Vec<Fault>,
}

/// Reads a table into the store: a role's lines all together or, where one is wrong, none.
///
/// # Errors
/// Only for what stops the import; what is wrong within the table is in the report.
pub async fn import(store: &Store, plan: &Plan, file: &Path, now: Timestamp) -> Result<Report, ImportError> {
    let Table { lines, mut roles, refused, faults } = table::read(file, plan)?;
    roles.retain(|role, _| !refused.contains(role));
    let mut report =
        Report { file: file.to_owned(), lines, refused: refused.len(), faults, ..Report::default() };
    let roles: Vec<(RoleId, Vec<Row>)> = roles.into_iter().collect();
    for some in roles.chunks(ROLES) {
        let amendments = checked(store, some, now, &mut report).await?;
        report.add(store::schedule::amend(store, &amendments).await?);
    }
    report.faults.sort();
    Ok(report)
}

/// What those of the roles set whose lines are right; the others go to the report.
async fn checked(
    store: &Store,
    roles: &[(RoleId, Vec<Row>)],
    now: Timestamp,
    report: &mut Report,
) -> Result<Vec<Amendment>, store::Error> {
    let ids: Vec<_> = roles.iter().map(|(id, _)| id.clone()).collect();
    let known = store::schedule::of_roles(store, &ids).await?;
    let mut amendments = Vec::with_capacity(roles.len());
    for (id, rows) in roles {
        match amendment(store, known.get(id), rows, now).await? {
            Ok(amendment) => amendments.push(amendment),
            Err(faults) => {
                report.refused += 1;
                report.faults.extend(faults);
            }
        }
    }
    Ok(amendments)
}

/// What a role's lines set, or what is wrong with them.
async fn amendment(
    store: &Store,
    scheduled: Option<&Scheduled>,
    rows: &[Row],
    now: Timestamp,
) -> Result<Result<Amendment, Vec<Fault>>, store::Error> {
    let line = rows.first().map_or(0, |row| row.line);
    let Some(scheduled) = scheduled else {
        let reason = "is no role of the directory: import the directory first, or correct the id".to_owned();
        return Ok(Err(vec![Fault { line, column: "role", reason }]));
    };
    let amendment = match check::amendment(rows, scheduled) {
        Ok(amendment) => amendment,
        faults => return Ok(faults),
    };
    let held = grid::held(store, scheduled, &amendment, now).await?;
    let fault = |held: Held| Fault { line, column: "slot_minutes", reason: held.to_string() };
    Ok(held.map_or(Ok(amendment), |held| Err(vec![fault(held)])))
}

impl Report {
    fn add(&mut self, saved: Saved) {
        self.saved.new += saved.new;
        self.saved.changed += saved.changed;
        self.saved.unchanged += saved.unchanged;
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, lines, saved: Saved { new, changed, unchanged }, refused, faults } = self;
        writeln!(
            f,
            "{lines} lines; roles: {new} new, {changed} changed, {unchanged} unchanged, {refused} refused"
        )?;
        faults.iter().try_for_each(|fault| writeln!(f, "{}:{fault}", file.display()))
    }
}
