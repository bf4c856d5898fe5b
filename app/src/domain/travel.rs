//! Care while travelling (Brief B11 to B14).

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{hours::Weekly, plan::Text};

/// Hours within which the Emergency Notification Line wants to hear (Brief B13).
pub const NOTIFY_WITHIN_HOURS: i64 = 24;

/// An area where travellers find the plan's care (Brief B11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// For example `northwest`.
    pub id: String,
    /// For people.
    pub name: Text,
    /// What parts are covered, in a sentence.
    pub coverage: Text,
    /// The member's own area: care is as at home.
    pub home: bool,
    /// Visiting members get a medical record number of this area.
    pub visited_record_number: bool,
    /// Specialists of this area want a referral from one of its own clinicians.
    pub specialty_needs_local_referral: bool,
    /// The day on which this was looked up.
    pub as_of: Date,
    /// Where it was looked up.
    pub source: String,
}

/// A country with the numbers that bring help there (Brief B13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1, two letters.
    pub code: String,
    /// For people.
    pub name: Text,
    /// Emergency numbers: an ambulance first. Empty where no number is published:
    /// ask locally.
    pub emergency: Vec<String>,
    /// The day on which this was looked up; left out in a file, it is that of the file.
    #[serde(default)]
    pub as_of: Date,
    /// Where it was looked up; left out in a file, it is that of the file.
    #[serde(default)]
    pub source: String,
}

/// Where the member is going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination<'a> {
    /// One of the plan's areas.
    Area(&'a Area),
    /// Somewhere in the country of the plan without the plan's care.
    Elsewhere,
    /// Another country.
    Abroad(&'a Country),
}

/// The answer for routine care; pre-authorization is mentioned with each (Brief B12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoutineCare<'a> {
    /// As at home.
    Home,
    /// The plan's care is there.
    Available(&'a Area),
    /// The plan has nothing there.
    NotAvailable,
}

/// Brief B11.
pub fn routine_care<'a>(destination: &Destination<'a>) -> RoutineCare<'a> {
    match destination {
        Destination::Area(area) if area.home => RoutineCare::Home,
        Destination::Area(area) => RoutineCare::Available(area),
        Destination::Elsewhere | Destination::Abroad(_) => RoutineCare::NotAvailable,
    }
}

/// Whom to call with an urgent need on a journey (Brief B14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UrgentCare {
    /// The personal physician's office is open now.
    PersonalPhysician,
    /// It is closed, or there is no personal physician: the nurse. With the next opening.
    ConsultingNurse {
        /// When the physician's office opens, where there is one.
        opens: Option<Timestamp>,
    },
}

/// Brief B14: decided by the hours of the physician's office, in its own zone.
pub fn urgent_care(office: Option<(&Weekly, &jiff::tz::TimeZone)>, now: Timestamp) -> UrgentCare {
    match office {
        Some((hours, zone)) if hours.is_open(now, zone) => UrgentCare::PersonalPhysician,
        Some((hours, zone)) => UrgentCare::ConsultingNurse { opens: hours.next_opening(now, zone) },
        None => UrgentCare::ConsultingNurse { opens: None },
    }
}

/// The end of the 24 hours after an emergency began (Brief B13).
pub fn notification_deadline(began: Timestamp) -> Timestamp {
    began + SignedDuration::from_hours(NOTIFY_WITHIN_HOURS)
}

/// The days between which the Travel Advisory Service should be asked: so many weeks
/// before leaving, the earlier first.
pub fn advice_window(leaving: Date, weeks: (u8, u8)) -> (Date, Date) {
    let before = |weeks: u8| leaving.saturating_sub(jiff::Span::new().weeks(weeks));
    (before(weeks.1), before(weeks.0))
}

#[cfg(test)]
mod tests;
