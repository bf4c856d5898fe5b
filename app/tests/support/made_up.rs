//! Directories of any shape in memory, without a store.

use app::{
    domain::{
        directory::{Clinician, Location, Role},
        plan::Plan,
        schedule::Schedule,
    },
    portal::zone,
    search::{
        availability::Availability,
        directory::Directory,
        places::{Places, Zip},
    },
};
use proptest::prelude::*;
use serde_json::json;

use super::{now, plan, read};

/// Offices: id, city, ZIP, one of the plan's own, zone.
const OFFICES: [(&str, &str, &str, bool, &str); 4] = [
    ("o0", "Olympia", "98501", true, "America/Los_Angeles"),
    ("o1", "Tacoma", "98402", true, "America/Los_Angeles"),
    ("o2", "Spokane", "99201", false, "America/Los_Angeles"),
    ("o3", "Honolulu", "96813", true, "Pacific/Honolulu"),
];

/// What differs from role to role: all else follows from it.
#[derive(Clone, Debug)]
pub struct Person {
    /// Two of one number are the same clinician.
    pub clinician: u8,
    /// Among the offices.
    pub office: usize,
    /// Among the specialties of [`plan_with_all`]; one more is unknown to the plan.
    pub specialty: usize,
    /// As bits.
    pub visits: u8,
    /// Works on these weekdays: bit 0 is Monday.
    pub days: u8,
    /// From this hour on for two hours.
    pub hour: i8,
    /// Has a contract.
    pub contracted: bool,
    /// Takes new patients.
    pub accepting: bool,
}

/// A directory with its free times.
pub struct MadeUp {
    /// The plan.
    pub plan: Plan,
    /// The directory.
    pub directory: Directory,
    /// The free times.
    pub availability: Availability,
}

/// The plan of the tests with a specialty that always needs a referral, and a visit that is
/// arranged by phone only.
pub fn plan_with_all() -> Plan {
    let mut plan = plan();
    let mut surgery = plan.specialties[1].clone();
    (surgery.id, surgery.also_called) = ("surgery".into(), vec!["knife".into()]);
    surgery.referral = app::domain::visit_type::ReferralRule::Always;
    plan.specialties.push(surgery);
    let mut procedure = plan.visit_types[0].clone();
    (procedure.id, procedure.online) = ("procedure".into(), false);
    plan.visit_types.push(procedure);
    // Some referrals begin later than such a visit can be booked.
    plan.visit_types[1].horizon_days = 10;
    plan
}

/// Any people.
pub fn people(most: usize) -> impl Strategy<Value = Vec<Person>> {
    let person =
        (0..12_u8, 0..4_usize, 0..4_usize, 0..8_u8, any::<u8>(), 7..20_i8, any::<bool>(), any::<bool>());
    let person =
        person.prop_map(|(clinician, office, specialty, visits, days, hour, contracted, accepting)| Person {
            clinician,
            office,
            specialty,
            visits,
            days,
            hour,
            contracted,
            accepting,
        });
    prop::collection::vec(person, 0..most)
}

impl MadeUp {
    /// The directory of those people.
    pub fn new(people: &[Person]) -> Self {
        let plan = plan_with_all();
        let clinicians = (0..12).map(clinician).collect();
        let roles = people.iter().enumerate().map(|(n, person)| role(n, person, &plan)).collect();
        let directory =
            Directory::new(clinicians, OFFICES.map(location).into(), roles, &plan, places().into()).unwrap();
        let schedules = directory.entries().iter().map(|entry| {
            let n: usize = entry.role.id.as_str()[1..].parse().unwrap();
            (entry.role.id.clone(), zone(&entry.location.time_zone), Some(schedule(n, &people[n])))
        });
        let availability = Availability::new(&plan.visit_types, now(), schedules, []);
        Self { plan, directory, availability }
    }
}

/// The ZIPs of the offices, and one between two of them.
pub fn places() -> Places {
    let zip = |(zip, city, state, position): (&str, &str, &str, (f64, f64))| Zip {
        zip: zip.to_owned(),
        city: city.to_owned(),
        state: state.to_owned(),
        position: Some(position),
    };
    let table = [
        ("98501", "Olympia", "WA", (47.01, -122.88)),
        ("98402", "Tacoma", "WA", (47.25, -122.44)),
        ("98327", "DuPont", "WA", (47.11, -122.65)),
        ("99201", "Spokane", "WA", (47.67, -117.44)),
        ("96813", "Honolulu", "HI", (21.31, -157.85)),
        ("42202", "Olympia", "KY", (38.06, -83.67)),
    ];
    Places::new(table.map(zip))
}

fn clinician(n: u8) -> Clinician {
    let families = ["Adams", "Baker", "Cruz", "Day"];
    let family = families[usize::from(n) % families.len()];
    let (genders, languages) = (["female", "male", "other"], [vec!["es"], vec![], vec!["es", "vi"]]);
    let n = usize::from(n);
    read(json!({ "id": format!("c{n}"), "name": format!("May{n} {family}, MD"), "family": family,
        "gender": genders.get(n % 4), "languages": languages[n % 3], "qualifications": [] }))
}

fn location((id, city, zip, own, zone): (&str, &str, &str, bool, &str)) -> Location {
    let state = if city == "Honolulu" { "HI" } else { "WA" };
    read(
        json!({ "id": id, "name": format!("{city} Clinic"), "line": "1 Main St", "city": city, "state": state,
        "zip": zip, "position": null, "phone": null, "time_zone": zone, "hours": null, "plan_office": own,
        "accessibility": [], "organization": null }),
    )
}

fn role(n: usize, person: &Person, plan: &Plan) -> Role {
    let visits = plan.visit_types.iter().enumerate().filter(|(bit, _)| person.visits >> bit & 1 == 1);
    let visits: Vec<_> = visits.map(|(_, visit)| &visit.id).collect();
    read(json!({ "id": format!("r{n}"), "clinician": format!("c{}", person.clinician),
        "location": OFFICES[person.office].0, "specialty": plan.specialties.get(person.specialty).map(|s| &s.id),
        "specialty_display": "Medicine", "network": if person.contracted { "contracted" } else { "plan" },
        "accepting": person.accepting, "visit_types": visits, "phone": null }))
}

fn schedule(n: usize, person: &Person) -> Schedule {
    let days = (1..=7).filter(|day| person.days >> (day - 1) & 1 == 1);
    let (start, end) = (format!("{:02}:00:00", person.hour), format!("{:02}:00:00", person.hour + 2));
    let sessions: Vec<_> =
        days.map(|day| json!({ "weekday": day, "start": start, "end": end, "visit_types": [] })).collect();
    read(
        json!({ "role": format!("r{n}"), "valid_from": "2020-01-01", "slot_minutes": 20, "sessions": sessions,
        "exceptions": [] }),
    )
}
