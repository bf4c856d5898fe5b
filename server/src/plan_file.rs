//! Reads a plan profile and the file of its countries. Every fault names file, line and field,
//! each in one line: `plans/demonstration.toml:41: visit_types.minutes: must be from 1 to 480 ("0")`.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use app::domain::{plan::Plan, plan_check::Fault, travel::Country};
use jiff::civil::Date;
use serde::{Deserialize, de::DeserializeOwned};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Why a profile cannot be used: one line for each reason.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that cannot be opened or is no text.
    #[error("{}: cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// As the system words it.
        reason: std::io::Error,
    },
    /// Something in a file is wrong.
    #[error("{}", lines(.0))]
    Faulty(Vec<Line>),
}

/// A fault and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The file.
    pub path: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// The field, for example `visit_types.minutes`; empty where the file is no TOML.
    pub field: String,
    /// What is wrong, and the value.
    pub problem: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, field, problem } = self;
        let colon = if field.is_empty() { "" } else { ": " };
        write!(f, "{}:{line}: {field}{colon}{problem}", path.display())
    }
}

fn lines(lines: &[Line]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The plan of a profile, checked, with its countries.
///
/// # Errors
/// `Unreadable` or `Faulty`.
pub fn read(path: &Path) -> Result<Plan, Error> {
    let profile = Document::open(path)?;
    let mut plan: Plan = profile.parse()?;
    let countries = plan.countries_file.as_ref().map(|file| Document::open(&path.with_file_name(file)));
    let countries = countries.transpose()?;
    if let Some(document) = &countries {
        plan.countries = document.parse::<Countries>()?.into_list();
    }
    let faults: Vec<_> = plan
        .check()
        .into_iter()
        .map(|fault| match &countries {
            Some(document) if fault.path.starts_with("countries.") => document.line(&fault),
            _ => profile.line(&fault),
        })
        .collect();
    if faults.is_empty() { Ok(plan) } else { Err(Error::Faulty(faults)) }
}

/// The file of the countries: its day and source hold where a country has none of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Countries {
    as_of: Date,
    source: String,
    countries: Vec<Country>,
}

impl Countries {
    fn into_list(self) -> Vec<Country> {
        let Self { as_of, source, mut countries } = self;
        for country in &mut countries {
            if country.as_of == Date::default() {
                country.as_of = as_of;
            }
            if country.source.is_empty() {
                country.source.clone_from(&source);
            }
        }
        countries
    }
}

/// A TOML file that knows where its fields stand.
struct Document {
    path: PathBuf,
    text: String,
}

impl Document {
    fn open(path: &Path) -> Result<Self, Error> {
        match std::fs::read_to_string(path) {
            Ok(text) => Ok(Self { path: path.to_owned(), text }),
            Err(reason) => Err(Error::Unreadable { path: path.to_owned(), reason }),
        }
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, Error> {
        toml::from_str(&self.text).map_err(|error| Error::Faulty(vec![self.misshapen(&error)]))
    }

    /// Where the file is no TOML, a field is missing, unknown, or of another type.
    fn misshapen(&self, error: &toml::de::Error) -> Line {
        let offset = error.span().map_or(0, |span| span.start);
        let table = DeTable::parse(&self.text);
        let mut names = table.as_ref().map_or_else(|_| Vec::new(), |table| names_at(table.get_ref(), offset));
        let message = error.message().lines().next().unwrap_or_default();
        let missing = message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'));
        names.extend(missing);
        let problem = if missing.is_some() { "is missing" } else { message };
        Line {
            path: self.path.clone(),
            line: self.line_at(offset),
            field: names.join("."),
            problem: problem.to_owned(),
        }
    }

    /// Where a value of the right type is wrong.
    fn line(&self, fault: &Fault) -> Line {
        let table = DeTable::parse(&self.text);
        let offset = table.map_or(0, |table| offset_of(table.get_ref(), &fault.path));
        let problem = format!("{} ({:?})", fault.problem, fault.value);
        Line { path: self.path.clone(), line: self.line_at(offset), field: fault.field(), problem }
    }

    fn line_at(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
    }
}

/// The names of the field that covers `offset`, the outermost first.
fn names_at<'t>(table: &'t DeTable<'_>, offset: usize) -> Vec<&'t str> {
    for (key, value) in table {
        if key.span().contains(&offset) {
            return vec![key.get_ref()];
        }
        if let Some(inner) = names_in(value, offset) {
            return std::iter::once(key.get_ref().as_ref()).chain(inner).collect();
        }
    }
    Vec::new()
}

fn names_in<'t>(value: &'t Spanned<DeValue<'_>>, offset: usize) -> Option<Vec<&'t str>> {
    let inner = match value.get_ref() {
        DeValue::Table(table) => names_at(table, offset),
        DeValue::Array(items) => items.iter().find_map(|item| names_in(item, offset)).unwrap_or_default(),
        _ => Vec::new(),
    };
    (!inner.is_empty() || value.span().contains(&offset)).then_some(inner)
}

/// Where the value at a path such as `visit_types.3.minutes` begins, or the innermost that is there.
fn offset_of(table: &DeTable<'_>, path: &str) -> usize {
    let mut steps = path.split('.');
    let Some(mut value) = steps.next().and_then(|name| table.get(name)) else {
        return 0;
    };
    for step in steps {
        let inner = match value.get_ref() {
            DeValue::Table(table) => table.get(step),
            DeValue::Array(items) => step.parse::<usize>().ok().and_then(|n| items.get(n)),
            _ => None,
        };
        match inner {
            Some(inner) => value = inner,
            None => break,
        }
    }
    value.span().start
}

#[cfg(test)]
mod tests;
