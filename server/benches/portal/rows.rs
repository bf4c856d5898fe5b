//! The rows of the table: what is measured how, and which figure is wanted.

use std::{collections::BTreeMap, time::Duration};

use crate::{directories, figure::Figure, in_process, load::ask, program::Server, queries};

/// Connections that ask for pages at once.
const AT_ONCE: usize = 16;
/// How long each row is measured.
pub const LENGTH: Duration = Duration::from_secs(8);

/// What is measured of a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// Two pages of ten with three times each, through any filter.
    FirstAvailable,
    /// A page with its counts, by words and filters.
    TextSearch,
    /// What is suggested while somebody types, one after the other.
    Suggestion,
    /// The page of results, sixteen at once.
    Page,
    /// From the start of the process until `/readyz` says yes.
    Start,
    /// Resident memory then.
    Memory,
    /// Resources that `server import` reads a second.
    Import,
}

impl Row {
    /// Those whose cost is looked at in several sizes.
    pub const SCALED: [Self; 6] =
        [Self::FirstAvailable, Self::TextSearch, Self::Suggestion, Self::Page, Self::Start, Self::Memory];

    /// As the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstAvailable => "first available, 20 results with 3 times each, in process",
            Self::TextSearch => "text search with filters and counts, in process",
            Self::Suggestion => "suggestion while typing, over HTTP",
            Self::Page => "directory page, server-rendered, over HTTP, 16 at once",
            Self::Start => "from start to ready",
            Self::Memory => "resident memory when ready",
            Self::Import => "import of the directory",
        }
    }

    /// The bar and the aim.
    pub fn wanted(self) -> (&'static str, &'static str) {
        match self {
            Self::FirstAvailable => ("p99 ≤ 5 ms", "≤ 1 ms"),
            Self::TextSearch => ("p99 ≤ 10 ms", "≤ 3 ms"),
            Self::Suggestion => ("p99 ≤ 15 ms", "≤ 5 ms"),
            Self::Page => ("≥ 500 pages/s, p99 ≤ 60 ms", "1,500 pages/s"),
            Self::Start => ("≤ 8 s", "≤ 3 s"),
            Self::Memory => ("≤ 700 MB", "≤ 350 MB"),
            Self::Import => ("≥ 5,000 resources/s", "≥ 20,000"),
        }
    }
}

/// Measures rows on a directory of so many roles.
pub fn measure(roles: u32, rows: &[Row]) -> BTreeMap<Row, Figure> {
    let mut figures = BTreeMap::new();
    if rows.contains(&Row::Import) {
        figures.insert(Row::Import, Figure::PerSecond(directories::import_rate(roles)));
    }
    if rows.iter().all(|row| *row == Row::Import) {
        return figures;
    }
    let database = directories::filled(roles);
    let server = Server::start(&database, false);
    figures.insert(Row::Start, Figure::Seconds(server.ready.as_secs_f64()));
    figures.insert(Row::Memory, Figure::Megabytes(server.memory()));
    if rows.contains(&Row::Suggestion) {
        figures.insert(Row::Suggestion, ask(&server.address, &queries::typed(), 1, LENGTH));
    }
    if rows.contains(&Row::Page) {
        figures.insert(Row::Page, ask(&server.address, &queries::pages(), AT_ONCE, LENGTH));
    }
    drop(server);
    if rows.contains(&Row::FirstAvailable) || rows.contains(&Row::TextSearch) {
        figures.extend(in_process::measure(&database));
    }
    figures
}
