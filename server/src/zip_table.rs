//! The table of ZIPs beside the plan profile: the places that a search of the directory can name.

use std::path::{Path, PathBuf};

use app::search::places::{Places, Zip};
use serde::Deserialize;

/// The name of the table.
const FILE: &str = "zips.csv";

/// Why the table cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: the table of ZIPs cannot be read: {reason}", path.display())]
pub struct Error {
    path: PathBuf,
    reason: csv::Error,
}

#[derive(Deserialize)]
struct Row {
    zip: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    city: String,
    state: String,
}

/// The places of the table beside a profile. Without a table only the places of the directory
/// are known, and nobody's distance.
///
/// # Errors
/// When there is a table that cannot be read, with its line.
pub fn beside(profile: &Path) -> Result<Places, Error> {
    let path = profile.with_file_name(FILE);
    if !path.exists() {
        tracing::warn!(path = %path.display(), "no table of ZIPs: searches know no distances");
        return Ok(Places::default());
    }
    Ok(Places::new(zips(profile)?))
}

/// The ZIPs of the table beside a profile.
///
/// # Errors
/// When there is no table or it cannot be read.
pub fn zips(profile: &Path) -> Result<Vec<Zip>, Error> {
    let path = profile.with_file_name(FILE);
    read(&path).map_err(|reason| Error { path, reason })
}

fn read(path: &Path) -> Result<Vec<Zip>, csv::Error> {
    let rows = csv::Reader::from_path(path)?.into_deserialize();
    rows.map(|row| row.map(Row::zip)).collect()
}

impl Row {
    fn zip(self) -> Zip {
        let Self { zip, latitude, longitude, city, state } = self;
        Zip { zip, city, state, position: latitude.zip(longitude) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_demonstration_is_whole() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../plans/demonstration.toml");
        let places = beside(&path).expect("a table");
        assert_eq!(places.len(), 42_555);
    }

    #[test]
    fn without_a_table_there_are_no_places() {
        let places = beside(Path::new("nowhere/demonstration.toml")).expect("no table");
        assert!(places.is_empty());
    }
}
