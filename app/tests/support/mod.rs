//! A small portal in memory, and members who ask it.
#![allow(clippy::allow_attributes, dead_code, unused_imports, reason = "each test file uses a part of it")]

pub mod decided;
pub mod emergency;
pub mod household;
pub mod identity;
pub mod journey;
pub mod ledger;
pub mod made_up;
pub mod rounds;
pub mod staff;
pub mod step;
pub mod wishes;

pub use decided::{allowed, found, history, wish};

use std::collections::HashMap;

use app::{
    domain::{
        actor::Actor,
        audit::{Access, Action, Kind},
        directory::{Clinician, Location, Role},
        id::{MemberId, RoleId},
        member::Member,
        plan::Plan,
        schedule::Schedule,
    },
    error::AppError,
    identity::signer::Signer,
    portal::Portal,
    search::places::Places,
    session::{self, Arrival},
    store::{
        self, Store,
        audit::{Audited, Hand},
    },
};
use axum::http::{HeaderMap, HeaderValue, Method, Request, header, request::Parts};
use jiff::{SignedDuration, Timestamp};
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use leptos_axum::ResponseOptions;
use serde_json::{Value, json};

/// Monday 30 November 2026, 9:00 in Seattle: offered by `role`.
pub const NINE: &str = "2026-11-30T17:00:00Z";
/// Twenty minutes later.
pub const TWENTY_PAST: &str = "2026-11-30T17:20:00Z";

/// A moment.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The clock of the portal: Tuesday 24 November 2026, 4:00 in Seattle.
pub fn now() -> Timestamp {
    at("2026-11-24T12:00:00Z")
}

/// Twelve hours before [`NINE`]: too late to change.
pub fn too_late() -> Timestamp {
    at(NINE) - SignedDuration::from_hours(12)
}

/// A portal with roles of each kind: `role` can be booked, `contracted` is elsewhere, `full`
/// takes no new patients, `heart` wants a referral. `members` are on its roll: `m0`, `m1` and so on.
pub async fn portal(members: usize) -> Portal {
    let store = Store::open("mem://", None).await.unwrap();
    fill(&store, members).await;
    Portal::open(store, plan(), Places::default(), signer(), false, now).await.unwrap()
}

/// The store in the hand of the plan.
pub fn hand(store: &Store) -> Hand {
    store.by(Actor::Plan, now())
}

/// The store for a change that the plan makes to the record of `m0`.
pub fn audited(store: &Store) -> Audited {
    store.audited(Access::new(now(), Actor::Plan, "m0".into(), (Action::Update, Kind::Details)))
}

/// Signs with a key of its own.
pub fn signer() -> Signer {
    Signer::of_new_key().unwrap()
}

/// The portal as another process has it, or at another moment.
pub async fn another(portal: &Portal, clock: fn() -> Timestamp) -> Portal {
    Portal::open(portal.store.clone(), plan(), Places::default(), signer(), false, clock).await.unwrap()
}

async fn fill(store: &Store, members: usize) {
    let clinicians = ["ada", "ben", "cleo"].map(|id| {
        json!({ "id": id, "name": format!("{id} Núñez, MD"), "family": id, "gender": "female",
            "languages": if id == "ada" { vec!["es"] } else { vec![] },
            "qualifications": [] })
    });
    let role = |id: &str, clinician: &str, location: &str, network: &str, accepting: bool| {
        json!({ "id": id, "clinician": clinician, "location": location,
            "specialty": if id == "heart" { "heart" } else { "primary" },
            "specialty_display": "Medicine", "network": network, "accepting": accepting,
            "visit_types": ["visit", "call"], "phone": null })
    };
    let location = |id: &str, own: bool| {
        let hours = json!([{ "days": [1, 2, 3, 4, 5], "start": "08:00:00", "end": "17:00:00" }]);
        let (city, zip) = if own { ("Olympia", "98501") } else { ("Federal Way", "98003") };
        json!({ "id": id, "name": id, "line": "1 Main St", "city": city, "state": "WA", "zip": zip,
            "position": null, "phone": "360-555-0100", "time_zone": "America/Los_Angeles", "hours": hours,
            "plan_office": own, "accessibility": [], "organization": null })
    };
    let roles = [
        role("role", "ada", "office", "plan", true),
        role("contracted", "ben", "elsewhere", "contracted", true),
        role("full", "cleo", "office", "plan", false),
        role("heart", "ben", "office", "contracted", true),
    ];
    let schedules = ["role", "contracted", "full", "heart"].map(|role| {
        let session =
            |day: u8| json!({ "weekday": day, "start": "08:00:00", "end": "12:00:00", "visit_types": [] });
        json!({ "role": role, "valid_from": "2020-01-01", "slot_minutes": 20,
            "sessions": (1..=5).map(session).collect::<Vec<_>>(), "exceptions": [] })
    });
    let locations = [location("office", true), location("elsewhere", false)];
    let members: Vec<Member> = (0..members).map(member).collect();
    store::directory::save(store, &clinicians.map(read::<Clinician>)).await.unwrap();
    store::directory::save(store, &locations.map(read::<Location>)).await.unwrap();
    store::directory::save(store, &roles.map(read::<Role>)).await.unwrap();
    store::directory::save(store, &schedules.map(read::<Schedule>)).await.unwrap();
    store::member::save_all(store, &members).await.unwrap();
}

