//! Made-up places at real ZIP codes.

use app::search::places::{Position, Zip};

use crate::invented::{dice::Dice, resources::Site};

/// Of a plan with so many roles, so many places: 600 for 25,000.
const ROLES_AND_PLACES: (usize, usize) = (25_000, 600);
/// So many places belong to one organization with a contract, on average.
const PLACES: usize = 12;
/// Of 100 places, so many are the plan's own offices.
const OWN: usize = 65;
/// A place lies at most so many ten-thousandths of a degree from the middle of its ZIP code.
const AROUND: usize = 150;

#[rustfmt::skip]
const FIRST: &[&str] = &[
    "Alder", "Amber", "Aspen", "Bay", "Birch", "Bright", "Cascade", "Cedar", "Clear", "Copper", "Eagle", "Evergreen",
    "Fern", "Granite", "Harbor", "Heron", "Juniper", "Lake", "Maple", "Meadow", "Mill", "North", "Orchard", "Pine",
    "River", "Salmon", "Silver", "Spruce", "Summit", "Willow",
];
#[rustfmt::skip]
const SECOND: &[&str] = &[
    "Bend", "Bluff", "Bridge", "Brook", "Creek", "Crossing", "Falls", "Field", "Gate", "Glen", "Grove", "Heights",
    "Hill", "Hollow", "Landing", "Park", "Point", "Ridge", "Shore", "Side", "Springs", "Terrace", "Valley", "View",
];
const STREETS: &[&str] = &["Ave", "Blvd", "Dr", "Ln", "Pl", "Rd", "St", "Way"];
const GROUPS: &[&str] = &["Medical Group", "Specialists", "Clinic", "Health Partners", "Associates"];
const AREA_CODES: &[&str] = &["206", "253", "360", "425", "509"];

/// Who runs places.
#[derive(Debug)]
pub struct Organization {
    /// Its id in the directory.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// A place.
#[derive(Debug)]
pub struct Place {
    /// Its id in the directory.
    pub id: String,
    /// The id of the organization that runs it.
    pub organization: String,
    /// The area code of its phones.
    pub area_code: &'static str,
    /// Open on Saturday morning.
    pub saturday: bool,
    name: String,
    line: String,
    zip: Zip,
    position: Position,
}

/// A ZIP with a position, where places can be.
#[derive(Debug)]
pub struct Town {
    zip: Zip,
    position: Position,
}

/// The ZIPs of those states that have a position.
pub fn towns(zips: Vec<Zip>, states: &[String]) -> Vec<Town> {
    let served = zips.into_iter().filter(|zip| states.contains(&zip.state));
    served.filter_map(|zip| Some(Town { position: zip.position?, zip })).collect()
}

/// Places and those who run them.
pub struct Places {
    /// The plan first, then those with a contract.
    pub organizations: Vec<Organization>,
    /// As many as the roles need, by ZIP code: what is near in the list is near on the map.
    pub places: Vec<Place>,
}

/// Places for so many roles. `towns` must not be empty.
pub fn places(roles: usize, plan: Organization, towns: &[Town], seed: u64) -> Places {
    let mut dice = Dice::new(seed, "places");
    let count = (roles * ROLES_AND_PLACES.1 / ROLES_AND_PLACES.0).max(2);
    let groups = 1..=count.div_ceil(PLACES);
    let organizations: Vec<_> = std::iter::once(plan).chain(groups.map(|n| group(n, &mut dice))).collect();
    let mut chosen: Vec<&Town> = (0..count).map(|_| dice.pick(towns)).collect();
    chosen.sort_by(|a, b| a.zip.zip.cmp(&b.zip.zip));
    let place = |(n, town)| place(n, town, &organizations, &mut dice);
    Places { places: chosen.into_iter().enumerate().map(place).collect(), organizations }
}

fn group(n: usize, dice: &mut Dice) -> Organization {
    let name = format!("{} {} {}", dice.pick(FIRST), dice.pick(SECOND), dice.pick(GROUPS));
    Organization { id: format!("group-{n:03}"), name }
}

/// The first place is the plan's own, the second is not; chance decides about the others.
fn place(n: usize, town: &Town, organizations: &[Organization], dice: &mut Dice) -> Place {
    let Town { zip, position: (north, east) } = town;
    let own = n == 0 || n > 1 && dice.chance(OWN);
    let organization = if own { &organizations[0] } else { dice.pick(&organizations[1..]) };
    let name = match own {
        true => format!("{} {} Medical Office", dice.pick(FIRST), dice.pick(SECOND)),
        false => format!("{}, {}", organization.name, zip.city),
    };
    let area_code = *dice.pick(AREA_CODES);
    Place {
        id: format!("place-{:04}", n + 1),
        organization: organization.id.clone(),
        area_code,
        saturday: dice.chance(30),
        line: format!("{} {} {}", 100 + dice.below(9_900), dice.pick(FIRST), dice.pick(STREETS)),
        position: (around(*north, dice), around(*east, dice)),
        zip: zip.clone(),
        name,
    }
}

/// Near a degree, to four digits.
fn around(degrees: f64, dice: &mut Dice) -> f64 {
    let offset = dice.below(2 * AROUND) as f64 - AROUND as f64;
    ((degrees * 10_000.0).round() + offset) / 10_000.0
}

impl Place {
    /// As the directory lists it, with that phone.
    pub fn site<'a>(&'a self, phone: &'a str) -> Site<'a> {
        let Self { id, organization, saturday, name, line, zip, position, .. } = self;
        let (city, state, position, saturday) = (&zip.city, &zip.state, *position, *saturday);
        Site { id, name, line, city, state, zip: &zip.zip, position, phone, saturday, organization }
    }

    /// A phone of the place. Numbers from 555-0100 to 555-0199 belong to nobody.
    pub fn phone(&self, line: usize) -> String {
        format!("{}-555-01{:02}", self.area_code, line % 100)
    }
}
