//! Whom a search must find first: what people type, in English and Spanish, with slips.

use std::{collections::HashMap, sync::LazyLock};

use app::{
    domain::{
        found::Suggestion,
        on_file::OnFile,
        search::{DirectoryQuery, When},
    },
    portal::zone,
    search::{Found, availability::Availability, directory::Directory, search},
};

use super::{Loaded, loaded, now};
use crate::{fixture, zip_table};

/// What is typed, and the specialty of whoever comes first.
const CARE: &[(&str, &str)] = &[
    ("eye doctor", "eye-care"),
    ("eye docter", "eye-care"),
    ("oculista", "eye-care"),
    ("lentes", "eye-care"),
    ("glasses", "eye-care"),
    ("oftalmólogo", "eye-care"),
    ("oftalmologo", "eye-care"),
    ("opthalmologist", "eye-care"),
    ("examen de la vista", "eye-care"),
    ("cataracts", "eye-care"),
    ("skin", "dermatology"),
    ("doctor for my skin", "dermatology"),
    ("acne", "dermatology"),
    ("acné", "dermatology"),
    ("mole", "dermatology"),
    ("rash", "dermatology"),
    ("dermatoligist", "dermatology"),
    ("skin cancer", "dermatology"),
    ("piel", "dermatology"),
    ("doctor de la piel", "dermatology"),
    ("heart", "cardiology"),
    ("heart doctor", "cardiology"),
    ("cardiólogo", "cardiology"),
    ("cardioligist", "cardiology"),
    ("dolor de pecho", "cardiology"),
    ("palpitations", "cardiology"),
    ("knee pain", "orthopedics"),
    ("rodilla", "orthopedics"),
    ("broken bone", "orthopedics"),
    ("hip replacement", "orthopedics"),
    ("back pain", "physical-therapy"),
    ("dolor de espalda", "physical-therapy"),
    ("physio", "physical-therapy"),
    ("PT", "physical-therapy"),
    ("fisioterapia", "physical-therapy"),
    ("therapy physical", "physical-therapy"),
    ("pregnancy", "obstetrics-gynecology"),
    ("pregnent", "obstetrics-gynecology"),
    ("embarazo", "obstetrics-gynecology"),
    ("embarazada", "obstetrics-gynecology"),
    ("OB/GYN", "obstetrics-gynecology"),
    ("obgyn", "obstetrics-gynecology"),
    ("women's health", "obstetrics-gynecology"),
    ("salud de la mujer", "obstetrics-gynecology"),
    ("partera", "obstetrics-gynecology"),
    ("therapist", "behavioral-health"),
    ("depression", "behavioral-health"),
    ("depresión", "behavioral-health"),
    ("ansiedad", "behavioral-health"),
    ("anxeity", "behavioral-health"),
    ("mental health", "behavioral-health"),
    ("psicóloga", "behavioral-health"),
    ("kids' doctor", "pediatrics"),
    ("pediatra", "pediatrics"),
    ("pediatrition", "pediatrics"),
    ("children", "pediatrics"),
    ("doctor de niños", "pediatrics"),
    ("recién nacido", "pediatrics"),
    ("family doctor", "primary-care"),
    ("flu shot", "primary-care"),
    ("check up", "primary-care"),
    ("médico de cabecera", "primary-care"),
    ("I need a physical", "primary-care"),
    ("travel shots", "travel-advisory"),
    ("vacunas para viajar", "travel-advisory"),
    ("malaria", "travel-advisory"),
    ("yellow fever", "travel-advisory"),
    ("allergies", "allergy"),
    ("alergias", "allergy"),
    ("hearing aids", "ear-nose-throat"),
    ("oídos", "ear-nose-throat"),
    ("migraine", "neurology"),
    ("thyroid", "endocrinology"),
    ("tiroides", "endocrinology"),
    ("acid reflux", "digestive-care"),
    ("kidney stones", "urology"),
    ("próstata", "urology"),
    ("leukemia", "cancer-care"),
    ("hernia", "surgery"),
    ("cirujano", "surgery"),
];

/// What is typed, and the clinician who comes first.
const NAMES: &[(&str, &str)] = &[
    ("Tuan Vo", "Tuan Vo, MD"),
    ("vo tuan", "Tuan Vo, MD"),
    ("Dr. Ignacio Castañeda", "Ignacio Castañeda, MD"),
    ("castaneda ignacio", "Ignacio Castañeda, MD"),
    ("gael nunez", "Gael Núñez, MD"),
    ("tomas nuñez", "Tomás Núñez, MD"),
    ("halvorson corinne", "Corinne Halvorsen, DO"),
    ("dimaculagan", "Maricel Dimaculangan, DPT"),
    ("kimanh dinh", "Kim-Anh Dinh, MD"),
    ("kim anh", "Kim-Anh Dinh, MD"),
    ("jae won seo", "Jae-Won Seo, PhD"),
    ("peter thronbury", "Peter Thornbury, MD"),
    ("dr vill ele", "Elena Villaseñor, MD"),
    ("gavin olympia", "Gavin Halvorsen, OD"),
    ("dermatologist in Spokane", "Haoran Kwan, DO"),
    ("yakima cardiologist", "Eunice Kang, MD"),
    ("capitol lake psychiatrist", "Isaac Brennan, DO"),
    ("spanish speaking eye doctor near 98501", "Ignacio Castañeda, MD"),
    ("oculista que hable español cerca de Olympia", "Ignacio Castañeda, MD"),
];

