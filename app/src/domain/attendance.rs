//! Whether a member came to their visit: what the office writes down.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::appointment::{Appointment, EventKind, State};

/// Whether the member came. FHIR's Appointment.status has `arrived` and `noshow` for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attendance {
    /// They are here.
    CheckedIn,
    /// They did not come.
    NoShow,
}

/// Why it cannot be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unattended {
    /// The visit was cancelled.
    Cancelled,
    /// The visit is on another day.
    AnotherDay,
    /// The visit has not begun: the member may still come.
    NotBegun,
    /// It is not accepted in payment (Brief B10).
    NotAccepted,
    /// It is written down already.
    Already(Attendance),
    /// The member is not checked in.
    NotHere,
    /// No copay is due.
    NothingDue,
    /// It is written down already how the copay was paid.
    Paid,
}

impl Attendance {
    /// What happened by it.
    pub fn kind(self) -> EventKind {
        match self {
            Self::CheckedIn => EventKind::CheckedIn,
            Self::NoShow => EventKind::NoShow,
        }
    }
}

impl Appointment {
    /// The member is here, `today` at the place. Who came late after all is checked in too.
    ///
    /// # Errors
    /// [`Unattended`], but for `NotBegun`: people come early.
    pub fn check_in(&self, today: Date) -> Result<Attendance, Unattended> {
        self.is_agreed()?;
        match self.attendance {
            Some(Attendance::CheckedIn) => Err(Unattended::Already(Attendance::CheckedIn)),
            _ if self.start.date() != today => Err(Unattended::AnotherDay),
            _ => Ok(Attendance::CheckedIn),
        }
    }

    /// The member did not come. It is said once the visit has begun.
    ///
    /// # Errors
    /// [`Unattended`], but for `AnotherDay`: lists are gone through in the evening or later.
    pub fn no_show(&self, now: Timestamp) -> Result<Attendance, Unattended> {
        self.is_agreed()?;
        match self.attendance {
            Some(attendance) => Err(Unattended::Already(attendance)),
            None if now < self.start.instant => Err(Unattended::NotBegun),
            None => Ok(Attendance::NoShow),
        }
    }

    /// Who was checked in has paid since (Brief B10). How is written down once.
    ///
    /// # Errors
    /// [`Unattended`]; the day does not matter.
    pub fn pay(&self) -> Result<(), Unattended> {
        self.is_agreed()?;
        match (self.attendance, self.tender) {
            (None | Some(Attendance::NoShow), _) => Err(Unattended::NotHere),
            (Some(Attendance::CheckedIn), Some(_)) => Err(Unattended::Paid),
            (Some(Attendance::CheckedIn), None) if self.copay_cents == 0 => Err(Unattended::NothingDue),
            (Some(Attendance::CheckedIn), None) => Ok(()),
        }
    }

    fn is_agreed(&self) -> Result<(), Unattended> {
        if self.state == State::Booked { Ok(()) } else { Err(Unattended::Cancelled) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, civil::date};

    use super::*;
    use crate::domain::{appointment::example, plan::Tender};

    /// Tuesday 1 December 2026, 9:00 in Seattle.
    fn appointment() -> Appointment {
        example::appointment("2026-12-01T17:00:00Z", "America/Los_Angeles")
    }

    fn cancelled() -> Appointment {
        Appointment { state: State::Cancelled, ..appointment() }
    }

    fn with(attendance: Attendance) -> Appointment {
        Appointment { attendance: Some(attendance), ..appointment() }
    }

    #[test]
    fn who_is_here_on_the_day_is_checked_in_once() {
        let today = date(2026, 12, 1);
        assert_eq!(appointment().check_in(today), Ok(Attendance::CheckedIn));
        let again = with(Attendance::CheckedIn).check_in(today);
        assert_eq!(again, Err(Unattended::Already(Attendance::CheckedIn)));
        assert_eq!(appointment().check_in(date(2026, 12, 2)), Err(Unattended::AnotherDay));
        assert_eq!(cancelled().check_in(today), Err(Unattended::Cancelled));
    }

    #[test]
    fn nobody_is_missed_before_the_visit_begins() {
        let start = appointment().start.instant;
        let early = appointment().no_show(start - SignedDuration::from_secs(1));
        assert_eq!(early, Err(Unattended::NotBegun));
        assert_eq!(appointment().no_show(start), Ok(Attendance::NoShow));
        let again = with(Attendance::NoShow).no_show(start);
        assert_eq!(again, Err(Unattended::Already(Attendance::NoShow)));
        assert_eq!(cancelled().no_show(start), Err(Unattended::Cancelled));
    }

    #[test]
    fn how_who_is_here_has_paid_is_written_down_once_where_something_is_due() {
        let here = with(Attendance::CheckedIn);
        assert_eq!(Appointment { copay_cents: 1, ..here.clone() }.pay(), Ok(()));
        assert_eq!(Appointment { copay_cents: 0, ..here.clone() }.pay(), Err(Unattended::NothingDue));
        let paid = Appointment { copay_cents: 1, tender: Some(Tender::Visa), ..here };
        assert_eq!(paid.pay(), Err(Unattended::Paid));
        assert_eq!(appointment().pay(), Err(Unattended::NotHere));
        assert_eq!(with(Attendance::NoShow).pay(), Err(Unattended::NotHere));
        assert_eq!(cancelled().pay(), Err(Unattended::Cancelled));
    }

    #[test]
    fn who_comes_late_is_checked_in_after_all_and_who_was_here_is_not_missed() {
        let late = with(Attendance::NoShow).check_in(date(2026, 12, 1));
        assert_eq!(late, Ok(Attendance::CheckedIn));
        let missed = with(Attendance::CheckedIn).no_show(appointment().end());
        assert_eq!(missed, Err(Unattended::Already(Attendance::CheckedIn)));
    }
}
