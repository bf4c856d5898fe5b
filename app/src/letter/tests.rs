use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::domain::directory::Listing;

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a fixture")
}

pub(super) fn member(spanish: bool) -> Member {
    read(json!({ "id": "m1", "number": "12345678", "given": "Rosa", "family": "Vega", "born": "1980-02-03",
        "email": "rosa@example.org", "phone": "206-555-0100", "physician": null, "spanish": spanish }))
}

fn appointment() -> Appointment {
    let zone = zone("America/Los_Angeles");
    let start: Timestamp = "2026-12-01T17:40:00Z".parse().expect("an instant");
    read(json!({ "id": "0199", "member": "m1", "role": "r1", "visit_type": "office", "modality": "in-person",
        "start": LocalTime::at(start, &zone), "minutes": 20, "claims": [start], "state": "booked",
        "copay_cents": 2000, "reason": "A private matter", "contact": "206-555-0199", "key": "k",
        "booked_at": "2026-11-24T12:00:00Z", "cancelled_at": null }))
}

fn listing() -> Listing {
    read(json!({
        "role": { "id": "r1", "clinician": "c1", "location": "l1", "specialty": null, "specialty_display": "x",
            "network": "plan", "accepting": true, "visit_types": ["office"], "phone": null },
        "clinician": { "id": "c1", "name": "Dana Reyes, MD", "family": "Reyes", "gender": null,
            "languages": [], "qualifications": [] },
        "location": { "id": "l1", "name": "Ballard Medical Office", "line": "1 Market St", "city": "Seattle",
            "state": "WA", "zip": "98107", "position": null, "phone": null,
            "time_zone": "America/Los_Angeles", "hours": null, "plan_office": true, "accessibility": [],
            "organization": null }
    }))
}

fn visit_type(online: bool) -> VisitType {
    read(json!({ "id": "office", "name": { "en": "Office visit", "es": "Visita médica" },
        "description": { "en": "x", "es": "x" }, "modality": "in-person", "minutes": 20, "specialties": [],
        "copay_cents": 2000, "cancellation": { "online": online, "cutoff_hours": 24 }, "online": true,
        "lead_minutes": 0, "horizon_days": 60, "as_of": "2026-11-01", "source": "x" }))
}

pub(super) fn plan() -> Plan {
    let line = json!({ "id": "member-services", "name": { "en": "x", "es": "x" }, "number": "1-888-901-4636",
        "other_number": null, "tty": null, "hours": null, "purpose": { "en": "x", "es": "x" },
        "have_at_hand": { "en": "x", "es": "x" }, "as_of": "2026-11-01", "source": "x" });
    read(json!({ "name": "The Plan", "demonstration": true, "time_zone": "America/Los_Angeles",
        "service_states": ["WA"], "plan_organizations": [], "phones": [line],
        "payment": { "accepted": ["personal-check", "visa", "master-card"], "cash": false,
            "as_of": "2026-11-01", "source": "x" },
        "specialties": [], "visit_types": [], "travel_visit_type": "x", "travel_advice_weeks": [4, 6],
        "areas": [], "as_of": "2026-11-01", "source": "x" }))
}

fn letter(kind: Kind, spanish: bool, online: bool) -> Letter {
    letter_at("2026-11-29T12:00:00Z", kind, spanish, online)
}

fn letter_at(now: &str, kind: Kind, spanish: bool, online: bool) -> Letter {
    let (member, appointment, listing) = (member(spanish), appointment(), listing());
    let (visit_type, plan) = (visit_type(online), plan());
    let visit = Visit {
        member: &member,
        between: None,
        appointment: &appointment,
        start: &appointment.start,
        clinician: Some(listing.clinician.name),
        location: Some(listing.location),
        visit_type: &visit_type,
        plan: &plan,
        address: "https://portal.example.org",
        now: now.parse().expect("an instant"),
    };
    visit.letter(kind)
}

