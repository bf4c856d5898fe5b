//! A moment as a person in a place reads it. The browser has no time zones:
//! the server sends the instant together with the local reading.

use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// The zone with that name; UTC for a name that the import let pass by mistake.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// An instant and what the clock on the wall of a place shows at it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalTime {
    /// The moment itself; equal in every place.
    pub instant: Timestamp,
    /// Date and time on the wall of the place.
    pub civil: civil::DateTime,
    /// The IANA name of the zone of the place.
    pub zone: String,
    /// The zone's abbreviation at that moment, for example `PST`.
    pub abbreviation: String,
}

impl LocalTime {
    /// Reads `instant` in `zone`.
    pub fn at(instant: Timestamp, zone: &TimeZone) -> Self {
        Self {
            instant,
            civil: instant.to_zoned_datetime(zone.clone()).datetime(),
            zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            abbreviation: zone.to_offset_info(instant).abbreviation().to_owned(),
        }
    }

    /// The day in the place.
    pub fn date(&self) -> civil::Date {
        self.civil.date()
    }

    /// The time of day in the place.
    pub fn time(&self) -> civil::Time {
        self.civil.time()
    }
}
