//! Clinicians who have several roles: they see one member at a time, whatever the role.

use std::{collections::HashMap, ops::Range, sync::Arc};

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};

use super::{
    day::Day,
    id::{ClinicianId, RoleId},
    schedule::Schedule,
};

/// Such clinicians by each of their roles.
pub type ByRole = HashMap<RoleId, Arc<Several>>;

/// All roles of a clinician who has more than one.
#[derive(Debug)]
pub struct Several {
    /// Who.
    pub clinician: ClinicianId,
    posts: Vec<Post>,
}

/// When a role sees people, and where the day is counted.
#[derive(Debug)]
pub struct Post {
    /// The role and its hours.
    pub schedule: Schedule,
    /// The zone of the place.
    pub zone: TimeZone,
}

/// When steps of another role's grid begin that are at the time of a visit: the clinician cannot see
/// anybody in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanwhile {
    /// Whose grid.
    pub role: RoleId,
    /// A step that begins here is just over when the visit begins.
    pub after: Timestamp,
    /// A step that begins here begins when the visit is over.
    pub until: Timestamp,
}

impl Several {
    /// The clinicians of those roles who have more than one of them.
    pub fn of(posts: impl IntoIterator<Item = (ClinicianId, Post)>) -> ByRole {
        let mut by_clinician: HashMap<ClinicianId, Vec<Post>> = HashMap::new();
        for (clinician, post) in posts {
            by_clinician.entry(clinician).or_default().push(post);
        }
        by_clinician.retain(|_, posts| posts.len() > 1);
        let mut by_role = HashMap::new();
        for (clinician, posts) in by_clinician {
            let several = Arc::new(Self { clinician, posts });
            by_role.extend(several.posts.iter().map(|post| (post.schedule.role.clone(), several.clone())));
        }
        by_role
    }

    /// What is at the time of these steps of a role's grid, which are in order, in the other roles.
    pub fn meanwhile(&self, role: &RoleId, steps: &[Timestamp]) -> Vec<Meanwhile> {
        self.others(role, steps, |_, _| true)
    }

    /// The same in those that have hours then: only there somebody can be booked.
    pub fn bookable_meanwhile(&self, role: &RoleId, steps: &[Timestamp]) -> Vec<Meanwhile> {
        self.others(role, steps, Post::has_hours)
    }

    fn others(
        &self,
        role: &RoleId,
        steps: &[Timestamp],
        counts: fn(&Post, Range<Timestamp>) -> bool,
    ) -> Vec<Meanwhile> {
        let own = self.posts.iter().find(|post| post.schedule.role == *role);
        let (Some(own), Some(start), Some(last)) = (own, steps.first(), steps.last()) else {
            return Vec::new();
        };
        let until = last.checked_add(own.step_at(*last)).unwrap_or(Timestamp::MAX);
        let others = self.posts.iter().filter(|post| post.schedule.role != *role);
        let meanwhile = |post: &Post| Meanwhile {
            role: post.schedule.role.clone(),
            after: start.checked_sub(post.step_at(*start)).unwrap_or(Timestamp::MIN),
            until,
        };
        others.filter(|post| counts(post, *start..until)).map(meanwhile).collect()
    }
}

impl Meanwhile {
    /// Whether one of these steps of a role's grid is at that time.
    pub fn meets(&self, role: &RoleId, steps: &[Timestamp]) -> bool {
        self.role == *role && steps.iter().any(|step| self.after < *step && *step < self.until)
    }
}

impl Post {
    /// The length of a step that begins then.
    fn step_at(&self, start: Timestamp) -> SignedDuration {
        let date = start.to_zoned_datetime(self.zone.clone()).date();
        SignedDuration::from_mins(i64::from(self.schedule.step_minutes_on(date)))
    }

    fn has_hours(&self, span: Range<Timestamp>) -> bool {
        let [first, last] = [span.start, span.end].map(|it| it.to_zoned_datetime(self.zone.clone()).date());
        let (from, until) = (span.start.as_second(), span.end.as_second());
        let mut days = first.series(1.day()).take_while(|date| *date <= last);
        days.any(|date| {
            let day = Day::new(date, &self.zone);
            let mut stretches = self.schedule.stretches_on(&day);
            stretches.any(|stretch| stretch.first < until && from < stretch.end)
        })
    }
}

#[cfg(test)]
mod tests;
