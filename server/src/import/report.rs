//! What an import has done, for the person who started it.

use std::{collections::BTreeMap, fmt};

use app::store::{Saved, appointment::Orphan};

use super::{issues::Issues, resource_type::ResourceType};

/// What became of the resources of one type. Each that was read is counted in one of the others,
/// but for those that were retired: they were not there to be read.
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
    /// There before, and not listed any more: taken out.
    pub retired: usize,
    /// Not active: not in the directory any more.
    pub inactive: usize,
    /// Cannot be used.
    pub refused: usize,
}

/// What an import has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By type.
    pub tallies: BTreeMap<ResourceType, Tally>,
    /// What could not be used as it is.
    pub issues: Issues,
    /// Resources of types that are not read.
    pub others: usize,
    /// Types of which nothing was retired, for some of their lines could not be read.
    pub uncertain: Vec<ResourceType>,
    /// Appointments whose role is not in the directory any more.
    pub appointments: Vec<Orphan>,
}

impl Report {
    /// How many resources came in as new or different.
    pub fn changed(&self) -> usize {
        self.tallies.values().map(|tally| tally.new + tally.changed).sum()
    }

    /// How many were taken out, for they are not listed any more.
    pub fn retired(&self) -> usize {
        self.tallies.values().map(|tally| tally.retired).sum()
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
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<24}{:>9}{:>9}{:>9}{:>11}{:>9}{:>10}{:>9}",
            "resources", "read", "new", "changed", "unchanged", "retired", "inactive", "refused"
        )?;
        for (kind, tally) in &self.tallies {
            writeln!(f, "{:<24}{tally}", kind.name())?;
        }
        let issues = self.issues.count();
        writeln!(f, "{} changed, {} retired, {issues} issues", self.changed(), self.retired())?;
        self.remarks(f)?;
        write!(f, "{}", self.issues)
    }
}

impl Report {
    /// What somebody must know or do about the directory as a whole.
    fn remarks(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.others > 0 {
            writeln!(f, "{} resources of other types were passed over", self.others)?;
        }
        for kind in &self.uncertain {
            writeln!(f, "nothing of type {} was retired: some could not be read", kind.name())?;
        }
        for Orphan { id, role, start } in &self.appointments {
            writeln!(f, "appointment {id} at {start}: role {role} is not listed any more, call the member")?;
        }
        Ok(())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, new, changed, unchanged, retired, inactive, refused } = self;
        write!(f, "{read:>9}{new:>9}{changed:>9}{unchanged:>11}{retired:>9}")?;
        write!(f, "{inactive:>10}{refused:>9}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::issues::Issue;

    #[test]
    fn the_report_is_a_table_and_a_list() {
        let mut report = Report::default();
        report.tally(ResourceType::Organization).read = 2;
        report.add(ResourceType::Organization, Saved { new: 1, unchanged: 1, changed: 0 });
        let (file, path) = ("Organization.ndjson".to_owned(), "identifier[0].value".to_owned());
        report.issues.note(Issue { file, line: 7, path, reason: "must be text, is the number 5".to_owned() });
        let text = report.to_string();
        assert!(text.contains("1 changed, 0 retired, 1 issues\n"), "{text}");
        assert!(
            text.contains("Organization.ndjson:7 identifier[0].value must be text, is the number 5"),
            "{text}"
        );
    }
}