/// Adds a role that sees people as [`portal`]'s `role` does.
pub async fn add_role(store: &Store, id: &str, clinician: &str, location: &str) {
    let ids = [RoleId::from("role")];
    let scheduled = store::schedule::of_roles(store, &ids).await.unwrap().remove(&ids[0]).unwrap();
    let (mut role, mut schedule) = (scheduled.role, scheduled.published);
    (role.id, role.clinician, role.location) = (id.into(), clinician.into(), location.into());
    schedule.role = role.id.clone();
    store::directory::save(store, &[role]).await.unwrap();
    store::directory::save(store, &[schedule]).await.unwrap();
}

/// Reads what JSON says.
pub fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// A member of the roll.
pub fn member(n: usize) -> Member {
    read(
        json!({ "id": format!("m{n}"), "number": format!("{:08}", 1000 + n), "given": "Ana", "family": "Núñez",
        "born": "1958-04-15", "email": format!("m{n}@example.org"), "phone": "206-555-0100",
        "physician": null, "spanish": null }),
    )
}

/// A small plan.
pub fn plan() -> Plan {
    let text = |text: &str| json!({ "en": text, "es": text });
    let specialty = |id: &str, also: &str, referral: &str, physician: bool| {
        json!({ "id": id, "name": text(id), "also_called": [also], "codes": [], "referral": referral,
            "personal_physician": physician, "as_of": "2026-11-24", "source": "a test" })
    };
    let visit = |id: &str, modality: &str| {
        json!({ "id": id, "name": text(id), "description": text(id), "modality": modality, "minutes": 40,
            "specialties": ["primary", "heart"], "copay_cents": 2500,
            "cancellation": { "online": true, "cutoff_hours": 24 }, "online": true, "lead_minutes": 60,
            "horizon_days": 30, "as_of": "2026-11-24", "source": "a test" })
    };
    read(json!({
        "name": "Example", "demonstration": true, "time_zone": "America/Los_Angeles", "service_states": ["WA"],
        "plan_organizations": [], "as_of": "2026-11-24", "source": "a test", "phones": [],
        "payment": { "accepted": ["visa"], "cash": false, "as_of": "2026-11-24", "source": "a test" },
        "specialties": [
            specialty("primary", "family doctor", "none", true),
            specialty("heart", "cardiologist", "contracted", false),
        ],
        "visit_types": [visit("visit", "in-person"), visit("call", "phone")],
        "travel_visit_type": "call", "travel_advice_weeks": [4, 6], "areas": [],
        "countries": [{ "code": "FR", "name": text("France"), "emergency": ["112"], "as_of": "2026-11-24",
            "source": "a test" }],
    }))
}

/// Somebody with a browser: keeps its cookies.
#[derive(Clone)]
pub struct Browser {
    /// The portal that is asked.
    pub portal: Portal,
    /// How: a form is sent where nothing else is said.
    pub method: Method,
    /// What it says it is (`User-Agent`).
    pub says: Option<&'static str>,
    /// Which languages it asks for (`Accept-Language`).
    pub accepts: Option<&'static str>,
    cookies: Vec<(String, String)>,
    /// Until when it keeps them, of those that it keeps when it is closed.
    kept_for: HashMap<String, u32>,
}

/// What came besides the answer itself.
pub struct Answer<T> {
    /// The answer.
    pub outcome: Result<T, AppError>,
    /// Where it leads.
    pub location: Option<String>,
    /// Its status, where it has one of its own.
    pub status: Option<u16>,
}

impl Browser {
    /// Nobody in particular.
    pub fn new(portal: &Portal) -> Self {
        Self {
            portal: portal.clone(),
            method: Method::POST,
            says: None,
            accepts: None,
            cookies: Vec::new(),
            kept_for: HashMap::new(),
        }
    }

    /// A member who is signed on.
    pub async fn of(portal: &Portal, n: usize) -> Self {
        let token = session::start(portal, &MemberId(format!("m{n}")), Arrival::default(), portal.now())
            .await
            .unwrap();
        Self { cookies: vec![("bookwell".to_owned(), token)], ..Self::new(portal) }
    }

    /// Asks a server function as its endpoint does.
    pub async fn ask<T: Send + 'static>(
        &mut self,
        question: impl Future<Output = Result<T, AppError>> + Send + 'static,
    ) -> Answer<T> {
        let (portal, parts) = (self.portal.clone(), self.parts());
        let options = ResponseOptions::default();
        let given = options.clone();
        let owner = Owner::new();
        let outcome = owner
            .with(|| {
                ScopedFuture::new(async move {
                    provide_context(portal);
                    provide_context(parts);
                    provide_context(given);
                    question.await
                })
            })
            .await;
        let parts = options.0.read().unwrap().clone();
        self.keep(&parts.headers);
        let location = parts.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        Answer { outcome, location, status: parts.status.map(|status| status.as_u16()) }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Seconds for which a cookie is kept; `None` where it ends with the browser.
    pub fn kept_for(&self, name: &str) -> Option<u32> {
        self.kept_for.get(name).copied()
    }

    fn parts(&self) -> Parts {
        let (mut parts, ()) =
            Request::builder().method(self.method.clone()).uri("/api/x").body(()).unwrap().into_parts();
        let line: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        for (name, line) in [(header::USER_AGENT, self.says), (header::ACCEPT_LANGUAGE, self.accepts)] {
            if let Some(line) = line {
                parts.headers.insert(name, HeaderValue::from_static(line));
            }
        }
        parts.headers.insert(header::COOKIE, HeaderValue::from_str(&line.join("; ")).unwrap());
        parts
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let (name, value) = line.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(key, _)| key != name);
            let age = line.to_str().unwrap().split("; ").find_map(|part| part.strip_prefix("Max-Age="));
            match age {
                Some(seconds) => self.kept_for.insert(name.to_owned(), seconds.parse().unwrap()),
                None => self.kept_for.remove(name),
            };
            if !value.is_empty() && age != Some("0") {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}
