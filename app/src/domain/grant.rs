//! Acting for somebody: a parent for a child, a carer for whoever is in their care. What one
//! member may do for another on a day, and why not more.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    id::{GrantId, MemberId, SpecialtyId, VisitTypeId},
    plan::Plan,
};

/// Lets one member act for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// The plan's own.
    pub id: GrantId,
    /// Who acts.
    pub proxy: MemberId,
    /// For whom.
    pub member: MemberId,
    /// What they are to each other.
    pub relation: Relation,
    /// How far it goes.
    pub scope: Scope,
    /// The first day.
    pub valid_from: Date,
    /// The last day; `None` sets no end.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// Who gave it.
    pub given_by: Actor,
    /// The member has ended it: whatever its days are, it holds no more.
    #[serde(default)]
    pub is_ended: bool,
}

/// What the one who acts is to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// A parent: until the child is of age, and not in what is private to teens.
    Parent,
    /// A carer, whatever the age of the other.
    Carer,
}

/// How far a grant goes; more includes less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Sees appointments and referrals.
    View,
    /// Books, moves and cancels besides.
    Book,
}

/// The ages that count, as the plan has them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Household {
    /// On this birthday what a parent may do ends.
    pub adult_age: u8,
    /// From this birthday on some visits are private to the member, even from a parent.
    pub teen_age: u8,
    /// The day on which this was looked up; `None` where the plan's other facts were.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Where it was looked up.
    #[serde(default)]
    pub source: Option<String>,
}

impl Default for Household {
    fn default() -> Self {
        Self { adult_age: 18, teen_age: 13, as_of: None, source: None }
    }
}

/// What a proxy may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Power {
    /// How far it goes.
    pub scope: Scope,
    /// What is private to teens is kept from the proxy, for they are a parent of one.
    pub keeps_private: bool,
    /// The last day on which it holds; `None` where no end is known.
    pub last_day: Option<Date>,
}

/// Why a proxy may do nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPower {
    /// Nobody has given it.
    NotGiven,
    /// It begins later.
    NotYet,
    /// Its last day is over.
    Over,
    /// The member has ended it.
    Ended,
    /// The child is of age.
    OfAge,
}

/// The age on a day, in whole years. Who was born on 29 February has a birthday on 1 March where
/// the year has no such day.
pub fn age(born: Date, today: Date) -> i16 {
    let before = (today.month(), today.day()) < (born.month(), born.day());
    today.year() - born.year() - i16::from(before)
}

/// Whether somebody is of age on a day.
pub fn is_adult(born: Date, today: Date, household: &Household) -> bool {
    age(born, today) >= i16::from(household.adult_age)
}

/// Whether a member gets letters about an appointment: who is of age, or for whom nobody else gets them.
pub fn reads_themself(by_proxy: bool, born: Date, today: Date, household: &Household) -> bool {
    !by_proxy || is_adult(born, today, household)
}

/// What a proxy may do for a member on a day, by all that was granted to the one for the other:
/// the most of it. A parent of a teen stays one, whatever else they were granted.
///
/// # Errors
/// Why nothing; of several reasons the one that ends first: a grant that is to come says more than
/// one that is over.
pub fn power(grants: &[Grant], born: Date, today: Date, household: &Household) -> Result<Power, NoPower> {
    let mut most: Result<Power, NoPower> = Err(NoPower::NotGiven);
    for grant in grants {
        most = match (most, grant.power(born, today, household)) {
            (Ok(one), Ok(other)) => Ok(one.with(other)),
            (Ok(one), Err(_)) => Ok(one),
            (Err(_), Ok(other)) => Ok(other),
            (Err(NoPower::NotYet), Err(_)) => Err(NoPower::NotYet),
            (Err(_), Err(reason)) => Err(reason),
        };
    }
    most
}

impl Grant {
    /// What it lets its proxy do on a day.
    ///
    /// # Errors
    /// Why nothing.
    pub fn power(&self, born: Date, today: Date, household: &Household) -> Result<Power, NoPower> {
        let is_parent = self.relation == Relation::Parent;
        if self.is_ended {
            return Err(NoPower::Ended);
        }
        if today < self.valid_from {
            return Err(NoPower::NotYet);
        }
        if self.valid_until.is_some_and(|last| last < today) {
            return Err(NoPower::Over);
        }
        if is_parent && is_adult(born, today, household) {
            return Err(NoPower::OfAge);
        }
        let is_teen = age(born, today) >= i16::from(household.teen_age);
        let last_day = self.last_day(born, household);
        Ok(Power { scope: self.scope, keeps_private: is_parent && is_teen, last_day })
    }

    /// The last day: of a parent's at the latest the one before the child is of age.
    pub fn last_day(&self, born: Date, household: &Household) -> Option<Date> {
        let of_age = match self.relation {
            Relation::Parent => birthday(born, household.adult_age).and_then(|day| day.yesterday().ok()),
            Relation::Carer => None,
        };
        self.valid_until.into_iter().chain(of_age).min()
    }
}

impl Power {
    /// Two that hold at once.
    fn with(self, other: Self) -> Self {
        let last_day = match (self.last_day, other.last_day) {
            (Some(one), Some(two)) => Some(one.max(two)),
            _ => None,
        };
        let keeps_private = self.keeps_private || other.keeps_private;
        Self { scope: self.scope.max(other.scope), keeps_private, last_day }
    }

    /// Whether the proxy sees visits of such a specialty at all.
    pub fn reaches_specialty(&self, plan: &Plan, specialty: Option<&SpecialtyId>) -> bool {
        let is_private = specialty.and_then(|id| plan.specialty(id)).is_some_and(|it| it.private_to_teens);
        !(self.keeps_private && is_private)
    }

    /// Whether the proxy sees such a visit, and may arrange it as far as the scope goes. `specialty` is
    /// that of the role; of a role that nobody knows any more it may be a private one.
    pub fn reaches(&self, plan: &Plan, visit_type: &VisitTypeId, specialty: SpecialtyOf) -> bool {
        !(self.keeps_private && is_private(plan, visit_type, specialty))
    }
}

/// The specialty of a role, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialtyOf<'a> {
    /// The role has this one, or none of the plan's.
    Known(Option<&'a SpecialtyId>),
    /// The directory does not have the role any more.
    Unknown,
}

/// Whether such a visit is private to teens, by its type or by the specialty.
fn is_private(plan: &Plan, visit_type: &VisitTypeId, specialty: SpecialtyOf) -> bool {
    let by_type = plan.visit_type(visit_type).is_some_and(|visit_type| visit_type.private_to_teens);
    let by_specialty = match specialty {
        SpecialtyOf::Known(None) => false,
        SpecialtyOf::Known(Some(id)) => plan.specialty(id).is_some_and(|it| it.private_to_teens),
        SpecialtyOf::Unknown => plan.specialties.iter().any(|it| it.private_to_teens),
    };
    by_type || by_specialty
}

/// The first day on which somebody has that age.
fn birthday(born: Date, age: u8) -> Option<Date> {
    let day = born.checked_add(i32::from(age).years()).ok()?;
    // Added years stop at 28 February where there is no 29th.
    if day.day() == born.day() { Some(day) } else { day.tomorrow().ok() }
}

#[cfg(test)]
mod tests;
