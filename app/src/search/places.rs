//! Cities and ZIPs of the country with their positions: where "near 98501" is.

use crate::domain::search::words;

/// Latitude and longitude in degrees.
pub type Position = (f64, f64);

/// The radius of the earth in miles.
const EARTH: f64 = 3958.8;

/// A ZIP as the table has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Zip {
    /// Five digits.
    pub zip: String,
    /// Its city.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// Where it is, where that is known.
    pub position: Option<Position>,
}

/// All ZIPs and cities. A table of the country takes few megabytes.
#[derive(Debug, Default)]
pub struct Places {
    /// In order of their numbers.
    zips: Vec<Code>,
    /// In order of their words, then of their states.
    cities: Vec<City>,
}

#[derive(Debug)]
struct Code {
    number: u32,
    city: u32,
    position: Option<(f32, f32)>,
}

/// A city.
#[derive(Debug)]
pub(super) struct City {
    words: Box<str>,
    name: Box<str>,
    /// Two letters.
    pub state: Box<str>,
    /// The middle of its ZIPs.
    pub position: Option<Position>,
    /// How many ZIPs it has: the larger of two cities of one name has more.
    pub zips: usize,
}

impl City {
    /// Its name as words in lower case.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// For people, for example `Olympia, WA`.
    pub fn name_with_state(&self) -> String {
        format!("{}, {}", self.name, self.state)
    }
}

/// A ZIP that was found.
pub(super) struct Found<'a> {
    pub city: &'a City,
    pub position: Option<Position>,
}

impl Places {
    /// The places of a table.
    pub fn new(table: impl IntoIterator<Item = Zip>) -> Self {
        let mut table: Vec<_> =
            table.into_iter().map(|zip| (words(&zip.city).join(" ").into_boxed_str(), zip)).collect();
        table.sort_by(|(a, x), (b, y)| (a, &x.state, &x.zip).cmp(&(b, &y.state, &y.zip)));
        let mut places = Self::default();
        for zips in table.chunk_by(|(a, x), (b, y)| a == b && x.state == y.state) {
            places.add(zips);
        }
        places.zips.sort_by_key(|code| code.number);
        places.zips.shrink_to_fit();
        places.cities.shrink_to_fit();
        places
    }

    /// How many ZIPs there are.
    pub fn len(&self) -> usize {
        self.zips.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.zips.is_empty()
    }

    /// Adds a city with its ZIPs.
    fn add(&mut self, zips: &[(Box<str>, Zip)]) {
        let Some((words, first)) = zips.first() else { return };
        let city = self.cities.len() as u32;
        self.zips.extend(zips.iter().filter_map(|(_, zip)| {
            let position = zip.position.map(|(latitude, longitude)| (latitude as f32, longitude as f32));
            Some(Code { number: number(&zip.zip)?, city, position })
        }));
        self.cities.push(City {
            words: words.clone(),
            name: first.city.as_str().into(),
            state: first.state.as_str().into(),
            position: middle(zips.iter().filter_map(|(_, zip)| zip.position)),
            zips: zips.len(),
        });
    }

    /// The ZIP with those five digits.
    pub(super) fn zip(&self, zip: &str) -> Option<Found<'_>> {
        let number = number(zip)?;
        let code = &self.zips[self.zips.binary_search_by_key(&number, |code| code.number).ok()?];
        let city = &self.cities[code.city as usize];
        let own = code.position.map(|(latitude, longitude)| (f64::from(latitude), f64::from(longitude)));
        Some(Found { city, position: own.or(city.position) })
    }

    /// The cities of that name, as words in lower case, in all states.
    pub(super) fn cities(&self, name: &str) -> &[City] {
        let from = self.cities.partition_point(|city| &*city.words < name);
        let same = self.cities[from..].partition_point(|city| &*city.words == name);
        &self.cities[from..from + same]
    }

    /// All cities.
    pub(super) fn all_cities(&self) -> &[City] {
        &self.cities
    }

    /// The cities whose names begin so.
    pub(super) fn cities_beginning(&self, name: &str) -> &[City] {
        let from = self.cities.partition_point(|city| &*city.words < name);
        let so = self.cities[from..].partition_point(|city| city.words.starts_with(name));
        &self.cities[from..from + so]
    }

    /// The ZIP nearest to a position, its city and state, and how many miles away it is.
    pub(super) fn nearest(&self, position: Position) -> Option<(String, &City, f64)> {
        let away = |code: &Code| {
            code.position
                .map(|(latitude, longitude)| miles(position, (f64::from(latitude), f64::from(longitude))))
        };
        let all = self.zips.iter().filter_map(|code| Some((code, away(code)?)));
        let (code, miles) = all.min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        Some((format!("{:05}", code.number), &self.cities[code.city as usize], miles))
    }
}

