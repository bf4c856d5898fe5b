//! The program with a database in a folder of the test.

use std::{fs, path::PathBuf, process::Command};

/// A folder that is gone with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    /// One of its own for each name and process.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("bookwell-import-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program, at the root of the project, with the database in that folder.
pub fn server(database: &Folder) -> Command {
    let mut server = Command::new(env!("CARGO_BIN_EXE_server"));
    server.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).env("DATABASE_URL", url(database));
    server
}

/// Where the database is.
pub fn url(database: &Folder) -> String {
    format!("surrealkv://{}", database.0.join("db").display())
}
