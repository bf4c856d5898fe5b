//! Which free times a search is about: for each group of roles its days.

use std::collections::HashSet;

use super::{
    Search,
    availability::{Question, View, ones},
    roles::Roles,
    sets::{Sets, Visits},
};
use crate::domain::search::{DirectoryQuery, When};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// A role's free time and its visit type, by its place in the plan.
pub(super) type Start = (Timestamp, u32, u8);

/// The free times that a search is about.
pub(super) struct Times<'a> {
    view: &'a View<'a>,
    sets: &'a Sets,
    /// What is asked about whom.
    questions: Vec<(Roles, Question<'a>)>,
}

impl<'a> Times<'a> {
    /// The times that a search is about, on days on which whoever asks can be seen.
    pub fn new(search: &'a Search<'a>, query: &DirectoryQuery) -> Self {
        let Search { directory, view, plan, standing, now, .. } = search;
        let (sets, now) = (&directory.sets, *now);
        let any = Question {
            now,
            visit_types: &plan.visit_types,
            from: now,
            until: None,
            weekdays: query.weekdays.known(),
            part: query.part.map(|part| part.times()),
        };
        let referred = standing.referred.iter().filter_map(|referred| {
            let (zone, _) = &sets.zones[referred.zone];
            Some((referred.roles.clone(), within(&any, zone, query.when, Some(referred.days))?))
        });
        let questions =
            always(&any, sets, &standing.always, query.when).into_iter().chain(referred).collect();
        Self { view, sets, questions }
    }

    /// The `count` candidates with the earliest times of any of these visit types, in order of
    /// time, then by ordinal.
    pub fn soonest(&self, candidates: &Roles, visits: Visits, count: usize) -> Vec<Start> {
        let ask = |(roles, question): &(Roles, Question)| {
            self.view.soonest(
                &(roles & candidates),
                &|ordinal| self.visits_of(ordinal, visits),
                question,
                count,
            )
        };
        let [only] = self.questions.as_slice() else {
            let mut all: Vec<_> = self.questions.iter().flat_map(ask).collect();
            all.sort_unstable();
            let mut seen = HashSet::new();
            all.retain(|(_, ordinal, _)| seen.insert(*ordinal));
            all.truncate(count);
            return all;
        };
        ask(only)
    }

    /// Of the candidates those who have any of these visit types free.
    pub fn with_any(&self, candidates: &Roles, visits: Visits) -> Roles {
        let offered = ones(visits & self.sets.known());
        let mut all = Roles::default();
        offered.for_each(|visit| all |= &self.having(visit, &(candidates - &all)));
        all
    }

    /// The candidates by which of these visit types they have free: a set for each of the plan's.
    pub fn by_visit(&self, candidates: &Roles, visits: Visits) -> Vec<Roles> {
        let mut free = vec![Roles::default(); self.sets.visits.len()];
        for visit in ones(visits & self.sets.known()) {
            free[visit as usize] = self.having(visit, candidates);
        }
        free
    }

    /// Of the candidates those who have a visit type free.
    fn having(&self, visit: u32, candidates: &Roles) -> Roles {
        let offering = candidates & &self.sets.visits[visit as usize];
        let mut all = Roles::default();
        for (roles, question) in &self.questions {
            all |= &self.view.starting(visit, &(roles & &offering), question);
        }
        all
    }

    /// The first times of a role for that one of these visit types which is free first.
    pub fn first(&self, ordinal: u32, visits: Visits, count: usize) -> Option<(u8, Vec<Timestamp>)> {
        let own =
            || self.questions.iter().filter(|(roles, _)| roles.contains(ordinal)).map(|(_, asked)| asked);
        let earliest = |asked| self.view.earliest(ordinal, self.visits_of(ordinal, visits), asked);
        let (visit, _) = own().filter_map(earliest).min_by_key(|(visit, start)| (*start, *visit))?;
        let mut times: Vec<_> =
            own().flat_map(|asked| self.view.first(ordinal, visit, asked, count)).collect();
        times.sort_unstable();
        // Two referrals may be for the same days.
        times.dedup();
        times.truncate(count);
        Some((visit, times))
    }

    fn visits_of(&self, ordinal: u32, visits: Visits) -> Visits {
        self.sets.visits_of[ordinal as usize] & visits
    }
}

/// What is asked about those who can be seen on any day: zone by zone only where days are named.
fn always<'a>(
    any: &Question<'a>,
    sets: &Sets,
    roles: &Roles,
    when: Option<When>,
) -> Vec<(Roles, Question<'a>)> {
    if when.is_none() {
        return vec![(roles.clone(), *any)];
    }
    let zones = sets.zones.iter().map(|(zone, there)| (roles & there, within(any, zone, when, None)));
    zones.filter_map(|(roles, question)| Some((roles, question?))).collect()
}

/// The question on the days of `when` and of `covered`, local to a zone; `None` where they have
/// none in common.
fn within<'a>(
    any: &Question<'a>,
    zone: &TimeZone,
    when: Option<When>,
    covered: Option<(Date, Date)>,
) -> Option<Question<'a>> {
    let today = any.now.to_zoned_datetime(zone.clone()).date();
    let (mut from, mut until) = when.map_or((today, Date::MAX), |when| when.days(today));
    if let Some((first, last)) = covered {
        (from, until) = (from.max(first), until.min(last));
    }
    let midnight = |date: Date| Some(date.to_zoned_datetime(zone.clone()).ok()?.timestamp());
    let end = until.tomorrow().ok().and_then(midnight);
    (from <= until).then_some(Question { from: midnight(from)?.max(any.now), until: end, ..*any })
}
