//! Times that are kept for a while for members who are about to book them.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    absence::Instead,
    appointment::Appointment,
    id::{AppointmentId, MemberId, RoleId},
    slot::Chosen,
};

/// How long times are kept, and how many: the plan says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// Minutes since the member was last busy with it.
    pub minutes: u16,
    /// So many of one member at once, each with another role. One more lets go of the oldest.
    pub most: u16,
    /// Hours for which a time is kept that is suggested because a clinician is away.
    #[serde(default = "two_days")]
    pub away_hours: u16,
}

fn two_days() -> u16 {
    48
}

impl Default for Holding {
    fn default() -> Self {
        Self { minutes: 10, most: 3, away_hours: two_days() }
    }
}

/// A time that is kept for a member: one at most with each role for a form that is filled in, and for
/// each appointment one that is suggested because its clinician is away, and an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// For whom.
    pub member: MemberId,
    /// With whom.
    pub role: RoleId,
    /// The appointment that it is proposed for; `None` of a start that the member has chosen.
    pub appointment: Option<AppointmentId>,
    /// It is an earlier time that the member has asked for, not one because the clinician is away.
    #[serde(default)]
    pub earlier: bool,
    /// The start.
    pub start: Timestamp,
    /// The grid steps that nobody else can take meanwhile.
    pub claims: Vec<Timestamp>,
    /// When it was last asked for, as long as its lead time was kept: it was chosen in time.
    pub at: Timestamp,
    /// Until when it is kept.
    pub until: Timestamp,
}

impl Hold {
    /// Keeps a start that the member has chosen: `at` is when, the last moment that keeps its lead time
    /// at the latest. Whoever is busy with it longer than that has the minutes from then on and no more.
    pub fn new(
        member: MemberId,
        role: RoleId,
        start: Timestamp,
        claims: Vec<Timestamp>,
        holding: Holding,
        at: Timestamp,
    ) -> Self {
        let until = at + SignedDuration::from_mins(i64::from(holding.minutes));
        Self { member, role, appointment: None, earlier: false, start, claims, at, until }
    }

    /// Keeps a start that is suggested for an appointment whose clinician is away.
    pub fn instead(appointment: &Appointment, instead: &Instead, holding: Holding, now: Timestamp) -> Self {
        Self {
            member: appointment.member.clone(),
            role: instead.role.clone(),
            appointment: Some(appointment.id.clone()),
            earlier: false,
            start: instead.start.instant,
            claims: instead.claims.clone(),
            at: now,
            until: now + SignedDuration::from_hours(i64::from(holding.away_hours)),
        }
    }

    /// Whether it is kept still.
    pub fn is_kept(&self, now: Timestamp) -> bool {
        now < self.until
    }
}

/// The grid steps that holds keep.
pub fn steps<'a>(holds: impl IntoIterator<Item = &'a Hold>) -> Vec<Timestamp> {
    holds.into_iter().flat_map(|hold| hold.claims.iter().copied()).collect()
}

/// The starts that holds keep for whoever books, or for whoever moves that appointment: what was
/// proposed for it is for no other.
pub fn chosen<'a>(holds: impl IntoIterator<Item = &'a Hold>, moving: Option<&AppointmentId>) -> Vec<Chosen> {
    let fits = |hold: &&Hold| hold.appointment.is_none() || hold.appointment.as_ref() == moving;
    holds.into_iter().filter(fits).map(|hold| Chosen { start: hold.start, at: hold.at }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_kept_for_the_minutes_of_the_plan_and_not_a_moment_longer() {
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().expect("an instant");
        let holding = Holding { minutes: 8, most: 1, away_hours: 1 };
        let hold = Hold::new("m".into(), "r".into(), now, vec![now], holding, now);
        assert!(hold.is_kept(now + SignedDuration::from_secs(8 * 60 - 1)));
        assert!(!hold.is_kept(now + SignedDuration::from_mins(8)));
    }
}
