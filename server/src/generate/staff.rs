//! Who works where and when.

use jiff::civil::Date;
use serde_json::Value;

use super::{
    people::person,
    places::Place,
    specialties::discipline,
    weeks::{saturday, slot_minutes, weeks},
};
use crate::invented::{
    dice::Dice,
    disciplines::Discipline,
    resources::{Work, practitioner, practitioner_role},
    weeks::{Absence, Stretch, absences},
};

/// Of 100 clinicians, so many have one role, and so many one or two; the others have three:
/// 1.25 on average.
const ONE: usize = 80;
const ONE_OR_TWO: usize = 95;
/// Of 100 roles, so many take no new patients.
const FULL: usize = 15;

/// A clinician's resources.
pub struct Clinician {
    /// The Practitioner.
    pub practitioner: Value,
    /// The PractitionerRoles.
    pub roles: Vec<Value>,
}

/// What is the same in all roles of a clinician.
struct Practice {
    id: String,
    discipline: &'static Discipline,
    slot_minutes: u16,
    absences: Vec<Absence>,
}

/// The n-th clinician of a directory, with at most so many roles. It depends on nobody else,
/// so a directory needs no more memory than one clinician.
pub fn clinician(n: usize, at_most: usize, places: &[Place], seed: u64, today: Date) -> Clinician {
    let id = format!("clinician-{n:06}");
    let mut dice = Dice::new(seed, &id);
    let (person, discipline) = (person(&mut dice), discipline(&mut dice));
    let degree = dice.pick(discipline.degrees);
    let training = discipline.training(degree, &mut dice, today);
    let practitioner = practitioner(&id, &person, degree, &training);
    let (slot_minutes, absences) = (slot_minutes(&mut dice), absences(&mut dice, today));
    let practice = Practice { id, discipline, slot_minutes, absences };
    let weeks = weeks(roles(&mut dice).min(at_most), &mut dice);
    let first = busy(places, &mut dice);
    let role =
        |(number, week)| role(&practice, number, week, &places[(first + number) % places.len()], &mut dice);
    Clinician { roles: weeks.into_iter().enumerate().map(role).collect(), practitioner }
}

/// The role with that number, counted from 0. At the first place, some work on Saturdays too.
fn role(practice: &Practice, number: usize, mut week: Vec<Stretch>, place: &Place, dice: &mut Dice) -> Value {
    if place.saturday && number == 0 {
        week.extend(saturday(&week, practice.slot_minutes, dice));
    }
    practitioner_role(&Work {
        id: &format!("{}-{}", practice.id, number + 1),
        practitioner: &practice.id,
        organization: &place.organization,
        location: &place.id,
        discipline: practice.discipline,
        phone: &place.phone(20 + dice.below(80)),
        accepting: !dice.chance(FULL),
        slot_minutes: Some(practice.slot_minutes),
        week: &week,
        absences: &practice.absences,
    })
}

fn roles(dice: &mut Dice) -> usize {
    match dice.below(100) {
        few if few < ONE => 1,
        more if more < ONE_OR_TWO => 2,
        _ => 3,
    }
}

/// Which place: those at the head of the list are larger. A clinician's next roles are at the
/// next places.
fn busy(places: &[Place], dice: &mut Dice) -> usize {
    dice.below(places.len()).min(dice.below(places.len()))
}
