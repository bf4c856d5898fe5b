//! When a free time is wanted.

use jiff::{
    ToSpan,
    civil::{Date, Time, Weekday, time},
};
use serde::{Deserialize, Serialize};

/// When a free time is wanted, counted from today in the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// Until Sunday.
    ThisWeek,
    /// From Monday to Sunday.
    NextWeek,
}

impl When {
    /// The first and the last day, from the day of today in the place.
    pub fn days(self, today: Date) -> (Date, Date) {
        let monday = today.saturating_sub(i32::from(today.weekday().to_monday_zero_offset()).days());
        match self {
            Self::Today => (today, today),
            Self::Tomorrow => (today.saturating_add(1.day()), today.saturating_add(1.day())),
            Self::ThisWeek => (today, monday.saturating_add(6.days())),
            Self::NextWeek => (monday.saturating_add(7.days()), monday.saturating_add(13.days())),
        }
    }
}

/// Days of the week: bit 0 is Monday. None set means any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(pub u8);

impl Weekdays {
    /// All seven.
    pub const ALL: Self = Self(0b111_1111);

    /// Those that words mean; others mean none.
    pub fn read(words: &[String]) -> Self {
        let meant = Self::ALL.iter().filter(|day| words.iter().any(|word| word == Self::word(*day)));
        meant.fold(Self::default(), Self::and)
    }

    /// A day as it stands in an address and in a form.
    pub fn word(day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        }
    }

    /// With one more day.
    pub fn and(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.to_monday_zero_offset())
    }

    /// Whether a day is among them.
    pub fn has(self, day: Weekday) -> bool {
        self.and(day) == self
    }

    /// The days, from Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::Monday.cycle_forward().take(7).filter(move |day| self.has(*day))
    }

    /// The bits that are days.
    pub fn known(self) -> u8 {
        self.0 & 0b111_1111
    }
}

/// A part of the day, on the clock of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// From noon until 5 pm.
    Afternoon,
    /// From 5 pm on.
    Evening,
}

impl PartOfDay {
    /// All, from morning on.
    pub const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    /// As it stands in a form.
    pub fn word(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
        }
    }

    /// The times from which on and before which it is; the last minute of the day ends the day.
    pub fn times(self) -> (Time, Time) {
        match self {
            Self::Morning => (Time::MIN, time(12, 0, 0, 0)),
            Self::Afternoon => (time(12, 0, 0, 0), time(17, 0, 0, 0)),
            Self::Evening => (time(17, 0, 0, 0), Time::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_ends_on_sunday() {
        let (wednesday, sunday) = (date(2026, 11, 25), date(2026, 11, 29));
        assert_eq!(When::ThisWeek.days(wednesday), (wednesday, sunday));
        assert_eq!(When::ThisWeek.days(sunday), (sunday, sunday));
        assert_eq!(When::NextWeek.days(sunday), (date(2026, 11, 30), date(2026, 12, 6)));
        assert_eq!(When::Tomorrow.days(sunday), (date(2026, 11, 30), date(2026, 11, 30)));
    }
}
