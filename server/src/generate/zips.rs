//! ZIP codes with their cities and positions.

use std::path::Path;

use serde::Deserialize;

/// A ZIP code.
#[derive(Clone, Debug)]
pub struct Zip {
    /// Five digits.
    pub code: String,
    /// The city.
    pub city: String,
    /// Two letters.
    pub state: String,
    /// Latitude and longitude in degrees.
    pub position: (f64, f64),
}

#[derive(Deserialize)]
struct Row {
    zip: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    city: String,
    state: String,
}

/// The ZIP codes of those states, as far as the table has their positions.
///
/// # Errors
/// When the table cannot be read.
pub fn read(table: &Path, states: &[String]) -> Result<Vec<Zip>, csv::Error> {
    let mut zips = Vec::new();
    for row in csv::Reader::from_path(table)?.into_deserialize() {
        let row: Row = row?;
        if states.contains(&row.state) {
            zips.extend(row.placed());
        }
    }
    Ok(zips)
}

impl Row {
    fn placed(self) -> Option<Zip> {
        let position = (self.latitude?, self.longitude?);
        Some(Zip { code: self.zip, city: self.city, state: self.state, position })
    }
}
