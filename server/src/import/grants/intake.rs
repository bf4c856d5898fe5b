//! Entries against the roll, batch by batch: what can be used is written.

use app::{
    domain::id::GrantId,
    store::{self, audit::Hand},
};

use super::{
    super::tables::{Account, Line, Taking},
    report::Report,
    table::{COLUMNS, Entry, Holding, entry},
};
use crate::table::Cells;

/// Writes entries and keeps account of it.
pub struct Intake {
    /// What was done so far.
    pub report: Report,
    /// What was read, and what is wrong with it.
    pub account: Account,
}

impl Taking for Intake {
    type Entry = Entry;
    const COLUMNS: &'static [&'static str] = &COLUMNS;

    fn entry(cells: &Cells) -> Option<Entry> {
        entry(cells)
    }

    async fn take(&mut self, hand: &Hand, file: &str, lines: Vec<Line<Entry>>) -> Result<(), store::Error> {
        let (mut holding, mut revoked): (Vec<(u64, Holding)>, Vec<GrantId>) = (Vec::new(), Vec::new());
        for (line, entry) in self.account.usable(file, lines, |entry| entry.id().as_str(), TWICE) {
            match entry {
                Entry::Holds(entry) => holding.push((line, *entry)),
                Entry::Revoked(id) => revoked.push(id),
            }
        }
        let gone = store::grant::remove(hand, &revoked).await?;
        self.report.revoked += gone;
        self.report.revoked_before += revoked.len() - gone;
        self.save(hand, file, holding).await
    }
}

impl Intake {
    async fn save(
        &mut self,
        hand: &Hand,
        file: &str,
        holding: Vec<(u64, Holding)>,
    ) -> Result<(), store::Error> {
        let numbers: Vec<_> =
            holding.iter().flat_map(|(_, it)| [it.proxy.clone(), it.member.clone()]).collect();
        let members = store::member::ids_by_number(hand, &numbers).await?;
        let mut grants = Vec::with_capacity(holding.len());
        for (line, entry) in holding {
            match (members.get(&entry.proxy), members.get(&entry.member)) {
                (None, _) => self.account.refuse(file, line, "proxy", NOBODY),
                (_, None) => self.account.refuse(file, line, "member", NOBODY),
                (Some(proxy), Some(member)) => grants.push(entry.grant(proxy.clone(), member.clone())),
            }
        }
        self.report.saved += store::grant::save_all(hand, &grants).await?;
        Ok(())
    }
}

const TWICE: &str = "is a grant that stands before: the first counts";
/// The number is not named: what is told may be kept.
const NOBODY: &str = "is on nobody's card: put the member on the roll first, or correct the number";
