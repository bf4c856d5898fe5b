//! What to import, and how.

use std::path::PathBuf;

/// What to import, and how. The command line's flags.
#[derive(Clone, Debug, Default, PartialEq, Eq, clap::Args)]
pub struct Request {
    /// Folders of NDJSON files named by type, such as `PractitionerRole.ndjson`, and FHIR Bundles,
    /// such as `directory.json`. Both may be gzipped: `.ndjson.gz`, `.json.gz`.
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,

    /// The files are a part of the directory: what they do not list stays.
    #[arg(long)]
    pub partial: bool,

    /// Take out what the files do not list, even where that is more than half of the directory.
    #[arg(long, conflicts_with = "partial")]
    pub retire_many: bool,

    /// Write what cannot be used as it is to this file, as CSV: file, line, path, reason.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,

    /// Tell how far it is, even where the error output is no terminal.
    #[arg(long)]
    pub progress: bool,

    /// What the import is called; by its paths where there is nothing.
    #[arg(skip)]
    pub name: Option<String>,
}

impl Request {
    /// The whole directory, from a folder of no lasting name.
    pub fn named(name: &str, folder: PathBuf) -> Self {
        Self { paths: vec![folder], name: Some(name.to_owned()), ..Self::default() }
    }

    /// The name or, where there is none, the paths as they were given.
    pub fn source(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let paths: Vec<_> = self.paths.iter().map(|path| path.display().to_string()).collect();
        paths.join(" ")
    }
}
