//! Entries against the roll as it is, batch by batch: what differs is written.

use app::{
    domain::{
        id::{MemberId, MemberNumber},
        member::Member,
    },
    store::{self, Outcome, audit::Hand},
};
use jiff::Timestamp;

use super::{
    super::tables::{Account, Line, Taking},
    report::Report,
    table::{COLUMNS, Covered, Entry, entry},
};
use crate::table::Cells;

/// Writes entries and keeps account of it.
pub struct Intake {
    /// What was done so far.
    pub report: Report,
    /// What was read, and what is wrong with it.
    pub account: Account,
    /// When the import began.
    pub now: Timestamp,
}

impl Taking for Intake {
    type Entry = Entry;
    const COLUMNS: &'static [&'static str] = &COLUMNS;

    fn entry(cells: &Cells) -> Option<Entry> {
        entry(cells)
    }

    async fn take(&mut self, hand: &Hand, file: &str, lines: Vec<Line<Entry>>) -> Result<(), store::Error> {
        let (mut covered, mut ended): (Vec<Covered>, Vec<MemberNumber>) = (Vec::new(), Vec::new());
        for (_, entry) in self.account.usable(file, lines, |entry| entry.number().as_str(), TWICE) {
            match entry {
                Entry::Covered(entry) => covered.push(*entry),
                Entry::Ended(number) => ended.push(number),
            }
        }
        self.save(hand, covered).await?;
        self.end(hand, &ended).await
    }
}

impl Intake {
    async fn save(&mut self, hand: &Hand, covered: Vec<Covered>) -> Result<(), store::Error> {
        let numbers: Vec<_> = covered.iter().map(|entry| entry.number.clone()).collect();
        let roll = store::member::by_number(hand, &numbers).await?;
        let (mut changed, mut outcomes) = (Vec::new(), Vec::with_capacity(covered.len()));
        for entry in covered {
            let before = roll.get(&entry.number);
            let member = entry.member(before.map(|(member, _)| member), new_id);
            let outcome = outcome(before, &member);
            if outcome != Outcome::Unchanged {
                changed.push(member);
            }
            outcomes.push(outcome);
        }
        store::member::save_roll(hand, &changed).await?;
        self.report.saved += outcomes.into_iter().collect();
        Ok(())
    }

    async fn end(&mut self, hand: &Hand, numbers: &[MemberNumber]) -> Result<(), store::Error> {
        let roll = store::member::by_number(hand, numbers).await?;
        let covered: Vec<_> = roll.values().filter(|(_, is_ended)| !is_ended).collect();
        let ids: Vec<_> = covered.iter().map(|(member, _)| member.id.clone()).collect();
        self.report.open += store::member::end(hand, &ids, self.now).await?;
        self.report.ended += ids.len();
        self.report.ended_before += numbers.len() - ids.len();
        Ok(())
    }
}

fn outcome(before: Option<&(Member, bool)>, member: &Member) -> Outcome {
    match before {
        None => Outcome::New,
        Some((before, false)) if before == member => Outcome::Unchanged,
        Some(_) => Outcome::Changed,
    }
}

/// Known to the portal only, and nothing in it tells of the card.
fn new_id() -> MemberId {
    MemberId(uuid::Uuid::now_v7().simple().to_string())
}

const TWICE: &str = "is a member who stands before: the first counts";
