//! What a booking is decided by, as the tests begin with it.

use jiff::{
    Timestamp,
    civil::{date, time},
    tz::TimeZone,
};
use serde_json::json;

use super::NINE;
use crate::domain::{
    appointment::{Appointment, Grounds, Refusal, book, move_to},
    directory::Listing,
    draft::Draft,
    need::Need,
    on_file::OnFile,
    plan::{Plan, example},
    schedule::{Schedule, Session},
    slot::{Claims, Offer},
    visit_type::VisitType,
};

/// Everything that decides; each test changes what it is about.
#[derive(Debug)]
pub struct Desk {
    pub plan: Plan,
    pub listing: Listing,
    pub schedule: Schedule,
    pub visit_type: VisitType,
    pub claims: Claims,
    pub on_file: OnFile,
    pub own: Vec<Appointment>,
    pub draft: Draft,
    pub now: Timestamp,
}

impl Desk {
    pub fn new() -> Self {
        let plan = example::plan();
        let session = |weekday| Session {
            weekday,
            start: time(8, 0, 0, 0),
            end: time(17, 0, 0, 0),
            visit_types: Vec::new(),
        };
        Self {
            visit_type: plan.visit_types[0].clone(),
            plan,
            listing: listing(),
            schedule: Schedule {
                role: "role".into(),
                valid_from: date(2020, 1, 1),
                slot_minutes: 20,
                sessions: (1..=5).map(session).collect(),
                exceptions: Vec::new(),
            },
            claims: Claims::new(),
            on_file: OnFile::default(),
            own: Vec::new(),
            draft: draft(NINE),
            now: at("2026-11-24T12:00:00Z"),
        }
    }

    pub fn ask<T>(&self, question: impl FnOnce(Grounds) -> T) -> T {
        let zone = TimeZone::get("America/Los_Angeles").expect("a zone");
        let Self { plan, listing, schedule, visit_type, claims, on_file, own, now, .. } = self;
        let offer = Offer { schedule, zone: &zone, visit_type, claims, chosen: &[], now: *now };
        question(Grounds { listing, on_file, own, offer: &offer, plan })
    }

    pub fn book(&self) -> Result<Appointment, Refusal> {
        self.ask(|grounds| book(&self.draft, grounds, "id".into()))
    }

    pub fn move_to(&self, appointment: &Appointment, start: &str) -> Result<Appointment, Refusal> {
        self.ask(|grounds| move_to(appointment, at(start), grounds))
    }
}

pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn listing() -> Listing {
    serde_json::from_value(json!({
        "role": { "id": "role", "clinician": "clinician", "location": "location", "specialty": "primary",
            "specialty_display": "Family Medicine", "network": "plan", "accepting": true,
            "visit_types": ["visit", "call", "procedure"], "phone": null },
        "clinician": { "id": "clinician", "name": "Dana Reyes, MD", "family": "Reyes", "gender": null,
            "languages": [], "qualifications": [] },
        "location": { "id": "location", "name": "Lakeview", "line": "1 Main St", "city": "Seattle",
            "state": "WA", "zip": "98101", "position": null, "phone": null,
            "time_zone": "America/Los_Angeles", "hours": null, "plan_office": true, "accessibility": [],
            "organization": null },
    }))
    .expect("a listing")
}

pub fn draft(start: &str) -> Draft {
    Draft {
        id: "key".into(),
        member: "member".into(),
        role: "role".into(),
        visit_type: "visit".into(),
        start: at(start),
        need: Need::Routine,
        reason: "A cough".into(),
        contact: "206-555-0100".into(),
        at: at("2026-11-24T11:00:00Z"),
    }
}
