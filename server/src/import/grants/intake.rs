//! Entries against the roll, batch by batch: what can be used is written.

use app::{
    domain::id::GrantId,
    store::{self, audit::Hand},
};

use super::{
    super::{ids::Ids, issues::Issue, refused::Refused},
    Line,
    report::Report,
    table::{Entry, Holding},
};

/// Writes entries and keeps account of it.
pub struct Intake {
    /// What was done so far.
    pub report: Report,
    /// Where issues are written besides.
    pub refused: Refused,
    seen: Ids,
}

impl Intake {
    /// Nothing was taken yet.
    pub fn new(refused: Refused) -> Self {
        Self { report: Report::default(), refused, seen: Ids::default() }
    }

    /// Takes a batch of a file.
    pub async fn take(&mut self, hand: &Hand, file: &str, lines: Vec<Line>) -> Result<(), store::Error> {
        let (mut holding, mut revoked): (Vec<(u64, Holding)>, Vec<GrantId>) = (Vec::new(), Vec::new());
        for (line, entry) in self.usable(file, lines) {
            match entry {
                Entry::Holds(entry) => holding.push((line, *entry)),
                Entry::Revoked(id) => revoked.push(id),
            }
        }
        let gone = store::grant::remove(hand, &revoked).await?;
        self.report.revoked += gone;
        self.report.revoked_before += revoked.len() - gone;
        let numbers: Vec<_> =
            holding.iter().flat_map(|(_, it)| [it.proxy.clone(), it.member.clone()]).collect();
        let members = store::member::ids_by_number(hand, &numbers).await?;
        let mut grants = Vec::with_capacity(holding.len());
        for (line, entry) in holding {
            match (members.get(&entry.proxy), members.get(&entry.member)) {
                (None, _) => self.refuse(file, line, "proxy", NOBODY),
                (_, None) => self.refuse(file, line, "member", NOBODY),
                (Some(proxy), Some(member)) => grants.push(entry.grant(proxy.clone(), member.clone())),
            }
        }
        self.report.saved += store::grant::save_all(hand, &grants).await?;
        Ok(())
    }

    /// The entries that can be used, each grant once.
    fn usable(&mut self, file: &str, lines: Vec<Line>) -> Vec<(u64, Entry)> {
        let mut usable = Vec::with_capacity(lines.len());
        for Line { line, entry, faults } in lines {
            self.report.read += 1;
            for fault in faults {
                self.note(file, line, fault.column, &fault.reason);
            }
            match entry {
                None => self.report.refused += 1,
                Some(entry) if self.seen.insert(entry.id().as_str()) => usable.push((line, entry)),
                Some(_) => self.refuse(file, line, "", "is a grant that stands before: the first counts"),
            }
        }
        usable
    }

    fn refuse(&mut self, file: &str, line: u64, path: &str, reason: &str) {
        self.report.refused += 1;
        self.note(file, line, path, reason);
    }

    fn note(&mut self, file: &str, line: u64, path: &str, reason: &str) {
        let (file, path, reason) = (file.to_owned(), path.to_owned(), reason.to_owned());
        let issue = Issue { file, line: usize::try_from(line).unwrap_or(usize::MAX), path, reason };
        self.refused.note(&issue);
        self.report.issues.note(issue);
    }
}

/// The number is not named: what is told may be kept.
const NOBODY: &str = "is on nobody's card: put the member on the roll first, or correct the number";
