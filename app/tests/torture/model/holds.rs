//! What members keep in the model: one start with each role, and one at a time with each clinician.

use jiff::{SignedDuration, Timestamp};

use super::rules::{Model, Place, Said};
use crate::world::{KEPT_MINUTES, LEAD, LENGTH, clinician};

/// A start that is kept.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    pub member: usize,
    pub place: Place,
    pub until: Timestamp,
}

impl Model {
    /// Keeps a place; the form tries to as well.
    pub fn keep(&mut self, member: usize, place: Place) -> Result<(), Said> {
        self.verdict(member, place, None)?;
        self.is_offered(member, place, None).then_some(()).ok_or(Said::Taken)?;
        self.let_go(member, place);
        // Whoever is busy with it longer than its lead time allows has the minutes from then on.
        let asked = self.now.min(place.1 - LEAD);
        let until = asked + SignedDuration::from_mins(i64::from(KEPT_MINUTES));
        self.holds.push(Held { member, place, until });
        Ok(())
    }

    /// What a member keeps with a role is free, and with its clinician what is then.
    pub fn let_go(&mut self, member: usize, place: Place) {
        let goes = |held: &Held| held.place.0 == place.0 || held.is_near(place);
        self.holds.retain(|held| held.member != member || !goes(held));
    }

    /// What a member keeps with a role is free.
    pub fn let_go_of(&mut self, member: usize, role: &str) {
        self.holds.retain(|held| held.member != member || held.place.0 != role);
    }

    /// Time has gone by.
    pub fn end_holds(&mut self) {
        let now = self.now;
        self.holds.retain(|held| held.until > now);
    }

    /// Whether that very start is kept for the member: it was in time when they chose it.
    pub fn has_chosen(&self, member: usize, place: Place) -> bool {
        self.holds.iter().any(|held| held.member == member && held.place == place && self.now < place.1)
    }

    /// Whether another member keeps a part of it.
    pub fn is_kept(&self, member: usize, place: Place) -> bool {
        self.holds.iter().any(|held| held.member != member && held.is_near(place))
    }

    /// Whether the member keeps a part of the clinician's time in another role: they can have it, but it is
    /// not listed.
    pub fn keeps_beside(&self, member: usize, place: Place) -> bool {
        let beside = |held: &Held| held.member == member && held.place.0 != place.0;
        self.holds.iter().any(|held| beside(held) && held.is_near(place))
    }
}

impl Held {
    /// Whether it is with that clinician at that time.
    fn is_near(&self, (role, start): Place) -> bool {
        clinician(self.place.0) == clinician(role) && self.place.1.duration_since(start).abs() < LENGTH
    }
}
