//! Made-up places in real cities of Washington. Positions are those of their ZIPs.

/// The organization that runs the plan's own medical offices.
pub const PLAN: Organization =
    Organization { id: "bookwell-demonstration-plan", name: "Bookwell Demonstration Plan" };

/// An organization.
pub struct Organization {
    /// Its id in the directory.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
}

/// A place.
pub struct Place {
    /// Its id in the directory.
    pub id: &'static str,
    /// What the sign at the door says.
    pub name: &'static str,
    /// Street and number.
    pub line: &'static str,
    /// City.
    pub city: &'static str,
    /// ZIP.
    pub zip: &'static str,
    /// Latitude and longitude.
    pub position: (f64, f64),
    /// The area code of its phones.
    pub area_code: &'static str,
    /// Open on Saturday morning.
    pub saturday: bool,
    /// Who runs it.
    pub organization: &'static Organization,
}

const fn office(
    id: &'static str,
    name: &'static str,
    line: &'static str,
    (city, zip, position): (&'static str, &'static str, (f64, f64)),
    area_code: &'static str,
    saturday: bool,
) -> Place {
    Place { id, name, line, city, zip, position, area_code, saturday, organization: &PLAN }
}

/// The plan's own medical offices.
#[rustfmt::skip]
pub const OFFICES: &[Place] = &[
    office("lake-union", "Lake Union Medical Office", "1420 Fairhaven Ave N", ("Seattle", "98109", (47.6339, -122.3476)), "206", true),
    office("beacon-ridge", "Beacon Ridge Medical Office", "5218 Orchard Terrace S", ("Seattle", "98118", (47.5412, -122.275)), "206", false),
    office("evergreen-park", "Evergreen Park Medical Office", "310 Larkspur Way NE", ("Bellevue", "98004", (47.6155, -122.2072)), "425", true),
    office("willow-creek", "Willow Creek Medical Office", "8845 Millrace Ln NE", ("Redmond", "98052", (47.6718, -122.1232)), "425", false),
    office("cedar-bend", "Cedar Bend Medical Office", "275 Sawmill Ave S", ("Renton", "98057", (47.4714, -122.2203)), "425", false),
    office("twin-firs", "Twin Firs Medical Office", "33106 Meadowlark Pl S", ("Federal Way", "98003", (47.3203, -122.3117)), "253", false),
    office("harbor-steps", "Harbor Steps Medical Office", "918 Tideflat St", ("Tacoma", "98402", (47.2545, -122.4405)), "253", true),
    office("valley-view", "Valley View Medical Office", "1604 Hopfield Rd E", ("Puyallup", "98371", (47.1991, -122.3151)), "253", false),
    office("capitol-lake", "Capitol Lake Medical Office", "420 Heronwood St SW", ("Olympia", "98501", (47.0129, -122.8763)), "360", false),
    office("port-side", "Port Side Medical Office", "2730 Cannery Ave", ("Everett", "98201", (47.9884, -122.2006)), "425", false),
    office("alder-grove", "Alder Grove Medical Office", "19415 Fernbrook Way", ("Lynnwood", "98036", (47.8049, -122.2855)), "425", false),
    office("clear-water", "Clear Water Medical Office", "10250 Tidewater Loop NW", ("Silverdale", "98383", (47.6621, -122.6981)), "360", false),
    office("ponderosa", "Ponderosa Medical Office", "715 W Stonepine Ave", ("Spokane", "99201", (47.6665, -117.4365)), "509", true),
];

/// The office where the Travel Advisory Service has its desks.
pub const TRAVEL_OFFICE: usize = 0;

const MADRONA: Organization = Organization { id: "madrona-specialty-group", name: "Madrona Specialty Group" };
const SALISH: Organization = Organization { id: "salish-shore-partners", name: "Salish Shore Partners" };
const PALOUSE: Organization = Organization { id: "palouse-hills-clinic", name: "Palouse Hills Clinic" };
const ORCHARD: Organization =
    Organization { id: "orchard-valley-specialists", name: "Orchard Valley Specialists" };

/// Organizations with a contract.
pub const CONTRACTED: &[Organization] = &[MADRONA, SALISH, PALOUSE, ORCHARD];

const fn elsewhere(place: Place, organization: &'static Organization) -> Place {
    Place { organization, ..place }
}

/// Places outside the plan's offices, where contracted clinicians work (Brief B9).
#[rustfmt::skip]
pub const ELSEWHERE: &[Place] = &[
    elsewhere(office("madrona-kirkland", "Madrona Specialty Group, Kirkland", "620 Harborview Ct", ("Kirkland", "98033", (47.6786, -122.1894)), "425", false), &MADRONA),
    elsewhere(office("madrona-seattle", "Madrona Specialty Group, Seattle", "1108 Summit Terrace", ("Seattle", "98104", (47.6036, -122.3256)), "206", false), &MADRONA),
    elsewhere(office("salish-bellingham", "Salish Shore Partners", "2016 Lighthouse St", ("Bellingham", "98225", (48.749, -122.4887)), "360", false), &SALISH),
    elsewhere(office("palouse-spokane", "Palouse Hills Clinic", "430 S Wheatland Ave", ("Spokane", "99204", (47.6501, -117.4298)), "509", false), &PALOUSE),
    elsewhere(office("orchard-yakima", "Orchard Valley Specialists", "1512 W Appleyard Ave", ("Yakima", "98901", (46.6021, -120.5059)), "509", false), &ORCHARD),
];
