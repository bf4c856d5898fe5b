//! The time zone of a place, from its state and, in states with two zones, its position.
//!
//! The lines between the zones of a state follow its counties; here they are straight, so a
//! place within some 20 miles of a line can get the neighbour's zone. Only towns decided
//! where the straight lines were put.

/// Latitude and longitude in degrees.
type Position = (f64, f64);

/// A state or territory: its code, its name and the zone of most of it.
const STATES: &[(&str, &str, &str)] = &[
    ("AK", "Alaska", "America/Anchorage"),
    ("AL", "Alabama", "America/Chicago"),
    ("AR", "Arkansas", "America/Chicago"),
    ("AS", "American Samoa", "Pacific/Pago_Pago"),
    ("AZ", "Arizona", "America/Phoenix"),
    ("CA", "California", "America/Los_Angeles"),
    ("CO", "Colorado", "America/Denver"),
    ("CT", "Connecticut", "America/New_York"),
    ("DC", "District of Columbia", "America/New_York"),
    ("DE", "Delaware", "America/New_York"),
    ("FL", "Florida", "America/New_York"),
    ("FM", "Federated States of Micronesia", "Pacific/Pohnpei"),
    ("GA", "Georgia", "America/New_York"),
    ("GU", "Guam", "Pacific/Guam"),
    ("HI", "Hawaii", "Pacific/Honolulu"),
    ("IA", "Iowa", "America/Chicago"),
    ("ID", "Idaho", "America/Boise"),
    ("IL", "Illinois", "America/Chicago"),
    ("IN", "Indiana", "America/Indiana/Indianapolis"),
    ("KS", "Kansas", "America/Chicago"),
    ("KY", "Kentucky", "America/New_York"),
    ("LA", "Louisiana", "America/Chicago"),
    ("MA", "Massachusetts", "America/New_York"),
    ("MD", "Maryland", "America/New_York"),
    ("ME", "Maine", "America/New_York"),
    ("MH", "Marshall Islands", "Pacific/Majuro"),
    ("MI", "Michigan", "America/Detroit"),
    ("MN", "Minnesota", "America/Chicago"),
    ("MO", "Missouri", "America/Chicago"),
    ("MP", "Northern Mariana Islands", "Pacific/Saipan"),
    ("MS", "Mississippi", "America/Chicago"),
    ("MT", "Montana", "America/Denver"),
    ("NC", "North Carolina", "America/New_York"),
    ("ND", "North Dakota", "America/Chicago"),
    ("NE", "Nebraska", "America/Chicago"),
    ("NH", "New Hampshire", "America/New_York"),
    ("NJ", "New Jersey", "America/New_York"),
    ("NM", "New Mexico", "America/Denver"),
    ("NV", "Nevada", "America/Los_Angeles"),
    ("NY", "New York", "America/New_York"),
    ("OH", "Ohio", "America/New_York"),
    ("OK", "Oklahoma", "America/Chicago"),
    ("OR", "Oregon", "America/Los_Angeles"),
    ("PA", "Pennsylvania", "America/New_York"),
    ("PR", "Puerto Rico", "America/Puerto_Rico"),
    ("PW", "Palau", "Pacific/Palau"),
    ("RI", "Rhode Island", "America/New_York"),
    ("SC", "South Carolina", "America/New_York"),
    ("SD", "South Dakota", "America/Chicago"),
    ("TN", "Tennessee", "America/Chicago"),
    ("TX", "Texas", "America/Chicago"),
    ("UT", "Utah", "America/Denver"),
    ("VA", "Virginia", "America/New_York"),
    ("VI", "Virgin Islands", "America/St_Thomas"),
    ("VT", "Vermont", "America/New_York"),
    ("WA", "Washington", "America/Los_Angeles"),
    ("WI", "Wisconsin", "America/Chicago"),
    ("WV", "West Virginia", "America/New_York"),
    ("WY", "Wyoming", "America/Denver"),
];

/// The two-letter code of a state or territory, from its code or its name.
pub fn state_code(text: &str) -> Option<&'static str> {
    let same = |(code, name, _): &&(&str, &str, &str)| {
        code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text)
    };
    STATES.iter().find(same).map(|(code, _, _)| *code)
}

/// The IANA zone of a place in the state with that code; from the position alone where the
/// state is not known.
pub fn time_zone(state: Option<&str>, position: Option<Position>) -> Option<&'static str> {
    let known = state.and_then(|state| STATES.iter().find(|(code, _, _)| *code == state));
    match (known, position) {
        (Some((code, _, main)), Some(position)) => Some(other_zone(code, position).unwrap_or(main)),
        (Some((_, _, main)), None) => Some(main),
        (None, Some(position)) => by_longitude(position),
        (None, None) => None,
    }
}

