//! Who works where and when.

use jiff::civil::Date;

use super::{
    places::{self, OFFICES, PLAN, Place, TRAVEL_OFFICE},
    staffing::{AT_OFFICES, ELSEWHERE, Staffing},
};
use crate::invented::{
    dice::Dice,
    disciplines::{Degree, Discipline, TRAVEL},
    names::{People, Person},
    weeks::{self, Absence, CLINIC_DAYS, HALVES, SATURDAY, Stretch, WEEKS},
};

/// Of 100 who could, so many work at two offices.
const AT_TWO_OFFICES: usize = 12;

/// So many degrees of latitude apart is near: about 33 kilometers.
const NEAR: f64 = 0.3;

/// A degree of longitude, in degrees of latitude, in Washington.
const DEGREE_EAST: f64 = 0.68;

/// A clinician.
pub struct Clinician {
    /// Who.
    pub person: Person,
    /// What they do.
    pub discipline: &'static Discipline,
    /// What stands after the name.
    pub degree: &'static Degree,
    /// Training, in words.
    pub training: Vec<String>,
    /// Where they work.
    pub posts: Vec<Post>,
}

/// A clinician's work at one place.
pub struct Post {
    /// Where.
    pub place: &'static Place,
    /// The phone for appointments: that of the discipline at the place.
    pub phone: String,
    /// Takes new patients.
    pub accepting: bool,
    /// The week.
    pub week: Vec<Stretch>,
    /// When they are away.
    pub absences: Vec<Absence>,
}

/// All clinicians: at the plan's offices, then elsewhere.
pub fn clinicians(seed: u64, today: Date) -> Vec<Clinician> {
    let mut people = People::new(seed);
    let mut clinicians = Vec::new();
    for (staffings, places) in [(AT_OFFICES, OFFICES), (ELSEWHERE, places::ELSEWHERE)] {
        for (number, staffing) in staffings.iter().enumerate() {
            for n in 0..staffing.clinicians {
                let person = people.next();
                let mut dice = Dice::new(seed, &person.id);
                let places = places_of(staffing, number, n, places, &mut dice);
                clinicians.push(clinician(person, staffing, &places, &mut dice, today));
            }
        }
    }
    clinicians
}

/// The n-th of a discipline works at the n-th of its places, some at the next office too.
/// Disciplines begin at different places, so that every office has several.
fn places_of(
    staffing: &Staffing,
    number: usize,
    n: usize,
    places: &'static [Place],
    dice: &mut Dice,
) -> Vec<&'static Place> {
    if staffing.discipline.code == TRAVEL.code {
        return vec![&OFFICES[TRAVEL_OFFICE]];
    }
    let place = &places[(n % staffing.places + number * 3) % places.len()];
    let two = place.organization.id == PLAN.id && dice.chance(AT_TWO_OFFICES);
    std::iter::once(place).chain(next_office(place).filter(|_| two)).collect()
}

/// The office next to this one, within half an hour or so.
fn next_office(place: &Place) -> Option<&'static Place> {
    let distance = |other: &Place| {
        let ((north, east), (other_north, other_east)) = (place.position, other.position);
        (north - other_north).hypot((east - other_east) * DEGREE_EAST)
    };
    let near = OFFICES.iter().filter(|other| other.id != place.id && distance(other) < NEAR);
    near.min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

fn clinician(
    person: Person,
    staffing: &'static Staffing,
    places: &[&'static Place],
    dice: &mut Dice,
    today: Date,
) -> Clinician {
    let discipline = &staffing.discipline;
    let degree = dice.pick(discipline.degrees);
    let accepting = !dice.chance(staffing.full);
    let absences = weeks::absences(dice, today);
    let posts = places.iter().enumerate().map(|(n, place)| Post {
        place,
        phone: phone(place, discipline),
        accepting,
        week: week(discipline, place, (n, places.len()), dice),
        absences: absences.clone(),
    });
    let posts = posts.collect();
    Clinician { training: discipline.training(degree, dice, today), person, discipline, degree, posts }
}

/// The week at the n-th of so many places.
fn week(
    discipline: &Discipline,
    place: &Place,
    (n, places): (usize, usize),
    dice: &mut Dice,
) -> Vec<Stretch> {
    if places > 1 {
        return HALVES[n % HALVES.len()].to_vec();
    }
    let weeks = if discipline.field.ends_with("surgery") { CLINIC_DAYS } else { WEEKS };
    let mut week = dice.pick(weeks).to_vec();
    if place.saturday && dice.chance(35) {
        week.push(SATURDAY);
    }
    week
}

/// Numbers from 555-0100 to 555-0199 belong to nobody.
fn phone(place: &Place, discipline: &Discipline) -> String {
    let same = |other: &Staffing| other.discipline.display == discipline.display;
    let line = AT_OFFICES.iter().chain(ELSEWHERE).position(same).unwrap_or_default();
    format!("{}-555-01{:02}", place.area_code, 20 + line)
}
