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
#[expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn demonstration() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../plans/demonstration.toml")
    }

    /// Reads a copy of the demonstration in which one text has been replaced; the first fault
    /// and the line on which the replacement stands.
    fn with(old: &str, new: &str) -> (Line, usize) {
        static COPIES: AtomicUsize = AtomicUsize::new(0);
        let copy = COPIES.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("bookwell-plan-{}-{copy}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = std::fs::read_to_string(demonstration()).unwrap();
        let at = text.find(old).unwrap();
        let changed = text.replacen(old, new, 1);
        std::fs::write(folder.join("plan.toml"), changed).unwrap();
        std::fs::copy(demonstration().with_file_name("countries.toml"), folder.join("countries.toml"))
            .unwrap();
        let result = read(&folder.join("plan.toml"));
        std::fs::remove_dir_all(&folder).unwrap();
        let Err(Error::Faulty(lines)) = result else { panic!("{result:?}") };
        (lines[0].clone(), 1 + text[..at].matches('\n').count())
    }

    #[test]
    fn the_demonstration_can_be_used_and_has_every_country() {
        let plan = read(&demonstration()).unwrap();
        assert!(plan.demonstration);
        assert_eq!(plan.countries.len(), 249);
        assert!(plan.countries.iter().all(|country| country.as_of == jiff::civil::date(2026, 11, 24)));
    }

    #[test]
    fn in_a_medical_emergency_the_number_that_brings_an_ambulance_comes_first() {
        let plan = read(&demonstration()).unwrap();
        let known = [
            ("US", "911"),
            ("CA", "911"),
            ("MX", "911"),
            ("GB", "999"),
            ("FR", "112"),
            ("DE", "112"),
            ("ES", "112"),
            ("IT", "112"),
            ("CH", "144"),
            ("NO", "113"),
            ("JP", "119"),
            ("KR", "119"),
            ("CN", "120"),
            ("TW", "119"),
            ("HK", "999"),
            ("IN", "112"),
            ("TH", "1669"),
            ("VN", "115"),
            ("AU", "000"),
            ("NZ", "111"),
            ("ZA", "10177"),
            ("BR", "192"),
            ("AR", "107"),
            ("CL", "131"),
            ("PH", "911"),
            ("IL", "101"),
            ("TR", "112"),
            ("EG", "123"),
        ];
        for (code, number) in known {
            assert_eq!(plan.country(code).unwrap().emergency[0], number, "{code}");
        }
    }

    #[test]
    fn a_wrong_type_names_its_line_and_field() {
        let (fault, line) = with("minutes = 40", "minutes = \"forty\"");
        assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.minutes"));
        assert!(fault.problem.contains("invalid type: string \"forty\""), "{fault}");
    }

    #[test]
    fn an_unknown_field_names_its_line_and_itself() {
        let (fault, line) = with("lead_minutes = 240", "leed_minutes = 240");
        assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.leed_minutes"));
    }

    #[test]
    fn a_missing_field_names_the_table_that_lacks_it() {
        let (fault, line) = with("cash = false\n", "");
        assert_eq!((fault.field.as_str(), fault.problem.as_str()), ("payment.cash", "is missing"));
        assert!(fault.line < line && line - fault.line < 4, "{fault}");
    }

    #[test]
    fn a_text_that_is_no_toml_names_its_line() {
        let (fault, line) = with("cash = false", "cash = = false");
        assert_eq!((fault.line, fault.field.as_str()), (line, ""));
    }

    #[test]
    fn a_number_out_of_range_names_its_line_and_field() {
        let (fault, line) = with("minutes = 40", "minutes = 0");
        assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.minutes"));
        assert_eq!(fault.problem, "must be from 1 to 480 (\"0\")");
    }

    #[test]
    fn a_name_that_leads_nowhere_names_its_line_and_field() {
        let (fault, line) = with("specialties = [\"cardiology\"]", "specialties = [\"cardiologie\"]");
        assert_eq!((fault.line, fault.field.as_str()), (line, "visit_types.specialties"));
        assert_eq!(fault.problem, "is not among the specialties (\"cardiologie\")");
    }

    #[test]
    fn a_name_that_stands_there_twice_is_shown_at_the_second() {
        let (fault, line) = with("id = \"northwest\"", "id = \"washington\"");
        assert_eq!((fault.line, fault.field.as_str()), (line, "areas.id"));
        assert_eq!(fault.problem, "stands there twice (\"washington\")");
    }

    #[test]
    fn a_line_that_every_plan_must_have_is_missed() {
        let (fault, _) = with("id = \"away-from-home\"", "id = \"consulting-nurse\"");
        assert_eq!(fault.field, "phones");
        assert_eq!(fault.problem, "is a line that every plan must have (\"away-from-home\")");
    }

    #[test]
    fn a_phone_number_that_cannot_be_right_names_its_line() {
        let (fault, line) = with("number = \"951-268-3900\"", "number = \"951-268-390\"");
        assert_eq!((fault.line, fault.field.as_str()), (line, "phones.number"));
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = read(Path::new("plans/none.toml")).unwrap_err();
        assert!(error.to_string().starts_with("plans/none.toml: cannot be read: "), "{error}");
    }
}
