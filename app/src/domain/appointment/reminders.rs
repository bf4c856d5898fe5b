//! When members are reminded of their visits.

use jiff::{SignedDuration, Timestamp};

use super::Appointment;
use crate::domain::plan::Plan;

/// Somebody who books so shortly before the moment of a reminder is not reminded.
const MARGIN: SignedDuration = SignedDuration::from_hours(2);

/// When the member of an appointment that is agreed at `now` is reminded, in order.
pub fn reminders(appointment: &Appointment, plan: &Plan, now: Timestamp) -> Vec<Timestamp> {
    before(&plan.reminder_hours, appointment.start.instant, now)
}

/// So many hours before the start each, as far as that is to come.
fn before(hours: &[u32], start: Timestamp, now: Timestamp) -> Vec<Timestamp> {
    let before = |hours: &u32| start - SignedDuration::from_hours(i64::from(*hours));
    let mut moments: Vec<_> = hours.iter().map(before).filter(|at| *at >= now + MARGIN).collect();
    moments.sort_unstable();
    moments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_reminder_is_so_many_hours_before_and_none_comes_right_after_the_booking() {
        let start = at("2026-12-01T17:00:00Z");
        let all = [at("2026-11-28T17:00:00Z"), at("2026-11-30T17:00:00Z")];
        assert_eq!(before(&[24, 72], start, at("2026-11-28T15:00:00Z")), all);
        assert_eq!(before(&[24, 72], start, at("2026-11-28T15:00:01Z")), all[1..]);
        assert_eq!(before(&[24, 72], start, at("2026-11-30T16:00:00Z")), []);
        assert_eq!(before(&[], start, at("2026-11-01T00:00:00Z")), []);
    }
}