/// Miles on a great circle.
pub fn miles(from: Position, to: Position) -> f64 {
    let [(a, b), (c, d)] =
        [from, to].map(|(latitude, longitude)| (latitude.to_radians(), longitude.to_radians()));
    let half = ((c - a) / 2.0).sin().powi(2) + a.cos() * c.cos() * ((d - b) / 2.0).sin().powi(2);
    2.0 * EARTH * half.sqrt().min(1.0).asin()
}

fn number(zip: &str) -> Option<u32> {
    let digits = zip.len() == 5 && zip.bytes().all(|digit| digit.is_ascii_digit());
    digits.then(|| zip.parse().ok()).flatten()
}

fn middle(positions: impl Iterator<Item = Position>) -> Option<Position> {
    let (count, latitude, longitude) =
        positions.fold((0.0, 0.0, 0.0), |(count, a, b), (x, y)| (count + 1.0, a + x, b + y));
    (count > 0.0).then(|| (latitude / count, longitude / count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(zip: &str, city: &str, state: &str, position: Option<Position>) -> Zip {
        Zip { zip: zip.to_owned(), city: city.to_owned(), state: state.to_owned(), position }
    }

    fn places() -> Places {
        Places::new([
            zip("98501", "Olympia", "WA", Some((47.0, -122.9))),
            zip("98502", "Olympia", "WA", Some((47.2, -123.1))),
            zip("98599", "Olympia", "WA", None),
            zip("42202", "Olympia", "KY", Some((36.7, -86.8))),
            zip("98402", "Tacoma", "WA", Some((47.25, -122.44))),
        ])
    }

    #[test]
    fn a_zip_without_a_position_is_where_its_city_is() {
        let places = places();
        let found = places.zip("98599").map(|zip| (zip.city.state.clone(), zip.position));
        let (state, Some((latitude, _))) = found.expect("a ZIP") else { panic!("a position") };
        assert_eq!((&*state, (latitude * 10.0).round()), ("WA", 471.0));
        assert!(places.zip("00000").is_none() && places.zip("985").is_none());
    }

    #[test]
    fn cities_are_found_by_name_and_by_its_beginning() {
        let places = places();
        let states: Vec<_> = places.cities("olympia").iter().map(|city| &*city.state).collect();
        assert_eq!(states, ["KY", "WA"]);
        assert_eq!(places.cities_beginning("tac").len(), 1);
        assert_eq!((places.cities("oly").len(), places.cities_beginning("x").len()), (0, 0));
    }

    #[test]
    fn miles_are_those_on_the_globe() {
        let seattle_to_new_york = miles((47.6062, -122.3321), (40.7128, -74.0060));
        assert!((seattle_to_new_york - 2402.0).abs() < 5.0, "{seattle_to_new_york}");
        assert_eq!(miles((47.0, -122.0), (47.0, -122.0)), 0.0);
    }

    #[test]
    fn the_nearest_zip_has_its_city() {
        let places = places();
        let (zip, city, miles) = places.nearest((47.24, -122.45)).expect("a ZIP");
        assert_eq!((zip.as_str(), &*city.name), ("98402", "Tacoma"));
        assert!(miles < 1.5);
        assert!(Places::default().nearest((0.0, 0.0)).is_none());
    }
}
