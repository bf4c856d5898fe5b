//! The socket beside a database's folder, by which its server is handed commands. Only the user
//! who runs the server reaches it.

use std::{
    fs, io,
    os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use tokio::net::UnixListener;

use crate::{config::DatabaseUrl, disk::with_suffix};

/// Readable and writable for its owner only.
const OWN: u32 = 0o600;

/// A socket that takes commands; it is gone with its value.
pub struct Socket {
    /// Where callers arrive.
    pub listener: UnixListener,
    /// The user who may call.
    pub owner: u32,
    path: PathBuf,
}

/// For `surrealkv://data/db` it is `data/db.sock`; `None` for a database that is no folder.
pub fn path(database: &DatabaseUrl) -> Option<PathBuf> {
    database.beside(".sock")
}

impl Socket {
    /// Listens for commands. Whoever calls this has the folder, so a socket that is there was left
    /// by a server that is gone, and is replaced.
    ///
    /// # Errors
    /// Where the system makes no socket there.
    pub fn listen(path: PathBuf) -> io::Result<Self> {
        let new = with_suffix(&path, ".new");
        remove(&new)?;
        let listener = UnixListener::bind(&new)?;
        fs::set_permissions(&new, fs::Permissions::from_mode(OWN))?;
        let owner = fs::metadata(&new)?.uid();
        remove(&path)?;
        fs::rename(&new, &path)?;
        Ok(Self { listener, owner, path })
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // One that stays behind is replaced by the next server.
        let _ = remove(&self.path);
    }
}

/// Removes a socket; a file of another kind stays.
fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.file_type().is_socket() => fs::remove_file(path),
        Ok(_) => Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is a file of another kind")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_lies_beside_the_folder_and_has_its_name() {
        let of = |url: &str| path(&url.parse().expect("a database"));
        assert_eq!(of("surrealkv://data/db"), Some(PathBuf::from("data/db.sock")));
        assert_eq!(of("surrealkv:///var/lib/bookwell/db/"), Some(PathBuf::from("/var/lib/bookwell/db.sock")));
        assert_eq!((of("mem://"), of("ws://127.0.0.1:8000")), (None, None));
    }

    #[tokio::test]
    async fn a_socket_that_was_left_is_replaced_and_a_file_of_another_kind_is_not() {
        let folder = std::env::temp_dir().join(format!("bookwell-socket-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("db.sock");
        drop(std::os::unix::net::UnixListener::bind(&path).expect("a socket"));
        let socket = Socket::listen(path.clone()).expect("a socket");
        assert_eq!(fs::metadata(&path).expect("a socket").permissions().mode() & 0o777, OWN);
        drop(socket);
        assert!(!path.exists());
        fs::write(&path, "mine").expect("a file");
        assert!(Socket::listen(path.clone()).is_err());
        assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
        fs::remove_dir_all(&folder).expect("a folder");
    }
}
