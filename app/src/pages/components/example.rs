//! Made-up days, times and places.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, date},
};

use crate::{
    domain::{directory::Location, found::Suggestion, time::LocalTime},
    i18n::*,
};

/// A Tuesday.
pub(super) fn first_day() -> Date {
    date(2026, 12, 1)
}

/// From 8:00 to 18:20 in Seattle, every 40 minutes.
pub(super) fn morning_and_evening() -> Vec<LocalTime> {
    let first = Timestamp::constant(1_796_140_800, 0);
    let morning = first_day().at(8, 0, 0, 0);
    let at = |n: i64| {
        let later = SignedDuration::from_mins(40 * n);
        let (zone, abbreviation) = ("America/Los_Angeles".to_owned(), "PST".to_owned());
        LocalTime { instant: first + later, civil: morning + later, zone, abbreviation }
    };
    (0..17).map(at).collect()
}

/// Nobody has it.
pub(super) fn office_phone() -> String {
    "206-555-0100".to_owned()
}

/// Does not exist.
pub(super) fn place() -> Location {
    let i18n = use_i18n();
    Location {
        id: "example".into(),
        name: t_string!(i18n, components.place).to_owned(),
        line: t_string!(i18n, components.street).to_owned(),
        city: t_string!(i18n, components.city).to_owned(),
        state: "WA".to_owned(),
        zip: "98101".to_owned(),
        position: Some((47.6062, -122.3321)),
        phone: Some(office_phone()),
        time_zone: "America/Los_Angeles".to_owned(),
        hours: None,
        plan_office: true,
        accessibility: vec![t_string!(i18n, components.access).to_owned()],
        organization: None,
        accepting: Some(true),
    }
}

/// One of each kind.
pub(super) fn suggestions() -> Vec<Suggestion> {
    let i18n = use_i18n();
    let name = t_string!(i18n, components.clinician).to_owned();
    let city = t_string!(i18n, components.city).to_owned();
    let Location { id, name: office, .. } = place();
    vec![
        Suggestion::Specialty("eye-care".into()),
        Suggestion::Clinician {
            id: "example".into(),
            name,
            specialty: Some("eye-care".into()),
            city: city.clone(),
        },
        Suggestion::Office { id, name: office, city: city.clone() },
        Suggestion::City(city),
    ]
}
