//! The file with the keys that sign receipts: PKCS #8 in PEM, the one that signs first.

use std::{
    fmt::Display,
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use app::identity::signer::{Signer, new_key};
use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{disk::folder_of, failure::Failure};

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

/// The signer whose keys are in that file, which comes to be. Without a file a key that lives as
/// long as the process.
///
/// # Errors
/// `Setting` where the file holds something else; `Other` where it cannot be read or written.
pub fn signer(file: Option<&Path>) -> Result<Signer, Failure> {
    let failed = |error: &dyn Display| Failure::Other(format!("the key that signs receipts: {error}"));
    let Some(file) = file else { return Signer::of_new_key().map_err(|error| failed(&error)) };
    let text = read(file).map_err(|error| failed(&format!("{}: {error}", file.display())))?;
    Signer::new(&keys(&text)).ok_or_else(|| {
        Failure::Setting(format!("{}: is not a file of Ed25519 keys as PKCS #8 in PEM", file.display()))
    })
}

/// Where two processes begin at once, both read what one of them has written.
fn read(file: &Path) -> io::Result<String> {
    fs::create_dir_all(folder_of(file))?;
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Ok(mut new) => {
            let key = new_key().map_err(|error| io::Error::other(error.to_string()))?;
            new.write_all(format!("{BEGIN}\n{}\n{END}\n", STANDARD.encode(key)).as_bytes())?;
            new.sync_all()?;
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    fs::read_to_string(file)
}

/// What cannot be read as a key is an empty one, which no signer takes.
fn keys(text: &str) -> Vec<Vec<u8>> {
    let bodies = text.split(BEGIN).skip(1).map(|rest| rest.split(END).next().unwrap_or_default());
    let letters = |body: &str| body.split_whitespace().collect::<String>();
    bodies.map(|body| STANDARD.decode(letters(body)).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Folder;

    #[test]
    fn the_key_is_made_once_and_only_its_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("signing");
        let file = folder.file("db.key");
        let token = signer(Some(&file)).expect("a signer").sign(&1).expect("a token");
        assert_eq!(signer(Some(&file)).expect("the same").check::<u8>(&token), Some(1));
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
        // A new key before the old one.
        let other = folder.file("other.key");
        signer(Some(&other)).expect("a signer");
        let both = fs::read_to_string(&other).expect("a key") + &fs::read_to_string(&file).expect("a key");
        fs::write(&file, both).expect("written");
        let rotated = signer(Some(&file)).expect("both");
        assert_eq!(rotated.check::<u8>(&token), Some(1));
        assert_ne!(rotated.sign(&1).expect("a token"), token);
    }

    #[test]
    fn a_file_of_something_else_is_said() {
        let folder = Folder::new("signing-odd");
        let file = folder.file("db.key");
        for text in ["", "a letter", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"] {
            fs::write(&file, text).expect("written");
            assert!(matches!(signer(Some(&file)), Err(Failure::Setting(_))), "{text}");
        }
    }
}
