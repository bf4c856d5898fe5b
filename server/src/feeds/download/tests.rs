//! The file of a record: FHIR where FHIR has it, with the offsets of its places.

use app::domain::{
    audit::{Action, Kind, Who},
    record::{HeldAccess, HeldAppointment, HeldSigningOn},
    time::LocalTime,
};

use super::*;
use crate::fixture;

fn held() -> Held {
    let at = |text: &str| {
        let zone = app::portal::zone("America/Los_Angeles");
        LocalTime::at(text.parse().expect("an instant"), &zone)
    };
    let appointment =
        fixture::appointment(&"office-visit".into(), "2026-12-01T17:40:00Z", "America/Los_Angeles");
    let access = HeldAccess {
        at: at("2026-11-24T12:00:00Z"),
        who: Who::Staff { name: "Ana Ruiz".to_owned(), offices: vec!["Lake Union".to_owned()] },
        action: Action::Read,
        kind: Kind::Emergency,
        about: Some(appointment.id.clone()),
        reason: Some("Unconscious".to_owned()),
        refused: false,
    };
    Held {
        at: at("2026-11-24T12:00:00Z"),
        member: fixture::member(),
        physician: None,
        signing_on: HeldSigningOn {
            has_password: true,
            has_authenticator: false,
            recovery_left: 0,
            passkeys: Vec::new(),
        },
        appointments: vec![HeldAppointment {
            appointment,
            arranged_by: None,
            clinician: None,
            place: None,
            history: Vec::new(),
            told_away: None,
        }],
        referrals: Vec::new(),
        grants: Vec::new(),
        holds: Vec::new(),
        wishes: Vec::new(),
        drafts: Vec::new(),
        gatherings: Vec::new(),
        letters: Vec::new(),
        sessions: Vec::new(),
        accesses: vec![access],
        has_older_accesses: false,
    }
}

#[test]
fn what_fhir_knows_is_a_bundle_with_the_patient_first() {
    let whole = whole(&held(), &fixture::member());
    let entries = whole["bundle"]["entry"].as_array().expect("entries").clone();
    let types: Vec<_> = entries.iter().map(|entry| entry["resource"]["resourceType"].clone()).collect();
    assert_eq!(types, ["Patient", "Appointment", "AuditEvent"]);
    assert_eq!(entries[1]["resource"]["start"], "2026-12-01T09:40:00-08:00");
    assert_eq!(entries[1]["resource"]["end"], "2026-12-01T10:00:00-08:00");
    assert_eq!(entries[2]["resource"]["recorded"], "2026-11-24T04:00:00-08:00");
    assert_eq!(entries[2]["resource"]["agent"][0]["who"]["display"], "Ana Ruiz, Lake Union");
    assert_eq!(entries[2]["resource"]["purposeOfEvent"][0]["text"], "Unconscious");
    assert_eq!(entries[2]["resource"]["purposeOfEvent"][0]["coding"][0]["code"], "BTG");
    assert_eq!(whole["others"]["signing_on"]["has_password"], true);
}