/// The zone of the smaller part of a state, where the place is in it.
fn other_zone(state: &str, (latitude, longitude): Position) -> Option<&'static str> {
    let west_of = |line| longitude < line;
    let (inside, zone) = match state {
        "AK" => (west_of(-169.5), "America/Adak"),
        "FL" => (west_of(-85.0) && latitude > 29.6, "America/Chicago"),
        "ID" => (latitude > 45.5, "America/Los_Angeles"),
        "IN" => (is_central_indiana(latitude, longitude), "America/Chicago"),
        "KS" => (west_of(-101.48), "America/Denver"),
        "KY" => (west_of(-86.3) || latitude < 37.4 && west_of(-85.0), "America/Chicago"),
        "MI" => (latitude < 46.4 && west_of(-87.3), "America/Menominee"),
        "ND" => (latitude < 47.6 && west_of(-102.1) || latitude < 46.8 && west_of(-101.3), "America/Denver"),
        "NE" => (west_of(-101.2), "America/Denver"),
        "NV" => (longitude > -114.1 && latitude > 40.0, "America/Denver"),
        "OR" => (longitude > -118.2 && (42.45..44.46).contains(&latitude), "America/Boise"),
        "SD" => (west_of(-100.5), "America/Denver"),
        "TN" => (is_eastern_tennessee(latitude, longitude), "America/New_York"),
        "TX" => (west_of(-104.9), "America/Denver"),
        _ => return None,
    };
    inside.then_some(zone)
}

/// The corners around Gary and around Evansville.
fn is_central_indiana(latitude: f64, longitude: f64) -> bool {
    let north = latitude > 41.17 && longitude < -86.48 || latitude > 40.74 && longitude < -86.93;
    let south = latitude < 38.53 && longitude < -87.32 || latitude < 38.2 && longitude < -86.68;
    north || south
}

/// Knoxville, Chattanooga and what lies east of them.
fn is_eastern_tennessee(latitude: f64, longitude: f64) -> bool {
    match latitude {
        south if south < 35.3 => longitude > -85.45,
        middle if middle < 35.8 => longitude > -85.02,
        _ => longitude > -84.9,
    }
}

/// Within the contiguous states only: the bands of the four zones.
fn by_longitude((latitude, longitude): Position) -> Option<&'static str> {
    if !(24.0..50.0).contains(&latitude) {
        return None;
    }
    match longitude {
        band if !(-125.0..-66.0).contains(&band) => None,
        band if band < -114.0 => Some("America/Los_Angeles"),
        band if band < -101.5 => Some("America/Denver"),
        band if band < -86.0 => Some("America/Chicago"),
        _ => Some("America/New_York"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_is_one_of_the_iana_database() {
        for (code, _, zone) in STATES {
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{code} {zone}");
        }
    }

    #[test]
    fn a_split_state_is_decided_by_the_position() {
        let towns = [
            ("AK", (51.88, -176.65), "America/Adak"),
            ("FL", (30.44, -87.21), "America/Chicago"),
            ("FL", (30.44, -84.28), "America/New_York"),
            ("ID", (46.42, -117.02), "America/Los_Angeles"),
            ("ID", (43.61, -116.2), "America/Boise"),
            ("IN", (41.59, -87.35), "America/Chicago"),
            ("IN", (41.68, -86.25), "America/Indiana/Indianapolis"),
            ("IN", (37.97, -87.57), "America/Chicago"),
            ("KS", (39.35, -101.71), "America/Denver"),
            ("KY", (36.99, -86.44), "America/Chicago"),
            ("KY", (38.25, -85.76), "America/New_York"),
            ("MI", (46.45, -90.17), "America/Detroit"),
            ("MI", (45.82, -88.06), "America/Menominee"),
            ("ND", (46.88, -102.79), "America/Denver"),
            ("ND", (46.81, -100.78), "America/Chicago"),
            ("NE", (41.87, -103.66), "America/Denver"),
            ("NV", (40.74, -114.07), "America/Denver"),
            ("OR", (44.03, -116.96), "America/Boise"),
            ("OR", (45.52, -122.68), "America/Los_Angeles"),
            ("SD", (44.08, -103.23), "America/Denver"),
            ("TN", (35.96, -83.92), "America/New_York"),
            ("TN", (35.05, -85.31), "America/New_York"),
            ("TN", (36.16, -86.78), "America/Chicago"),
            ("TX", (31.76, -106.49), "America/Denver"),
        ];
        for (state, position, zone) in towns {
            assert_eq!(time_zone(Some(state), Some(position)), Some(zone), "{state} {position:?}");
        }
    }

    #[test]
    fn the_state_alone_or_the_position_alone_is_enough() {
        assert_eq!(time_zone(Some("CT"), None), Some("America/New_York"));
        assert_eq!(time_zone(None, Some((47.6, -122.3))), Some("America/Los_Angeles"));
        assert_eq!(time_zone(None, Some((51.5, -0.1))), None);
        assert_eq!(time_zone(Some("Ontario"), None), None);
        assert_eq!((state_code("washington"), state_code("wa")), (Some("WA"), Some("WA")));
    }
}
