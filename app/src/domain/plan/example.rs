//! A small plan for the tests of the domain.

use serde_json::{Value, json};

use super::Plan;

/// Primary care without referral, heart care with one for contracted clinicians, surgery
/// with one for everybody; a procedure that is arranged by phone.
pub fn plan() -> Plan {
    let lines = ["member-services", "consulting-nurse", "emergency-notification", "away-from-home"];
    serde_json::from_value(json!({
        "name": "Example", "demonstration": true, "time_zone": "America/Los_Angeles", "service_states": ["WA"],
        "plan_organizations": ["own"], "as_of": "2026-11-24", "source": "a test",
        "phones": lines.map(phone),
        "payment": { "accepted": ["visa"], "cash": false, "as_of": "2026-11-24", "source": "a test" },
        "specialties": [
            specialty("primary", "207Q00000X", "none"), specialty("heart", "207RC0000X", "contracted"),
            specialty("surgery", "208600000X", "always"),
        ],
        "visit_types": [
            visit_type("visit", "in-person", true), visit_type("call", "phone", true),
            visit_type("procedure", "in-person", false),
        ],
        "travel_visit_type": "call", "travel_advice_weeks": [4, 6],
        "areas": [{ "id": "home", "name": text("Home"), "coverage": text("All of it."), "home": true,
            "visited_record_number": false, "specialty_needs_local_referral": false,
            "as_of": "2026-11-24", "source": "a test" }],
        "countries": [{ "code": "FR", "name": text("France"), "emergency": ["112", "15"],
            "as_of": "2026-11-24", "source": "a test" }],
    }))
    .expect("an example")
}

fn text(text: &str) -> Value {
    json!({ "en": text, "es": text })
}

fn phone(id: &str) -> Value {
    json!({ "id": id, "name": text(id), "number": "1-800-555-0100", "purpose": text("Help."),
        "have_at_hand": text("The card."), "as_of": "2026-11-24", "source": "a test" })
}

fn specialty(id: &str, code: &str, referral: &str) -> Value {
    json!({ "id": id, "name": text(id), "also_called": [], "codes": [code], "referral": referral,
        "personal_physician": id == "primary", "as_of": "2026-11-24", "source": "a test" })
}

fn visit_type(id: &str, modality: &str, online: bool) -> Value {
    json!({ "id": id, "name": text(id), "description": text("When."), "modality": modality, "minutes": 20,
        "specialties": ["primary", "heart", "surgery"], "copay_cents": 2000,
        "cancellation": { "online": online, "cutoff_hours": 24 }, "online": online, "lead_minutes": 60,
        "horizon_days": 60, "as_of": "2026-11-24", "source": "a test" })
}
