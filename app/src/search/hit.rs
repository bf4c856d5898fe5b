//! A result with all that its card says.

use std::collections::HashSet;

use super::{conditions::Conditions, ranking::Rank, roles::Roles};
use crate::domain::{
    directory::Listing, eligibility::Verdict, id::VisitTypeId, time::LocalTime, visit_type::VisitType,
};
use jiff::tz::TimeZone;

/// Free times on a card.
const TIMES: usize = 3;

/// A result.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Who and where; of an office or a team whoever has the first time.
    pub listing: Listing,
    /// For the visit type of the search where it has one.
    pub verdict: Verdict,
    /// The visit type that `next` is for.
    pub visit_type: Option<VisitTypeId>,
    /// The next free times that fit the search, at most three.
    pub next: Vec<LocalTime>,
    /// Miles from the place of the search.
    pub miles: Option<f64>,
    /// How many clinicians this stands for.
    pub clinicians: usize,
}

impl Conditions<'_> {
    /// The result of a rank among all that fit.
    pub fn hit(&self, rank: &Rank, fitting: &Roles) -> Hit {
        let directory = self.search.directory;
        let listing = directory.entry(rank.ordinal).listing();
        let bookable = self.visits() & directory.sets.online;
        let (visit, times) = self.times.first(rank.ordinal, bookable, TIMES).unzip();
        let zone = directory.zone(rank.ordinal);
        let next = times.into_iter().flatten().map(|start| LocalTime::at(start, &zone)).collect();
        let group = self.groups().with(rank.ordinal, fitting);
        let clinicians: HashSet<_> =
            group.iter().map(|ordinal| &directory.entry(ordinal).clinician.id).collect();
        Hit {
            verdict: self.verdict(&listing, &zone),
            visit_type: visit.map(|visit: u8| self.search.plan.visit_types[usize::from(visit)].id.clone()),
            next,
            miles: self
                .near
                .as_ref()
                .and_then(|near| near.miles[directory.offices.of(rank.ordinal) as usize]),
            clinicians: clinicians.len(),
            listing,
        }
    }

    fn verdict(&self, listing: &Listing, zone: &TimeZone) -> Verdict {
        let Self { search, query, .. } = self;
        let today = search.now.to_zoned_datetime(zone.clone()).date();
        let visit_type: Option<&VisitType> =
            query.visit_type.as_ref().and_then(|id| search.plan.visit_type(id));
        match visit_type {
            Some(visit_type) => search.on_file.verdict_ahead(listing, visit_type, search.plan, today),
            None => search.on_file.verdict_of_role(listing, search.plan, today),
        }
    }
}
