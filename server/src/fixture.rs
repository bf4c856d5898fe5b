//! Made-up things that tests work with.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
};

use app::{
    domain::{
        appointment::Appointment,
        directory::Listing,
        id::VisitTypeId,
        member::Member,
        plan::Plan,
        time::LocalTime,
        visit_type::{Modality, VisitType},
    },
    identity::signer::Signer,
    portal::zone,
};
use jiff::Timestamp;
use serde_json::{Value, json};

fn read<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("a fixture")
}

/// The file of the demonstration's plan.
pub fn profile() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../plans/demonstration.toml")
}

/// The demonstration's plan.
pub fn plan() -> Plan {
    crate::plan_file::read(&profile()).expect("a plan profile")
}

/// Signs with a key of its own.
pub fn signer() -> Signer {
    Signer::of_new_key().expect("a signer")
}

/// Its first visit type at a place that can be cancelled online.
pub fn visit_type(plan: &Plan) -> VisitType {
    let fits = |v: &&VisitType| v.modality == Modality::InPerson && v.cancellation.online;
    plan.visit_types.iter().find(fits).expect("a visit type").clone()
}

/// Reads English.
pub fn member() -> Member {
    read(json!({ "id": "m1", "number": "12345678", "given": "Rosa", "family": "Vega", "born": "1980-02-03",
        "email": "rosa@example.org", "phone": "206-555-0100", "physician": null, "spanish": false }))
}

/// Twenty minutes from `start` on, in the zone of that name.
pub fn appointment(visit_type: &VisitTypeId, start: &str, zone_name: &str) -> Appointment {
    let start: Timestamp = start.parse().expect("an instant");
    let local = LocalTime::at(start, &zone(zone_name));
    read(json!({ "id": "0199", "member": "m1", "role": "r1", "visit_type": visit_type,
        "modality": "in-person", "start": local, "minutes": 20, "claims": [start], "state": "booked",
        "copay_cents": 2000, "reason": "A private matter", "contact": "206-555-0199", "key": "k",
        "booked_at": "2026-10-24T12:00:00Z", "cancelled_at": null }))
}

/// The role of the appointment.
pub fn listing() -> Listing {
    read(json!({
        "role": { "id": "r1", "clinician": "c1", "location": "l1", "specialty": null, "specialty_display": "x",
            "network": "plan", "accepting": true, "visit_types": [], "phone": null },
        "clinician": { "id": "c1", "name": "Dana Reyes, MD", "family": "Reyes", "gender": null,
            "languages": [], "qualifications": [] },
        "location": { "id": "l1", "name": "Ballard Medical Office", "line": "1 Market St", "city": "Seattle",
            "state": "WA", "zip": "98107", "position": null, "phone": null,
            "time_zone": "America/Los_Angeles", "hours": null, "plan_office": true, "accessibility": [],
            "organization": null }
    }))
}

/// A folder that is gone with the test.
pub struct Folder(PathBuf);

impl Folder {
    /// One with that name, empty.
    pub fn new(name: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("bookwell-{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file in it.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.file(name), bytes).expect("a file for the test");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
