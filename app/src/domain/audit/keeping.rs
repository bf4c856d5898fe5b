//! How long it is kept who has seen or changed what.

use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How long the audit is kept, as the plan has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keeping {
    /// Years from the day of a row on; never fewer than [`Keeping::LEAST`].
    pub years: u16,
    /// The day on which this was looked up.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Where it was looked up.
    #[serde(default)]
    pub source: Option<String>,
}

impl Keeping {
    /// 45 CFR 164.316(b)(2): what was done to protect records is kept for six years.
    pub const LEAST: u16 = 6;
    /// Longer than anybody lives nothing is kept.
    pub const MOST: u16 = 100;

    /// The first moment whose rows are kept, at `now`; for ever where the calendar does not reach so far.
    pub fn since(&self, now: Timestamp) -> Timestamp {
        let day = now.to_zoned_datetime(TimeZone::UTC).checked_sub(Span::new().years(self.years));
        day.map_or(Timestamp::MIN, |day| day.timestamp())
    }
}

impl Default for Keeping {
    fn default() -> Self {
        Self { years: Self::LEAST, as_of: None, source: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_years_are_kept_to_the_day() {
        let since = Keeping::default().since("2026-02-28T12:00:00Z".parse().expect("an instant"));
        assert_eq!(since.to_string(), "2020-02-28T12:00:00Z");
    }
}