#[test]
fn a_booked_letter_says_what_who_where_when_how_to_pay_and_how_to_cancel() {
    let letter = letter(Kind::Booked, false, true);
    assert_eq!(letter.subject, "Your appointment is booked");
    for part in [
        "Hello Rosa,",
        "What: Office visit (20 minutes)",
        "With: Dana Reyes, MD",
        "When: Tuesday, December 1, 2026, 9:40 am PST",
        "Where: Ballard Medical Office, 1 Market St, Seattle, WA 98107",
        "Copay: $20.",
        "We accept a personal check, Visa or MasterCard. We do not accept cash.",
        "https://portal.example.org/appointments/0199 by Monday, November 30, 2026, 9:40 am PST",
        "1-888-901-4636",
        "No real care is booked.",
    ] {
        assert!(letter.text.contains(part), "{part} is missing from:\n{}", letter.text);
    }
}

#[test]
fn the_letter_is_in_spanish_for_who_reads_spanish() {
    let letter = letter(Kind::Booked, true, true);
    assert_eq!(letter.subject, "Su cita está reservada");
    for part in [
        "Hola, Rosa:",
        "Qué: Visita médica (20 minutos)",
        "Cuándo: martes, 1 de diciembre de 2026, 9:40 a. m. PST",
        "Aceptamos cheque personal, Visa o MasterCard. No aceptamos efectivo.",
        "hasta el lunes, 30 de noviembre de 2026",
    ] {
        assert!(letter.text.contains(part), "{part} is missing from:\n{}", letter.text);
    }
}

#[test]
fn no_letter_holds_the_reason_or_the_contact() {
    for (kind, spanish) in
        [(Kind::Booked, false), (Kind::Moved, true), (Kind::Cancelled, false), (Kind::Reminder, true)]
    {
        let letter = letter(kind, spanish, true);
        for private in ["private matter", "206-555-0199"] {
            assert!(!letter.text.contains(private) && !letter.subject.contains(private));
        }
    }
}

#[test]
fn what_cannot_be_cancelled_online_names_the_phone_only() {
    let letter = letter(Kind::Moved, false, false);
    assert!(letter.text.contains("call Member Services at 1-888-901-4636"));
    assert!(!letter.text.contains("/appointments/"));
}

#[test]
fn a_cancelled_letter_asks_for_no_copay_and_says_how_to_book_again() {
    let letter = letter(Kind::Cancelled, false, true);
    assert!(!letter.text.contains("Copay"));
    assert!(letter.text.contains("https://portal.example.org/directory"));
}

#[test]
fn a_reminder_says_when_and_where_how_to_pay_and_until_when_to_cancel() {
    let english = [
        "Your appointment is coming up",
        "This is a reminder of your appointment:",
        "When: Tuesday, December 1, 2026, 9:40 am PST",
        "Where: Ballard Medical Office, 1 Market St, Seattle, WA 98107",
        "Copay: $20.",
        "We accept a personal check, Visa or MasterCard. We do not accept cash.",
        "by Monday, November 30, 2026, 9:40 am PST",
    ];
    let spanish = [
        "Se acerca su cita",
        "Le recordamos su cita:",
        "Cuándo: martes, 1 de diciembre de 2026, 9:40 a. m. PST",
        "Copago: $20.",
        "Aceptamos cheque personal, Visa o MasterCard. No aceptamos efectivo.",
        "hasta el lunes, 30 de noviembre de 2026",
    ];
    for (parts, in_spanish) in [(&english[..], false), (&spanish[..], true)] {
        let letter = letter(Kind::Reminder, in_spanish, true);
        let whole = format!("{}\n{}", letter.subject, letter.text);
        for part in parts {
            assert!(whole.contains(part), "{part} is missing from:\n{whole}");
        }
    }
}

#[test]
fn a_reminder_after_the_cut_off_names_the_phone_and_no_time_that_has_passed() {
    let late = letter_at("2026-11-30T17:40:00Z", Kind::Reminder, false, true);
    assert!(late.text.contains("too late to cancel it") && late.text.contains("1-888-901-4636"));
    assert!(!late.text.contains("November 30") && !late.text.contains("/appointments/"));
    let phone_only = letter_at("2026-11-30T17:40:00Z", Kind::Reminder, false, false);
    assert!(phone_only.text.contains("To cancel or to choose another time, call Member Services"));
}

