//! An earlier time for an appointment: who wants one, what is proposed, and to whom.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Time, time},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

use super::{
    appointment::{Appointment, Grounds, take},
    hold::Hold,
    id::{AppointmentId, MemberId, RoleId},
    search::{PartOfDay, Weekdays},
    slot::Offer,
    time::LocalTime,
};

/// How earlier times are proposed: the plan says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposing {
    /// So many minutes a member has to answer; meanwhile the time is kept for them.
    pub minutes: u16,
    /// From this time of day on, on the plan's clock: at night nobody would answer.
    pub from: Time,
    /// Until before this time of day.
    pub until: Time,
}

impl Default for Proposing {
    fn default() -> Self {
        Self { minutes: 120, from: time(8, 0, 0, 0), until: time(20, 0, 0, 0) }
    }
}

/// A member wants an earlier time for an appointment, with the same clinician. It ends when the
/// appointment gets another time, or none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// For which appointment.
    #[serde(rename = "id")]
    pub appointment: AppointmentId,
    /// Whose it is.
    pub member: MemberId,
    /// Who has asked for the member, where somebody has.
    #[serde(default)]
    pub proxy: Option<MemberId>,
    /// With whom.
    pub role: RoleId,
    /// On these days of the week; none means any.
    pub weekdays: Weekdays,
    /// In these parts of the day; none means any.
    pub parts: Vec<PartOfDay>,
    /// Whoever has asked first is proposed a time first.
    pub since: Timestamp,
    /// What was proposed last, until it is answered.
    pub proposal: Option<Proposal>,
    /// Starts that the member has not taken: they are not proposed again.
    pub passed: Vec<Timestamp>,
}

/// A time that is proposed, and kept for the member until they answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// When the visit would begin.
    pub start: LocalTime,
    /// Until when it is kept.
    pub until: Timestamp,
}

impl Proposing {
    /// Whether somebody would read a proposal at `now`.
    pub fn is_awake(&self, zone: &TimeZone, now: Timestamp) -> bool {
        (self.from..self.until).contains(&now.to_zoned_datetime(zone.clone()).time())
    }
}

impl Wish {
    /// Whether the member could come then, as they have said.
    pub fn suits(&self, start: &LocalTime) -> bool {
        let day = Weekdays::default().and(start.date().weekday());
        let in_part = |part: &PartOfDay| {
            let (from, until) = part.times();
            from <= start.time() && (start.time() < until || until == Time::MAX)
        };
        (self.weekdays.known() == 0 || self.weekdays.known() & day.0 != 0)
            && (self.parts.is_empty() || self.parts.iter().any(in_part))
    }

    /// What is proposed and not answered, at `now`.
    pub fn open(&self, now: Timestamp) -> Option<&Proposal> {
        self.proposal.as_ref().filter(|proposal| now < proposal.until)
    }

    /// Whether an earlier start is free that suits the member: then it is worth while to look up
    /// whether they can have it.
    pub fn is_near(&self, appointment: &Appointment, minutes: u16, offer: &Offer) -> bool {
        self.suiting(appointment, minutes, offer).next().is_some()
    }

    /// The first earlier start that the member can have and has not let pass: kept for them until
    /// they answer.
    pub fn propose(&self, appointment: &Appointment, minutes: u16, grounds: Grounds) -> Option<Hold> {
        let offer = grounds.offer;
        let until = until(minutes, offer.now);
        let mut suiting = self.suiting(appointment, minutes, offer);
        let moved = suiting.find_map(|start| take(appointment, start, grounds).ok())?;
        Some(Hold {
            member: self.member.clone(),
            role: moved.role,
            appointment: Some(appointment.id.clone()),
            earlier: true,
            start: moved.start.instant,
            claims: moved.claims,
            at: offer.now,
            until,
        })
    }

    /// The free starts that suit the member and that they have not let pass, in order: none for an
    /// appointment that may not be changed any more, nor one before which there is no time to answer.
    fn suiting(
        &self,
        appointment: &Appointment,
        minutes: u16,
        offer: &Offer,
    ) -> impl Iterator<Item = Timestamp> {
        let may_change = appointment.may_change(offer.visit_type, offer.now).is_ok();
        let (until, agreed) = (until(minutes, offer.now), appointment.start.instant);
        let last = offer.date(agreed);
        let days = offer.days(offer.now).take_while(move |date| may_change && *date <= last);
        days.flat_map(move |date| offer.starts_on(date))
            .filter(move |start| until < *start && *start < agreed)
            .filter(move |start| !self.passed.contains(start) && self.suits(&offer.local(*start)))
    }
}

/// Until when a member has to answer what is proposed at `now`.
fn until(minutes: u16, now: Timestamp) -> Timestamp {
    now + SignedDuration::from_mins(i64::from(minutes))
}

#[cfg(test)]
mod tests;
