//! An appointment for the tests of the domain, and with whom it is.

use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;

use super::Appointment;
use crate::domain::{directory::Listing, time::LocalTime};

/// A visit of twenty minutes, booked, at a moment that is read in a zone.
pub fn appointment(start: &str, zone: &str) -> Appointment {
    let start: Timestamp = start.parse().expect("an instant");
    let local = LocalTime::at(start, &TimeZone::get(zone).expect("a zone"));
    serde_json::from_value(json!({
        "id": "a", "member": "m", "role": "r", "visit_type": "visit", "modality": "in-person",
        "start": local, "minutes": 20, "claims": [start], "state": "booked", "copay_cents": 2000,
        "reason": "", "contact": "206-555-0100", "key": "k", "booked_at": "2026-10-01T12:00:00Z",
        "cancelled_at": null,
    }))
    .expect("an appointment")
}

/// A role of primary care at an office of the plan in UTC.
pub fn listing(role: &str) -> Listing {
    serde_json::from_value(json!({
        "role": { "id": role, "clinician": "c", "location": "l", "specialty": "primary", "specialty_display": "",
            "network": "plan", "accepting": true, "visit_types": ["visit"], "phone": null },
        "clinician": { "id": "c", "name": "Dana Reyes, MD", "family": "Reyes", "gender": null, "languages": [],
            "qualifications": [] },
        "location": { "id": "l", "name": "Lakeview", "line": "", "city": "", "state": "", "zip": "",
            "position": null, "phone": null, "time_zone": "UTC", "hours": null, "plan_office": true,
            "accessibility": [], "organization": null },
    }))
    .expect("a listing")
}