#[test]
fn noon_and_midnight_are_twelve() {
    let at = |text: &str| LocalTime::at(text.parse().expect("an instant"), &jiff::tz::TimeZone::UTC);
    assert!(words::moment(Locale::en, &at("2026-12-01T12:05:00Z")).contains("12:05 pm"));
    assert!(words::moment(Locale::en, &at("2026-12-01T00:05:00Z")).contains("12:05 am"));
}

#[test]
fn what_has_happened_is_told_though_nobody_knows_any_more_with_whom_and_where() {
    for (spanish, unknown) in [(false, "no longer in the directory"), (true, "ya no está en el directorio")]
    {
        let letter = about(spanish, |visit| {
            Visit { clinician: None, location: None, ..visit.clone() }.letter(Kind::Cancelled)
        });
        assert_eq!(letter.text.matches(unknown).count(), 2, "{}", letter.text);
    }
}

/// The letter that is written about the appointment.
fn about(spanish: bool, write: impl FnOnce(&Visit) -> Letter) -> Letter {
    let (member, appointment, listing) = (member(spanish), appointment(), listing());
    let (visit_type, plan) = (visit_type(true), plan());
    write(&Visit {
        member: &member,
        between: None,
        appointment: &appointment,
        start: &appointment.start,
        clinician: Some(listing.clinician.name),
        location: Some(listing.location),
        visit_type: &visit_type,
        plan: &plan,
        address: "https://portal.example.org",
        now: "2026-11-24T12:00:00Z".parse().expect("an instant"),
    })
}

fn local(instant: &str) -> LocalTime {
    let zone = jiff::tz::TimeZone::get("America/Los_Angeles").expect("a zone");
    LocalTime::at(instant.parse().expect("an instant"), &zone)
}

fn away(spanish: bool, suggested: bool) -> Letter {
    let (start, until) = (local("2026-12-08T18:00:00Z"), local("2026-11-26T20:00:00Z").instant);
    about(spanish, |visit| visit.away(suggested.then_some((&listing(), &start)), suggested.then_some(until)))
}

#[test]
fn who_is_proposed_an_earlier_time_reads_until_when_it_is_kept_and_that_nothing_changes_by_itself() {
    let (start, until) = (local("2026-11-25T18:00:00Z"), local("2026-11-24T20:00:00Z").instant);
    let letter = about(false, |visit| visit.earlier(&start, until));
    assert_eq!(letter.subject, "An earlier time is free");
    for part in [
        "This one is free now: Wednesday, November 25, 2026, 10:00 am PST.",
        "We keep it for you until Tuesday, November 24, 2026, 12:00 pm PST.",
        "https://portal.example.org/appointments/0199",
        "If you do nothing, your appointment stays as it is:",
        "When: Tuesday, December 1, 2026, 9:40 am PST",
    ] {
        assert!(letter.text.contains(part), "{part} is missing from:\n{}", letter.text);
    }
    let letter = about(true, |visit| visit.earlier(&start, until));
    assert!(letter.text.contains("Se la guardamos hasta"), "{}", letter.text);
}

#[test]
fn who_is_told_that_a_clinician_is_away_reads_which_time_is_suggested_or_that_the_office_calls() {
    let letter = away(false, true);
    assert_eq!(letter.subject, "Your appointment needs another time");
    for part in [
        "When: Tuesday, December 1, 2026, 9:40 am PST",
        "We suggest this time instead: Tuesday, December 8, 2026, 10:00 am PST, with Dana Reyes, MD at Ballard",
        "https://portal.example.org/appointments/0199",
        "We keep it for you until Thursday, November 26, 2026, 12:00 pm PST.",
        "1-888-901-4636",
    ] {
        assert!(letter.text.contains(part), "{part} is missing from:\n{}", letter.text);
    }
    let letter = away(true, false);
    assert!(letter.text.contains("El consultorio le llamará."), "{}", letter.text);
    assert!(!letter.text.contains("private matter"));
}
