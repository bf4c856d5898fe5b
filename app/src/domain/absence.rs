//! A clinician is away at the time of an appointment: what is suggested to the member instead.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    appointment::{Appointment, Grounds, take},
    id::{AppointmentId, RoleId},
    time::LocalTime,
};

/// As good as a wait of so long for the clinician whom the member has chosen is a colleague.
const FOR_THE_SAME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// So soon after the days were closed it is looked again who is booked in them.
const SOON: SignedDuration = SignedDuration::from_secs(5);

/// Who books after so long has seen that they are closed: other portals read that within seconds, and
/// what they had decided until then is written.
const SEEN_BY_ALL: SignedDuration = SignedDuration::from_mins(2);

/// Days off are at most so many at once: no visit can be booked further ahead.
pub const LONGEST: i32 = 400;

/// Whether somebody can be away from the first day to the last one.
pub fn may_be_away((first, last): (Date, Date)) -> bool {
    first <= last && last <= first.saturating_add(LONGEST.days())
}

/// What the member was told of an appointment that cannot be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Absence {
    /// Which appointment.
    #[serde(rename = "id")]
    pub appointment: AppointmentId,
    /// The start at which the clinician is away.
    pub start: LocalTime,
    /// What is suggested; `None` where the office calls.
    pub instead: Option<Instead>,
    /// When the member was told.
    pub at: Timestamp,
}

/// A time that is suggested. A hold says whether it is kept for the member still.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instead {
    /// With whom and where.
    pub role: RoleId,
    /// When.
    pub start: LocalTime,
    /// The grid steps that it would occupy.
    pub claims: Vec<Timestamp>,
}

/// Days that were closed because a clinician is away. A booking that was decided on before comes into
/// them all the same: for a while it is looked again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// Who is away, and where.
    pub role: RoleId,
    /// The first day.
    pub first: Date,
    /// The last one.
    pub last: Date,
    /// Who has said so.
    pub by: Actor,
    /// Why, in words for the members.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
}

impl Closing {
    /// When it is looked again after a look at `now`: the later the more seldom.
    pub fn next_look(&self, now: Timestamp) -> Timestamp {
        now + now.duration_since(self.at).max(SOON)
    }

    /// Whether nobody books in the days any more.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.at + SEEN_BY_ALL <= now
    }
}

impl Absence {
    /// Whether the member has not answered yet: the appointment is where it was. A colleague's
    /// time that was suggested may be at the same moment.
    pub fn is_open(&self, appointment: &Appointment, now: Timestamp) -> bool {
        let stays = appointment.start.instant == self.start.instant;
        appointment.is_open(now) && stays && !self.is_taken(appointment)
    }

    /// Whether the appointment is where it was suggested.
    pub fn is_taken(&self, appointment: &Appointment) -> bool {
        let is_at = |instead: &Instead| {
            (&instead.role, instead.start.instant) == (&appointment.role, appointment.start.instant)
        };
        self.instead.as_ref().is_some_and(is_at)
    }
}

/// The start of one role that is nearest to the appointment, on its day or later, of those that its
/// member could take: the rule that decides about taking it decides here.
pub fn suggest(appointment: &Appointment, grounds: Grounds) -> Option<Instead> {
    let (agreed, offer) = (appointment.start.instant, grounds.offer);
    let moved = |start| take(appointment, start, grounds).ok();
    let same_day = offer.starts_on(offer.date(agreed));
    let before = same_day.into_iter().rev().filter(|start| *start < agreed).find_map(moved);
    let later = offer.days(agreed).flat_map(|date| offer.starts_on(date));
    let after = later.filter(|start| agreed <= *start).find_map(moved);
    let nearest = before.into_iter().chain(after);
    let Appointment { role, start, claims, .. } =
        nearest.min_by_key(|moved| distance(appointment, moved.start.instant))?;
    Some(Instead { role, start, claims })
}

/// The better of two suggestions for an appointment: the nearer one, but the role that the member
/// has chosen wins where its start is not a week further away.
pub fn better(appointment: &Appointment, one: Instead, other: Instead) -> Instead {
    let cost = |instead: &Instead| {
        let wait = distance(appointment, instead.start.instant);
        if instead.role == appointment.role { wait } else { wait + FOR_THE_SAME }
    };
    if cost(&other) < cost(&one) { other } else { one }
}

fn distance(appointment: &Appointment, start: Timestamp) -> SignedDuration {
    appointment.start.instant.duration_until(start).abs()
}

#[cfg(test)]
mod tests;
