//! Visits of several people at one office, one right after the other.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    id::{ClinicianId, IdempotencyKey, LocationId, MemberId, RoleId, VisitTypeId},
    need::Need,
};

/// How visits of several people are put together: the plan says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// So many minutes at most from the end of one visit to the beginning of the next.
    pub gap_minutes: u16,
    /// Two people may be seen at the same time, by two clinicians.
    pub at_once: bool,
    /// So many people at most.
    pub most: u16,
}

impl Default for Together {
    fn default() -> Self {
        Self { gap_minutes: 20, at_once: false, most: 4 }
    }
}

/// Who wants to be seen together, and where, as it was entered: kept by the server until it is
/// booked, also with what must be corrected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gathering {
    /// Also the idempotency key of each booking: the same form books once.
    pub id: IdempotencyKey,
    /// Who has entered it.
    pub member: MemberId,
    /// Where.
    pub office: Option<LocationId>,
    /// On which day; empty is the first that there is.
    pub day: String,
    /// How soon.
    pub need: Option<Need>,
    /// Where they are reached.
    pub contact: String,
    /// Who, each once.
    pub guests: Vec<Guest>,
    /// With whom and when each of them is seen, once that was chosen.
    pub chosen: Option<Vec<Seen>>,
    /// When it was last written.
    pub at: Timestamp,
}

impl Gathering {
    /// The day that is wanted; `None` is the first that there is.
    ///
    /// # Errors
    /// Where what was entered is none.
    pub fn wanted_day(&self) -> Result<Option<Date>, jiff::Error> {
        let day = self.day.trim();
        if day.is_empty() { Ok(None) } else { day.parse().map(Some) }
    }
}

/// Somebody who wants to be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Who.
    pub member: MemberId,
    /// What for.
    pub visit_type: VisitTypeId,
}

/// With whom and when somebody is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// With whom.
    pub role: RoleId,
    /// When.
    pub start: Timestamp,
}

/// A visit that somebody could have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Choice {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// With whom.
    pub role: RoleId,
    /// Whose role that is.
    pub clinician: ClinicianId,
    /// Until when the clinician is not free for another: a visit takes whole steps of the grid.
    pub busy_until: Timestamp,
}

/// What has been put together so far.
#[derive(Clone, Debug, Default)]
struct Round<'a> {
    /// By the person's place.
    chosen: Vec<(usize, &'a Choice)>,
    /// When the last of them ends.
    end: Option<Timestamp>,
}

/// Whether visits follow right after each other, as the plan wants it.
pub fn are_together(choices: &[Choice], rule: Together) -> bool {
    let mut order: Vec<_> = choices.iter().enumerate().collect();
    order.sort_by_key(|(_, choice)| choice.start);
    let mut round = Round::default();
    order.into_iter().all(|(person, choice)| {
        let follows = round.is_followed_by(choice, rule);
        round.add(person, choice);
        follows
    })
}

/// The first ways to see all people, at most `most`, each with another beginning: of those that begin
/// at one moment the one that ends first. `people` are the visits that each of them could have; a way
/// has one of each, in their order.
pub fn ways(people: &[Vec<Choice>], rule: Together, most: usize) -> Vec<Vec<Choice>> {
    let mut sorted = people.to_vec();
    sorted.iter_mut().for_each(|choices| choices.sort());
    let starts: BTreeSet<_> = sorted.iter().flatten().map(|choice| choice.start).collect();
    let first = |start| {
        let mut best = None;
        extend(&sorted, rule, start, &mut Round::default(), &mut best);
        best.map(|(_, way)| way)
    };
    starts.into_iter().filter_map(first).take(most).collect()
}

/// A way and when it ends.
type Best = Option<(Timestamp, Vec<Choice>)>;

/// Tries each that can come next; the first of all begins at `start`.
fn extend<'a>(
    people: &'a [Vec<Choice>],
    rule: Together,
    start: Timestamp,
    round: &mut Round<'a>,
    best: &mut Best,
) {
    if round.chosen.len() == people.len() {
        *best = round.end.map(|end| (end, round.in_order()));
        return;
    }
    let (from, to) = match round.end {
        None => (start, start),
        Some(end) => (round.last_start().unwrap_or(start), end + gap(rule)),
    };
    for (person, choices) in
        people.iter().enumerate().filter(|(person, _)| !round.has(*person)).collect::<Vec<_>>()
    {
        let begin = choices.partition_point(|choice| choice.start < from);
        for choice in choices[begin..].iter().take_while(|choice| choice.start <= to) {
            let is_later = best.as_ref().is_some_and(|(end, _)| round.end_with(choice) >= *end);
            if !is_later && round.is_followed_by(choice, rule) {
                let end = round.end;
                round.add(person, choice);
                extend(people, rule, start, round, best);
                round.chosen.pop();
                round.end = end;
            }
        }
    }
}

fn gap(rule: Together) -> SignedDuration {
    SignedDuration::from_mins(i64::from(rule.gap_minutes))
}

impl<'a> Round<'a> {
    /// Whether that visit can come next; what came before does not begin after it.
    fn is_followed_by(&self, next: &Choice, rule: Together) -> bool {
        let Some(end) = self.end else { return true };
        let in_time = next.start <= end + gap(rule) && (rule.at_once || next.start >= end);
        let mut others = self.chosen.iter().filter(|(_, other)| other.clinician == next.clinician);
        in_time && others.all(|(_, other)| other.busy_until <= next.start)
    }

    fn add(&mut self, person: usize, choice: &'a Choice) {
        self.end = Some(self.end_with(choice));
        self.chosen.push((person, choice));
    }

    fn end_with(&self, choice: &Choice) -> Timestamp {
        self.end.map_or(choice.end, |end| end.max(choice.end))
    }

    fn last_start(&self) -> Option<Timestamp> {
        self.chosen.last().map(|(_, choice)| choice.start)
    }

    fn has(&self, person: usize) -> bool {
        self.chosen.iter().any(|(chosen, _)| *chosen == person)
    }

    fn in_order(&self) -> Vec<Choice> {
        let mut chosen = self.chosen.clone();
        chosen.sort_by_key(|(person, _)| *person);
        chosen.into_iter().map(|(_, choice)| choice.clone()).collect()
    }
}

#[cfg(test)]
mod tests;
