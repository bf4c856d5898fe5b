//! A clinician is away at the time of an appointment: what is suggested to the member instead.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    appointment::Appointment,
    id::{AppointmentId, RoleId},
    slot::Offer,
    time::LocalTime,
};

/// As good as a wait of so long for the clinician whom the member has chosen is a colleague.
const FOR_THE_SAME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// So many starts around the appointment are looked at.
const LOOKED_AT: usize = 12;

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

/// A time that is suggested. It is not kept for the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instead {
    /// With whom and where.
    pub role: RoleId,
    /// When.
    pub start: LocalTime,
    /// The grid steps that it would occupy.
    pub claims: Vec<Timestamp>,
}

/// What a role offers for the visit.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Which role.
    pub role: &'a RoleId,
    /// Its free starts, for the visit type of the appointment.
    pub offer: &'a Offer<'a>,
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

/// The start of one candidate that is nearest to the appointment. `own` are the member's
/// appointments.
pub fn suggest(appointment: &Appointment, own: &[Appointment], candidate: Candidate) -> Option<Instead> {
    let Candidate { role, offer } = candidate;
    let others: Vec<_> = own.iter().filter(|own| own.id != appointment.id).collect();
    let minutes = offer.visit_type.minutes;
    let fits = |start: &Timestamp| !others.iter().any(|own| own.overlaps(*start, minutes));
    let agreed = appointment.start.instant;
    let starts = [agreed].into_iter().chain(offer.nearest(agreed, LOOKED_AT)).filter(fits);
    let claimed = starts.filter_map(|start| Some((start, offer.claims_for(start)?)));
    let (start, claims) = claimed.min_by_key(|(start, _)| distance(appointment, *start))?;
    Some(Instead { role: role.clone(), start: offer.local(start), claims })
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
mod tests {
    use jiff::{
        civil::{date, time},
        tz::TimeZone,
    };

    use super::*;
    use crate::domain::{
        appointment::{State, example as visit},
        plan::example,
        schedule::{ALWAYS, Exception, Schedule, Session},
        slot::Claims,
        visit_type::VisitType,
    };

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn appointment(id: &str, role: &str, start: &str) -> Appointment {
        Appointment { id: id.into(), role: role.into(), ..visit::appointment(start, "UTC") }
    }

    /// Mondays to Fridays from nine to ten in UTC, by twenty minutes.
    fn schedule(role: &str) -> Schedule {
        let (start, end) = (time(9, 0, 0, 0), time(10, 0, 0, 0));
        let sessions = (1..=5).map(|weekday| Session { weekday, start, end, visit_types: Vec::new() });
        let (sessions, exceptions) = (sessions.collect(), Vec::new());
        Schedule { role: role.into(), valid_from: ALWAYS, slot_minutes: 20, sessions, exceptions }
    }

    fn visit_type() -> VisitType {
        VisitType {
            minutes: 20,
            lead_minutes: 60,
            horizon_days: 60,
            ..example::plan().visit_types[0].clone()
        }
    }

    fn suggested(schedule: &Schedule, claims: &[&str], own: &[Appointment]) -> Option<Instead> {
        let (claims, visit_type): (Claims, _) =
            (claims.iter().map(|claim| at(claim)).collect(), visit_type());
        let now = at("2026-11-24T12:00:00Z");
        let (zone, visit_type, claims) = (&TimeZone::UTC, &visit_type, &claims);
        let offer = Offer { schedule, zone, visit_type, claims, chosen: &[], now };
        // Monday at twenty past nine.
        let appointment = appointment("a", "r", "2026-11-30T09:20:00Z");
        suggest(&appointment, own, Candidate { role: &schedule.role, offer: &offer })
    }

    #[test]
    fn days_off_end_after_they_begin_and_within_what_can_be_booked() {
        let first = date(2026, 12, 1);
        assert!(may_be_away((first, first)) && may_be_away((first, date(2028, 1, 5))));
        assert!(!may_be_away((first, date(2026, 11, 30))) && !may_be_away((first, date(2028, 1, 6))));
    }

    #[test]
    fn a_colleague_sees_the_member_at_the_same_moment_where_that_is_free() {
        let instead = suggested(&schedule("colleague"), &[], &[]).expect("a time");
        assert_eq!(instead.start.instant, at("2026-11-30T09:20:00Z"));
        let instead = suggested(&schedule("colleague"), &["2026-11-30T09:20:00Z"], &[]).expect("a time");
        assert_eq!(instead.start.instant, at("2026-11-30T09:00:00Z"));
        assert_eq!(instead.claims, [at("2026-11-30T09:00:00Z")]);
    }

    #[test]
    fn on_closed_days_nothing_is_suggested() {
        let mut away = schedule("r");
        away.exceptions.push(Exception::Closed { date: date(2026, 11, 30) });
        let instead = suggested(&away, &[], &[]).expect("a time");
        assert_eq!(instead.start.instant, at("2026-12-01T09:00:00Z"));
        away.sessions.clear();
        assert_eq!(suggested(&away, &[], &[]), None);
    }

    #[test]
    fn nothing_is_suggested_while_the_member_is_elsewhere() {
        let elsewhere = appointment("b", "other", "2026-11-30T09:20:00Z");
        let own = [appointment("a", "r", "2026-11-30T09:20:00Z"), elsewhere];
        let instead = suggested(&schedule("colleague"), &[], &own).expect("a time");
        assert_eq!(instead.start.instant, at("2026-11-30T09:00:00Z"));
    }

    #[test]
    fn the_chosen_clinician_wins_within_a_week() {
        let appointment = appointment("a", "r", "2026-11-30T09:20:00Z");
        let instead = |role: &str, start: &str| Instead {
            role: role.into(),
            start: LocalTime::at(at(start), &TimeZone::UTC),
            claims: vec![at(start)],
        };
        let colleague = instead("colleague", "2026-11-30T09:20:00Z");
        let (soon, late) = (instead("r", "2026-12-07T09:00:00Z"), instead("r", "2026-12-08T09:00:00Z"));
        assert_eq!(better(&appointment, soon.clone(), colleague.clone()), soon);
        assert_eq!(better(&appointment, colleague.clone(), soon.clone()), soon);
        assert_eq!(better(&appointment, late, colleague.clone()), colleague);
    }

    #[test]
    fn it_is_open_until_the_member_has_another_time() {
        let (kept, now) = (appointment("a", "r", "2026-11-30T09:20:00Z"), at("2026-11-24T12:00:00Z"));
        let absence =
            Absence { appointment: kept.id.clone(), start: kept.start.clone(), instead: None, at: now };
        assert!(absence.is_open(&kept, now) && !absence.is_open(&kept, kept.end()));
        assert!(!absence.is_open(&appointment("a", "r", "2026-12-01T09:20:00Z"), now));
        assert!(!absence.is_open(&Appointment { state: State::Cancelled, ..kept }, now));
    }

    #[test]
    fn it_is_answered_by_taking_a_colleague_at_the_same_moment() {
        let (kept, now) = (appointment("a", "r", "2026-11-30T09:20:00Z"), at("2026-11-24T12:00:00Z"));
        let (start, claims) = (kept.start.clone(), kept.claims.clone());
        let instead = Some(Instead { role: "colleague".into(), start: start.clone(), claims });
        let absence = Absence { appointment: kept.id.clone(), start, instead, at: now };
        assert!(absence.is_open(&kept, now));
        assert!(!absence.is_open(&appointment("a", "colleague", "2026-11-30T09:20:00Z"), now));
    }
}
