//! The file with the keys that seal fields of the database: 32 bytes in base 64 a line, the one that
//! seals first.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use app::store::{
    Store,
    sealing::{self, Keys},
};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    disk::{folder_of, rename, with_suffix},
    failure::Failure,
};

/// The store with the keys of that file, which comes to be with the database. Without a file it has a
/// key that lives as long as the process.
///
/// # Errors
/// `Setting` where the file is not there any more or holds something else.
pub async fn seal(store: Store, file: Option<PathBuf>) -> Result<Store, Failure> {
    let Some(file) = file else { return of_new_key(store) };
    let used = sealing::used(&store).await.map_err(|error| Failure::Other(error.to_string()))?;
    let name = file.display().to_string();
    if used.is_empty() {
        make(&file).map_err(|error| Failure::Setting(format!("{name}: {error}")))?;
    }
    let keys = Keys::new(move || read(&file)).map_err(|error| missing(&name, &error.to_string()))?;
    if used.iter().any(|used| !keys.names().contains(used)) {
        return Err(missing(&name, "the key of this database is not in it"));
    }
    let store = store.sealing(keys);
    sealing::settle(&store).await.map_err(|error| Failure::Other(format!("{name}: {error}")))?;
    Ok(store)
}

fn of_new_key(store: Store) -> Result<Store, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Other(format!("the keys of the fields: {error}"));
    let key = sealing::new_key().map_err(|error| failed(&error))?;
    let keys = Keys::new(move || Ok(vec![key])).map_err(|error| failed(&error))?;
    Ok(store.sealing(keys))
}

fn missing(name: &str, why: &str) -> Failure {
    Failure::Setting(format!(
        "{name}: {why}: put the file with the keys of the fields back; without them nobody can read what members \
         have written"
    ))
}

/// The keys of a file, the one that seals first.
///
/// # Errors
/// Where it cannot be read, or holds something else.
pub fn read(file: &Path) -> io::Result<Vec<[u8; 32]>> {
    let text = fs::read_to_string(file)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let key = |line: &str| STANDARD.decode(line).ok()?.try_into().ok();
    let keys = lines.map(key).collect::<Option<Vec<_>>>();
    let odd =
        || io::Error::new(io::ErrorKind::InvalidData, "is not a file of keys, 32 bytes in base 64 a line");
    keys.filter(|keys| !keys.is_empty()).ok_or_else(odd)
}

/// Where two processes begin at once, both read what one of them has written.
fn make(file: &Path) -> io::Result<()> {
    fs::create_dir_all(folder_of(file))?;
    match create(file, OpenOptions::new().create_new(true)) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(mut new) => {
            new.write_all(text(&[new_key()?]).as_bytes())?;
            new.sync_all()
        }
    }
}

/// Puts a new key before those of a file.
///
/// # Errors
/// Those of the system, and of [`read`].
pub fn add(file: &Path) -> io::Result<()> {
    let mut keys = read(file)?;
    keys.insert(0, new_key()?);
    write(file, &keys)
}

/// Leaves those keys in a file.
///
/// # Errors
/// Those of the system.
pub fn write(file: &Path, keys: &[[u8; 32]]) -> io::Result<()> {
    let part = with_suffix(file, ".new");
    let mut new = create(&part, OpenOptions::new().create(true).truncate(true))?;
    new.write_all(text(keys).as_bytes())?;
    new.sync_all()?;
    rename(&part, file)
}

fn create(file: &Path, options: &mut OpenOptions) -> io::Result<File> {
    options.write(true).mode(0o600).open(file)
}

fn text(keys: &[[u8; 32]]) -> String {
    keys.iter().map(|key| format!("{}\n", STANDARD.encode(key))).collect()
}

fn new_key() -> io::Result<[u8; 32]> {
    sealing::new_key().map_err(|error| io::Error::other(error.to_string()))
}
