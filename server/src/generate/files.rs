//! A directory's files: NDJSON of Plan-Net resources, written resource by resource.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

use jiff::civil::Date;
use serde_json::Value;

use super::{places::Places, staff::clinician};
use crate::invented::resources::{location, organization};

/// What the directory is made from.
pub struct Recipe<'a> {
    /// How many roles.
    pub roles: usize,
    /// Changes everything.
    pub seed: u64,
    /// Absences lie after it.
    pub today: Date,
    /// Where people work.
    pub places: &'a Places,
}

/// Writes the files: the same recipe gives the same bytes.
///
/// # Errors
/// Those of writing.
pub fn write(folder: &Path, recipe: &Recipe) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let Places { organizations, places } = recipe.places;
    let organizations = organizations.iter().map(|it| organization(&it.id, &it.name));
    lines(&folder.join("Organization.ndjson"), organizations)?;
    let places = places.iter().enumerate().map(|(n, place)| location(&place.site(&place.phone(n % 20))));
    lines(&folder.join("Location.ndjson"), places)?;
    people(folder, recipe)
}

fn people(folder: &Path, recipe: &Recipe) -> io::Result<()> {
    let mut practitioners = create(&folder.join("Practitioner.ndjson"))?;
    let mut roles = create(&folder.join("PractitionerRole.ndjson"))?;
    let (mut left, mut n) = (recipe.roles, 1);
    while left > 0 {
        let clinician = clinician(n, left, &recipe.places.places, recipe.seed, recipe.today);
        writeln!(practitioners, "{}", clinician.practitioner)?;
        for role in &clinician.roles {
            writeln!(roles, "{role}")?;
        }
        (left, n) = (left - clinician.roles.len(), n + 1);
    }
    practitioners.flush()?;
    roles.flush()
}

fn lines(path: &Path, resources: impl Iterator<Item = Value>) -> io::Result<()> {
    let mut file = create(path)?;
    for resource in resources {
        writeln!(file, "{resource}")?;
    }
    file.flush()
}

fn create(path: &Path) -> io::Result<BufWriter<File>> {
    Ok(BufWriter::new(File::create(path)?))
}
