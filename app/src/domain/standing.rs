//! How an appointment stands on the day's list of an office, and how many stand so.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{absence::Absence, appointment::Appointment, attendance::Attendance};

/// How an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The member is to come.
    Expected,
    /// They are here.
    CheckedIn,
    /// They did not come.
    NoShow,
    /// The clinician is away, and the member has another time to answer about.
    Suggested,
    /// The clinician is away, and the member has no other time to answer about, or has not answered
    /// while it was kept, or has read of none: they are to be called.
    ToCall,
}

/// How many appointments of a day stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// To come; those whose clinician is away are not.
    pub expected: usize,
    /// Here.
    pub checked_in: usize,
    /// Did not come.
    pub no_show: usize,
    /// With a clinician who is away.
    pub away: usize,
}

impl Standing {
    /// How an appointment stands at `now`, by what its member was told. Whether they came counts
    /// before what was said about it.
    pub fn of(appointment: &Appointment, absence: Option<&Absence>, now: Timestamp) -> Self {
        let away = absence.filter(|absence| absence.is_open(appointment, now));
        match (appointment.attendance, away.map(|absence| &absence.instead)) {
            (Some(Attendance::CheckedIn), _) => Self::CheckedIn,
            (Some(Attendance::NoShow), _) => Self::NoShow,
            (None, Some(Some(_))) => Self::Suggested,
            (None, Some(None)) => Self::ToCall,
            (None, None) => Self::Expected,
        }
    }
}

impl Counts {
    /// Counts them.
    pub fn of(all: impl IntoIterator<Item = Standing>) -> Self {
        let mut counts = Self::default();
        for standing in all {
            *match standing {
                Standing::Expected => &mut counts.expected,
                Standing::CheckedIn => &mut counts.checked_in,
                Standing::NoShow => &mut counts.no_show,
                Standing::Suggested | Standing::ToCall => &mut counts.away,
            } += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{absence::Instead, appointment::example};

    fn appointment(attendance: Option<Attendance>) -> Appointment {
        Appointment { attendance, ..example::appointment("2026-12-01T17:00:00Z", "America/Los_Angeles") }
    }

    fn absence(instead: Option<&str>) -> Absence {
        let Appointment { id, start, claims, .. } = appointment(None);
        let instead = instead.map(|role| Instead { role: role.into(), start: start.clone(), claims });
        Absence { appointment: id, at: start.instant, start, instead }
    }

    #[test]
    fn whose_clinician_is_away_has_another_time_or_is_called() {
        let now = "2026-11-24T12:00:00Z".parse().expect("an instant");
        let standing = |absence: Option<&Absence>| Standing::of(&appointment(None), absence, now);
        assert_eq!(standing(None), Standing::Expected);
        assert_eq!(standing(Some(&absence(Some("colleague")))), Standing::Suggested);
        assert_eq!(standing(Some(&absence(None))), Standing::ToCall);
    }

    #[test]
    fn who_came_is_here_whatever_was_said_before_and_what_was_answered_is_expected() {
        let now = "2026-11-24T12:00:00Z".parse().expect("an instant");
        let here = appointment(Some(Attendance::CheckedIn));
        assert_eq!(Standing::of(&here, Some(&absence(None)), now), Standing::CheckedIn);
        assert_eq!(Standing::of(&appointment(Some(Attendance::NoShow)), None, now), Standing::NoShow);
        let moved = example::appointment("2026-12-02T17:00:00Z", "America/Los_Angeles");
        assert_eq!(Standing::of(&moved, Some(&absence(None)), now), Standing::Expected);
    }

    #[test]
    fn who_is_away_is_not_expected() {
        use Standing::{CheckedIn, Expected, NoShow, Suggested, ToCall};
        let counts = Counts::of([Expected, CheckedIn, Suggested, ToCall, Expected, NoShow]);
        assert_eq!(counts, Counts { expected: 2, checked_in: 1, no_show: 1, away: 2 });
    }
}
