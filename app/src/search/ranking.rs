//! The order of results, and a page of them.

use std::collections::{BTreeMap, HashSet};

use super::{conditions::Conditions, near::Near, roles::Roles, text::Scores, times::Start};
use crate::domain::search::{PAGE, Sort};

/// Stands for the start of whoever has no time: they come last.
const NEVER: i64 = i64::MAX;

/// The place of a result in the order of a search: by tier, by the first free time, by ordinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How well it fits, the best first: by words or miles.
    pub tier: u64,
    /// The first free time in seconds since the epoch, where the order asks for it.
    pub start: i64,
    /// Whose role.
    pub ordinal: u32,
}

/// A page of results.
pub(super) struct Page {
    pub ranks: Vec<Rank>,
    /// The number of the first one from 1; 0 where there is none.
    pub first: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Conditions<'_> {
    /// The page of those who fit that the search asks for.
    pub fn page(&self, fitting: &Roles) -> Page {
        let directory = self.search.directory;
        let after = self.query.after.as_ref().and_then(|cursor| directory.rank(cursor));
        let begins = |ranks: &[Rank]| after.map_or(0, |after| ranks.partition_point(|rank| *rank <= after));
        let mut count = 2 * PAGE;
        let ranks = loop {
            let ranks = self.ranked(fitting, count);
            let complete = ranks.len() < count;
            let ranks = self.first_of_groups(ranks);
            if complete || ranks.len() > begins(&ranks) + PAGE {
                break ranks;
            }
            count *= 4;
        };
        let begin = begins(&ranks);
        let end = ranks.len().min(begin + PAGE);
        let cursor = |n: usize| directory.cursor(&ranks[n]);
        Page {
            first: if begin < end { begin + 1 } else { 0 },
            previous: begin.checked_sub(PAGE + 1).map(cursor),
            next: (end < ranks.len()).then(|| cursor(end - 1)),
            ranks: ranks[begin..end].to_vec(),
        }
    }

    /// The first `count` roles in order.
    fn ranked(&self, fitting: &Roles, count: usize) -> Vec<Rank> {
        let mut ranks = Vec::new();
        for (tier, roles) in self.tiers(fitting) {
            let missing = count - ranks.len();
            let timed = self.timed(&roles, missing);
            let seen: Roles = timed.iter().map(|(_, ordinal, _)| *ordinal).collect();
            let rank = |start, ordinal| Rank { tier, start, ordinal };
            ranks.extend(timed.iter().map(|(start, ordinal, _)| rank(start.as_second(), *ordinal)));
            let others = &roles - &seen;
            let others = others.iter().take(missing - timed.len());
            ranks.extend(others.map(|ordinal| rank(NEVER, ordinal)));
            if ranks.len() == count {
                break;
            }
        }
        ranks
    }

    fn timed(&self, roles: &Roles, count: usize) -> Vec<Start> {
        if self.query.sort == Sort::Name {
            return Vec::new();
        }
        let bookable = self.visits() & self.search.directory.sets.online;
        self.times.soonest(roles, bookable, count)
    }

    fn first_of_groups(&self, mut ranks: Vec<Rank>) -> Vec<Rank> {
        let (groups, mut seen) = (self.groups(), HashSet::new());
        ranks.retain(|rank| seen.insert(groups.of(rank.ordinal)));
        ranks
    }

    /// Those who fit equally well belong together; the best come first.
    fn tiers<'s>(&'s self, fitting: &'s Roles) -> Box<dyn Iterator<Item = Tier> + 's> {
        match (self.query.sort, &self.scores, &self.near) {
            (Sort::Best, Some(scores), _) => Box::new(by_score(fitting, scores)),
            (Sort::Distance, _, Some(near)) => Box::new(self.by_miles(fitting, near)),
            _ => Box::new(std::iter::once((0, fitting.clone()))),
        }
    }

    /// Office by office: a page seldom needs many.
    fn by_miles<'s>(&'s self, fitting: &'s Roles, near: &Near) -> impl Iterator<Item = Tier> + 's {
        // Positive numbers are in the order of their bits.
        let tier = |miles: &Option<f64>| miles.map_or(u64::MAX, f64::to_bits);
        let mut offices: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (office, miles) in near.miles.iter().enumerate() {
            offices.entry(tier(miles)).or_default().push(office);
        }
        let roles_at = |office: usize| &self.search.directory.offices.list[office].roles;
        offices.into_iter().map(move |(tier, offices)| {
            let roles = offices.into_iter().flat_map(roles_at);
            (tier, roles.copied().filter(|ordinal| fitting.contains(*ordinal)).collect())
        })
    }
}

/// How well some fit, the lower the better, and who they are.
type Tier = (u64, Roles);

fn by_score(fitting: &Roles, scores: &Scores) -> impl Iterator<Item = Tier> + use<> {
    let mut tiers: Vec<Vec<u32>> = vec![Vec::new(); usize::from(u8::MAX) + 1];
    for ordinal in fitting.iter() {
        tiers[usize::from(u8::MAX - scores.of(ordinal))].push(ordinal);
    }
    let tiers = (0..).zip(tiers).filter(|(_, roles)| !roles.is_empty());
    tiers.map(|(tier, roles)| (tier, roles.into_iter().collect()))
}
