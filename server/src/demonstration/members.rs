//! The demonstration plan's roll: invented people. Whoever tries the portal registers as one
//! of them with the number, the date of birth and the last name below.

use app::{
    domain::{
        directory::{NetworkStatus, Role},
        id::ClinicianId,
        member::Member,
        on_file::may_be_physician,
        plan::Plan,
        referral::{Referral, ReferredTo},
    },
    store::directory::Everything,
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::taken::percent_taken;

/// A member who has registered already.
pub struct Registered {
    /// The number on the card.
    pub number: &'static str,
    /// What to sign on with.
    pub password: &'static str,
}

/// The member who can sign on at once.
pub const DEMONSTRATION_MEMBER: Registered =
    Registered { number: "10000012", password: "correct horse demonstration" };

/// The specialty that the demonstration member has a referral for: the plan profile wants one
/// of everybody there (Brief B3).
const REFERRED_TO: &str = "surgery";

/// How many visits it allows.
const VISITS: u32 = 3;

/// Whether a member has a personal physician yet (Brief B1).
#[derive(Clone, Copy, PartialEq)]
enum Physician {
    /// Not chosen yet.
    None,
    /// One with free times.
    Any,
    /// One who speaks the language.
    Speaking(&'static str),
    /// One who takes no new patients: the member keeps seeing them.
    Full,
}

type Entry = (&'static str, &'static str, &'static str, Date, Physician, bool);

/// Number, first and last name, born, personal physician, reads Spanish.
#[rustfmt::skip]
const ROLL: &[Entry] = &[
    ("10000012", "Rosa", "Delgado", date(1978, 5, 14), Physician::Any, false),
    ("10000023", "Samuel", "Whitaker", date(1951, 11, 2), Physician::Any, false),
    ("10000034", "Esperanza", "Ibarra", date(1969, 8, 27), Physician::Speaking("es"), true),
    ("10000045", "Thanh", "Pham", date(1988, 1, 19), Physician::Speaking("vi"), false),
    ("10000056", "Olivia", "Bergström", date(1995, 3, 8), Physician::None, false),
    ("10000067", "Jamal", "Carter", date(1982, 12, 30), Physician::None, false),
    ("10000078", "Nadia", "Petrenko", date(1973, 7, 5), Physician::Full, false),
    ("10000089", "Hiroshi", "Tanabe", date(1948, 2, 29), Physician::Any, false),
    ("10000090", "Fatuma", "Nur", date(1991, 10, 11), Physician::None, false),
    ("10000101", "Eleanor", "Fitzgerald", date(1939, 4, 23), Physician::Full, false),
    ("10000112", "Diego", "Sandoval", date(2001, 6, 17), Physician::None, true),
    ("10000123", "Priya", "Raman", date(1985, 9, 9), Physician::Any, false),
];

/// The members, with physicians out of the directory.
pub fn roll(directory: &Everything, plan: &Plan, seed: u64) -> Vec<Member> {
    let physicians = Physicians { directory, plan, seed };
    let member = |(n, entry): (usize, &Entry)| {
        let (number, given, family, born, physician, spanish) = *entry;
        Member {
            id: format!("demonstration-{number}").as_str().into(),
            number: number.into(),
            given: given.to_owned(),
            family: family.to_owned(),
            born,
            email: format!("{}@example.org", given.to_lowercase()),
            phone: format!("206-555-01{:02}", 70 + n),
            physician: physicians.nth(physician, n),
            spanish: spanish.then_some(true),
        }
    };
    ROLL.iter().enumerate().map(member).chain((0..OTHERS).map(other)).collect()
}

/// Members beside those who are told by name: enough for many people to try the portal at once.
const OTHERS: usize = 600;

/// The others differ by their number; each was born a month after the one before.
fn other(n: usize) -> Member {
    let number = format!("2000{n:04}");
    Member {
        id: format!("demonstration-{number}").as_str().into(),
        number: number.as_str().into(),
        given: GIVEN[n % GIVEN.len()].to_owned(),
        family: FAMILY[n % FAMILY.len()].to_owned(),
        born: date(1940 + (n / 12) as i16, (n % 12) as i8 + 1, 1),
        email: format!("member-{number}@example.org"),
        phone: format!("206-555-01{:02}", n % 100),
        physician: None,
        spanish: None,
    }
}

const GIVEN: &[&str] = &["Alma", "Bruno", "Celia", "Dario", "Edith", "Felix", "Gilda"];
const FAMILY: &[&str] = &["Abernathy", "Bellweather", "Cordova", "Duong", "Eastman"];

/// The demonstration member's referral, given two weeks ago and good for three months.
pub fn referral(today: Date) -> Referral {
    Referral {
        id: "demonstration-referral".into(),
        member: format!("demonstration-{}", DEMONSTRATION_MEMBER.number).as_str().into(),
        to: ReferredTo::Specialty(REFERRED_TO.into()),
        valid_from: today.saturating_sub(14.days()),
        valid_until: today.saturating_add(90.days()),
        visits: Some(VISITS),
        used: 0,
    }
}

struct Physicians<'a> {
    directory: &'a Everything,
    plan: &'a Plan,
    seed: u64,
}

impl Physicians<'_> {
    /// The n-th clinician who fits, in the order of the directory.
    fn nth(&self, wanted: Physician, n: usize) -> Option<ClinicianId> {
        let fitting: Vec<_> = self.directory.roles.iter().filter(|role| self.fits(role, wanted)).collect();
        let chosen = fitting.get((n * 7) % fitting.len().max(1))?;
        Some(chosen.clinician.clone())
    }

    fn fits(&self, role: &Role, wanted: Physician) -> bool {
        let adults = role.specialty.as_ref().is_some_and(|id| id.as_str() == "primary-care");
        let free = may_be_physician(role, self.plan) && percent_taken(self.seed, &role.id) < 80;
        let fits = match wanted {
            Physician::None => false,
            Physician::Any => free,
            Physician::Speaking(language) => free && self.speaks(role, language),
            Physician::Full => !role.accepting,
        };
        role.network == NetworkStatus::Plan && adults && fits
    }

    fn speaks(&self, role: &Role, language: &str) -> bool {
        let clinician = self.directory.clinicians.iter().find(|clinician| clinician.id == role.clinician);
        clinician.is_some_and(|clinician| clinician.languages.iter().any(|code| code == language))
    }
}
