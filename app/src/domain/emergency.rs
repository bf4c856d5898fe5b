//! Emergency access: somebody of an office sees the record of a member who is at none of their
//! offices, for a reason that the member reads, and for minutes (45 CFR 164.312(a)(2)(ii)).

use jiff::{SignedDuration, Span, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{
    appointment::Appointment,
    id::{EmergencyId, MemberId, StaffId},
};

/// The shortest reason, in characters: a word says nothing.
pub const REASON_LEAST: usize = 10;
/// The longest one.
pub const REASON_MOST: usize = 500;

/// Emergency access as the plan has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergencies {
    /// So many minutes it lasts.
    pub minutes: u16,
    /// So many one person opens in 24 hours.
    pub most_a_day: u16,
    /// The day on which this was looked up.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Where it was looked up.
    #[serde(default)]
    pub source: Option<String>,
}

/// Somebody of an office has opened a member's record in an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmergencyAccess {
    /// A UUID of version 7.
    pub id: EmergencyId,
    /// Who.
    pub staff: StaffId,
    /// Whose record.
    pub member: MemberId,
    /// Why, in their words.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

/// What is wrong with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// There is none.
    Missing,
    /// Shorter than [`REASON_LEAST`].
    TooShort,
    /// Longer than [`REASON_MOST`].
    TooLong,
}

/// Why no record is opened, or none is shown any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The plan has no emergency access.
    NotOffered,
    /// Whoever asks has opened as many in 24 hours as the plan allows.
    MostADay,
    /// It has ended.
    Ended,
}

impl Emergencies {
    /// One that begins.
    pub fn begin(
        &self,
        id: EmergencyId,
        staff: StaffId,
        member: MemberId,
        reason: String,
        now: Timestamp,
    ) -> EmergencyAccess {
        let until = now + SignedDuration::from_mins(self.minutes.into());
        EmergencyAccess { id, staff, member, reason, since: now, until }
    }
}

impl EmergencyAccess {
    /// Whether it lasts still.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.until
    }
}

/// A reason as it is kept: on one line, with nothing in it that is not read.
///
/// # Errors
/// What is wrong with it.
pub fn reason(typed: &str) -> Result<String, Flaw> {
    let plain = typed.replace(char::is_control, " ");
    let reason = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    match reason.chars().count() {
        0 => Err(Flaw::Missing),
        1..REASON_LEAST => Err(Flaw::TooShort),
        REASON_LEAST..=REASON_MOST => Ok(reason),
        _ => Err(Flaw::TooLong),
    }
}

/// The appointments that are shown of all that a member has: those that are not over, the next one
/// first, and those of the last twelve months, the latest first.
pub fn shown(all: Vec<Appointment>, now: Timestamp) -> (Vec<Appointment>, Vec<Appointment>) {
    let year_ago = now.to_zoned_datetime(TimeZone::UTC).checked_sub(Span::new().years(1));
    let since = year_ago.map_or(Timestamp::MIN, |day| day.timestamp());
    let (mut upcoming, mut past): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| now < it.end());
    upcoming.sort_by_key(|it| it.start.instant);
    past.retain(|it| since <= it.start.instant);
    past.sort_by_key(|it| std::cmp::Reverse(it.start.instant));
    (upcoming, past)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::appointment::example;

    fn now() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().expect("an instant")
    }

    #[test]
    fn it_lasts_as_long_as_the_plan_says_and_not_a_moment_longer() {
        let plan = Emergencies { minutes: 30, most_a_day: 5, as_of: None, source: None };
        let access = plan.begin("e".into(), "s".into(), "m".into(), "unconscious".into(), now());
        let end = now() + SignedDuration::from_mins(30);
        assert!(access.is_open(end - SignedDuration::from_nanos(1)) && !access.is_open(end));
    }

    #[test]
    fn a_reason_is_in_words_on_one_line() {
        assert_eq!(reason(" Unconscious\r\n at  the\tdoor "), Ok("Unconscious at the door".to_owned()));
        assert_eq!((reason(" \n"), reason("emergency")), (Err(Flaw::Missing), Err(Flaw::TooShort)));
        assert_eq!(reason(&"ñ".repeat(500)).map(|it| it.chars().count()), Ok(500));
        assert_eq!(reason(&"a".repeat(501)), Err(Flaw::TooLong));
    }

    #[test]
    fn what_is_to_come_is_shown_and_what_was_within_a_year() {
        let at = |start: &str| example::appointment(start, "America/Los_Angeles");
        let starts = ["2025-11-24T11:59:00Z", "2025-11-24T12:00:00Z", "2026-11-24T11:50:00Z"];
        let all = starts.into_iter().chain(["2026-12-08T17:40:00Z", "2026-11-23T17:40:00Z"]).map(at);
        let (upcoming, past) = shown(all.collect(), now());
        let texts = |list: Vec<Appointment>| -> Vec<_> {
            list.into_iter().map(|it| it.start.instant.to_string()).collect()
        };
        assert_eq!(texts(upcoming), ["2026-11-24T11:50:00Z", "2026-12-08T17:40:00Z"]);
        assert_eq!(texts(past), ["2026-11-23T17:40:00Z", "2025-11-24T12:00:00Z"]);
    }
}
