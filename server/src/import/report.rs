//! What an import has done, for the person who started it.

use std::{collections::BTreeMap, fmt};

use app::store::Saved;

/// So many issues are listed; all are counted.
const LISTED: usize = 10_000;

/// Types of resources, in the order in which they are imported: what is referred to comes
/// before what refers to it, as far as it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceType {
    /// Who runs places.
    Organization,
    /// What is offered at places.
    HealthcareService,
    /// Places.
    Location,
    /// People.
    Practitioner,
    /// People at places.
    PractitionerRole,
    /// Who works with whom: looked at, not kept.
    OrganizationAffiliation,
    /// Products: looked at, not kept.
    InsurancePlan,
}

impl ResourceType {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::Organization,
        Self::HealthcareService,
        Self::Location,
        Self::Practitioner,
        Self::PractitionerRole,
        Self::OrganizationAffiliation,
        Self::InsurancePlan,
    ];

    /// The name in FHIR.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::HealthcareService => "HealthcareService",
            Self::Location => "Location",
            Self::Practitioner => "Practitioner",
            Self::PractitionerRole => "PractitionerRole",
            Self::OrganizationAffiliation => "OrganizationAffiliation",
            Self::InsurancePlan => "InsurancePlan",
        }
    }
}

/// What became of the resources of one type. Each that was read is counted in one of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Lines that hold something.
    pub read: usize,
    /// Not there before.
    pub new: usize,
    /// There before, and different.
    pub changed: usize,
    /// There before, and the same.
    pub unchanged: usize,
    /// Not active: not in the directory any more.
    pub inactive: usize,
    /// Looked at, and of a type that is not kept.
    pub checked: usize,
    /// Cannot be used.
    pub refused: usize,
}

/// Something in a file that cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    /// The file's name.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Where in the resource; empty for the line as a whole.
    pub path: String,
    /// What is wrong.
    pub reason: String,
}

/// What an import has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By type.
    pub tallies: BTreeMap<ResourceType, Tally>,
    /// What could not be used as it is, in the order of files and lines.
    pub issues: Vec<Issue>,
    /// Issues beyond those that are listed.
    pub unlisted: usize,
}

impl Report {
    /// How many resources differ from what was there.
    pub fn changed(&self) -> usize {
        self.tallies.values().map(|tally| tally.new + tally.changed).sum()
    }

    /// The counts of a type.
    pub fn tally(&mut self, kind: ResourceType) -> &mut Tally {
        self.tallies.entry(kind).or_default()
    }

    /// Adds what a batch has changed.
    pub fn add(&mut self, kind: ResourceType, saved: Saved) {
        let tally = self.tally(kind);
        tally.new += saved.new;
        tally.changed += saved.changed;
        tally.unchanged += saved.unchanged;
    }

    /// Adds an issue.
    pub fn note(&mut self, issue: Issue) {
        if self.issues.len() < LISTED {
            self.issues.push(issue);
        } else {
            self.unlisted += 1;
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<24}{:>9}{:>9}{:>9}{:>11}{:>10}{:>9}{:>9}",
            "resources", "read", "new", "changed", "unchanged", "inactive", "checked", "refused"
        )?;
        for (kind, tally) in &self.tallies {
            writeln!(f, "{:<24}{tally}", kind.name())?;
        }
        writeln!(f, "{} changed, {} issues", self.changed(), self.issues.len() + self.unlisted)?;
        for issue in &self.issues {
            writeln!(f, "{issue}")?;
        }
        match self.unlisted {
            0 => Ok(()),
            unlisted => writeln!(f, "… and {unlisted} issues more"),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, new, changed, unchanged, inactive, checked, refused } = self;
        write!(f, "{read:>9}{new:>9}{changed:>9}{unchanged:>11}{inactive:>10}{checked:>9}{refused:>9}")
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, path, reason } = self;
        match path.as_str() {
            "" => write!(f, "{file}:{line} {reason}"),
            path => write!(f, "{file}:{line} {path} {reason}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_is_a_table_and_a_list() {
        let mut report = Report::default();
        report.tally(ResourceType::Organization).read = 2;
        report.add(ResourceType::Organization, Saved { new: 1, unchanged: 1, changed: 0 });
        let (file, path) = ("Organization.ndjson".to_owned(), "identifier[0].value".to_owned());
        report.note(Issue { file, line: 7, path, reason: "must be text, is the number 5".to_owned() });
        let text = report.to_string();
        assert!(text.contains("1 changed, 1 issues\n"), "{text}");
        assert!(
            text.contains("Organization.ndjson:7 identifier[0].value must be text, is the number 5"),
            "{text}"
        );
    }
}