/// The demonstration, ready for searching.
struct Desk {
    directory: Directory,
    availability: Availability,
}

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let Loaded { plan, everything, claims, .. } = loaded();
    let places = zip_table::beside(&fixture::profile()).expect("a table");
    let (clinicians, locations) = (everything.clinicians.clone(), everything.locations.clone());
    let directory =
        Directory::new(clinicians, locations, everything.roles.clone(), plan, places.into()).expect("a directory");
    let mut schedules: HashMap<_, _> =
        everything.schedules.iter().map(|schedule| (&schedule.role, schedule.clone())).collect();
    let roles = directory.entries().iter().map(|entry| {
        let schedule = schedules.remove(&entry.role.id);
        (entry.role.id.clone(), zone(&entry.location.time_zone), schedule)
    });
    let availability = Availability::new(&plan.visit_types, now(), roles, claims.clone());
    Desk { directory, availability }
});

fn find(query: &DirectoryQuery) -> Found {
    let Desk { directory, availability } = &*DESK;
    search(directory, &availability.view(), &loaded().plan, &OnFile::default(), query, now())
}

fn typed(text: &str) -> DirectoryQuery {
    DirectoryQuery { text: text.to_owned(), ..DirectoryQuery::default() }
}

#[test]
fn the_care_that_is_meant_comes_first() {
    let first = |text| find(&typed(text)).hits.first().and_then(|hit| hit.listing.role.specialty.clone());
    let found: Vec<_> = CARE.iter().map(|(text, _)| (*text, first(text))).collect();
    let expected: Vec<_> = CARE.iter().map(|(text, specialty)| (*text, Some((*specialty).into()))).collect();
    let wrong: Vec<_> = found.iter().zip(&expected).filter(|(found, expected)| found != expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_clinician_who_is_named_comes_first() {
    let first = |text| find(&typed(text)).hits.first().map(|hit| hit.listing.clinician.name.clone());
    let found: Vec<_> = NAMES.iter().map(|(text, _)| (*text, first(text))).collect();
    let expected: Vec<_> = NAMES.iter().map(|(text, name)| (*text, Some((*name).to_owned()))).collect();
    assert_eq!(found, expected);
}

#[test]
fn everybody_is_found_by_name() {
    for entry in DESK.directory.entries() {
        let found = find(&typed(&entry.clinician.name));
        let first = found.hits.first().map(|hit| &hit.listing.clinician.id);
        assert_eq!(first, Some(&entry.clinician.id), "{}", entry.clinician.name);
    }
}

#[test]
fn a_sentence_is_understood_and_what_it_finds_can_be_booked_then() {
    let Found { understood, hits, place, relaxations, .. } =
        find(&typed("spanish speaking eye doctor near 98501 this week"));
    let expected = DirectoryQuery {
        language: Some("es".into()),
        place: "98501".into(),
        when: Some(When::ThisWeek),
        ..typed("eye doctor")
    };
    assert_eq!(understood, expected);
    assert_eq!(place.map(|place| place.name), Some("Olympia, WA".into()));
    let (_, sunday) = When::ThisWeek.days(now().to_zoned_datetime(zone("America/Los_Angeles")).date());
    assert!(!hits.is_empty() || !relaxations.is_empty());
    for hit in hits {
        assert!(hit.listing.clinician.languages.contains(&"es".to_owned()));
        assert!(!hit.next.is_empty() && hit.next.iter().all(|time| time.date() <= sunday));
        assert!(hit.miles.is_some_and(|miles| miles <= 25.0));
    }
}

#[test]
fn whoever_types_is_offered_what_may_be_meant() {
    let first = |text| DESK.directory.suggest(text).into_iter().next();
    let specialty = |id: &str| Some(Suggestion::Specialty(id.into()));
    for (text, id) in [
        ("derm", "dermatology"),
        ("oftal", "eye-care"),
        ("skin doc", "dermatology"),
        ("corazón", "cardiology"),
        ("cardoil", "cardiology"),
        ("pedi", "pediatrics"),
        ("embaraz", "obstetrics-gynecology"),
    ] {
        assert_eq!(first(text), specialty(id), "{text}");
    }
    assert_eq!(first("oly"), Some(Suggestion::City("Olympia, WA".into())));
    assert!(
        matches!(first("capitol l"), Some(Suggestion::Office { name, .. }) if name.starts_with("Capitol"))
    );
    for text in ["castane", "Ignacio Cas", "castenada"] {
        let clinician = |suggestion: &Suggestion| match suggestion {
            Suggestion::Clinician { name, .. } => name.contains("Castañeda"),
            _ => false,
        };
        assert!(first(text).as_ref().is_some_and(clinician), "{text}");
    }
    assert_eq!(DESK.directory.suggest("m").len(), 8);
    assert_eq!(DESK.directory.suggest(" ,").len(), 0);
}
