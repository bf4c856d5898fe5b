//! The files of referrals, an entry at a time.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    ops::ControlFlow,
    path::Path,
    sync::Arc,
};

use app::domain::plan::Plan;
use csv::{ByteRecord, Position};
use flate2::bufread::MultiGzDecoder;
use serde_json::Value;

use super::{
    super::{
        bundle,
        lines::{LONGEST_LINE, Line as Text, Lines},
        meter::{Count, Meter},
        resource::{Fault, Faults, Part},
    },
    ReferralsError,
    entry::Entry,
    service_request, table,
};
use crate::table::{Cells, header, reader, short};

/// A line or a resource of a file.
pub struct Line {
    /// The file's name.
    pub file: Arc<str>,
    /// Counted from 1; of a Bundle its entries.
    pub line: usize,
    /// What it says; `None` for what cannot be used.
    pub entry: Option<Entry>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// What is done with each; the reading ends where it says so.
pub type Take<'a> = &'a mut dyn FnMut(Line) -> ControlFlow<()>;

/// Whether a file of that name can be read.
pub fn is_known(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    [".csv", ".ndjson", ".json"].iter().any(|end| name.ends_with(end))
}

/// Hands everything that a file holds to `take`.
///
/// # Errors
/// When it cannot be read to its end, or is not what its name says.
pub fn each(path: &Path, plan: &Plan, take: Take) -> Result<(), ReferralsError> {
    let failed = |error| ReferralsError::File(path.to_owned(), error);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let file = BufReader::new(File::open(path).map_err(failed)?);
    let (plain, reader): (_, Box<dyn BufRead>) = match name.strip_suffix(".gz") {
        Some(plain) => (plain, Box::new(BufReader::new(MultiGzDecoder::new(file)))),
        None => (name.as_str(), Box::new(file)),
    };
    let walk = Walk { path, plan, file: Arc::from(name.as_str()) };
    match plain.rsplit('.').next() {
        Some("csv") => walk.of_table(reader, take),
        Some("ndjson") => walk.of_lines(reader, take).map_err(failed),
        _ => walk.of_bundle(reader, take),
    }
}

struct Walk<'a> {
    path: &'a Path,
    plan: &'a Plan,
    file: Arc<str>,
}

impl Walk<'_> {
    fn of_table(&self, from: impl Read, take: Take) -> Result<(), ReferralsError> {
        let mut rows = reader(from);
        let header = header(&mut rows, &table::COLUMNS)
            .map_err(|reason| ReferralsError::Header(self.path.to_owned(), reason))?;
        let mut record = ByteRecord::new();
        let failed = |error: csv::Error| ReferralsError::File(self.path.to_owned(), error.into());
        while rows.read_byte_record(&mut record).map_err(failed)? {
            let line = record.position().map_or(0, Position::line);
            let (entry, faults) = match Cells::new(line, &header, &record) {
                Ok(cells) => (table::entry(&cells, self.plan), cells.into_faults()),
                Err(fault) => (None, vec![fault]),
            };
            let faults: Vec<_> = faults
                .into_iter()
                .map(|fault| Fault { path: fault.column.to_owned(), reason: fault.reason })
                .collect();
            let entry = entry.filter(|_| faults.is_empty());
            if take(self.line(line as usize, entry, faults)).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn of_lines(&self, from: impl BufRead, take: Take) -> std::io::Result<()> {
        let mut lines = Lines::new(from, LONGEST_LINE);
        while let Some((number, text)) = lines.next()? {
            let resource = match text {
                Text::Whole(bytes) => {
                    serde_json::from_slice(bytes).map_err(|error| format!("is no JSON: {error}"))
                }
                Text::TooLong => {
                    Err(format!("is longer than {} MiB and was skipped", LONGEST_LINE / (1024 * 1024)))
                }
            };
            if self.take(number, resource, take).is_break() {
                break;
            }
        }
        Ok(())
    }

    /// An entry is held to the same length as a line.
    fn of_bundle(&self, from: impl Read, take: Take) -> Result<(), ReferralsError> {
        let count = Count::default();
        let reader = BufReader::new(Meter::limited(from, count.clone(), LONGEST_LINE));
        let mut number = 0;
        let mut each = |mut entry: Value| {
            number += 1;
            count.restart();
            let resource = entry.get_mut("resource").map(Value::take).unwrap_or_default();
            self.take(number, Ok(resource), take)
        };
        match bundle::read(reader, &mut each) {
            Ok(()) => Ok(()),
            Err(bundle::Fault::Unreadable(error)) => Err(ReferralsError::File(self.path.to_owned(), error)),
            Err(bundle::Fault::Not(reason)) => Err(ReferralsError::Bundle(self.path.to_owned(), reason)),
        }
    }

    /// Resources of other types stand beside those that are wanted, and are passed over.
    fn take(&self, number: usize, resource: Result<Value, String>, take: Take) -> ControlFlow<()> {
        let whole = |reason| vec![Fault { path: String::new(), reason }];
        match resource {
            Err(reason) => take(self.line(number, None, whole(reason))),
            Ok(resource) => match resource["resourceType"].as_str() {
                Some(service_request::NAME) => {
                    let faults = Faults::default();
                    let entry = service_request::entry(&Part::root(&resource, &faults), self.plan);
                    take(self.line(number, entry, faults.into_inner()))
                }
                Some(name) if name.len() < 60 => ControlFlow::Continue(()),
                Some(name) => {
                    take(self.line(number, None, whole(format!("is no resource: “{}”", short(name)))))
                }
                None => take(self.line(number, None, whole("has no resourceType".to_owned()))),
            },
        }
    }

    fn line(&self, line: usize, entry: Option<Entry>, faults: Vec<Fault>) -> Line {
        Line { file: self.file.clone(), line, entry, faults }
    }
}
