//! The files that hold a directory: NDJSON named by type, FHIR Bundles, either gzipped.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{ImportError, resource_type::ResourceType};

/// How a file holds resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// NDJSON: one in each line, all of one type.
    Lines(ResourceType),
    /// A FHIR Bundle: one in each entry, of any type.
    Bundle,
}

/// A file of a directory.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it is.
    pub path: PathBuf,
    /// What the report calls it: its name, with the folder where there are several.
    pub name: String,
    /// How it holds resources.
    pub form: Form,
    /// Whether it is compressed by gzip.
    pub gzipped: bool,
    /// Its size in bytes, as it lies there.
    pub bytes: u64,
}

/// The files that the paths lead to: each is such a file, or a folder with some.
///
/// # Errors
/// When a path is not there, is no such file, or is a folder without any.
pub fn find(paths: &[PathBuf]) -> Result<Vec<Source>, ImportError> {
    let mut sources = Vec::new();
    for path in paths {
        if path.is_dir() {
            sources.extend(of_folder(path)?);
        } else {
            let file = source(path)?;
            sources.push(file.ok_or_else(|| ImportError::Unknown(path.clone()))?);
        }
    }
    if paths.len() > 1 {
        sources.iter_mut().for_each(|source| source.name = source.path.display().to_string());
    }
    Ok(sources)
}

/// The files of a folder, by type and name; others in it are passed over.
fn of_folder(folder: &Path) -> Result<Vec<Source>, ImportError> {
    let failed = |error| ImportError::Folder(folder.to_owned(), error);
    let entries = fs::read_dir(folder).map_err(failed)?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>().map_err(failed)?;
    let sources = paths.iter().filter_map(|path| source(path).transpose());
    let mut sources = sources.collect::<Result<Vec<_>, _>>()?;
    sources.sort_by(|a, b| (a.form, &a.name).cmp(&(b.form, &b.name)));
    if sources.is_empty() { Err(ImportError::Empty(folder.to_owned())) } else { Ok(sources) }
}

/// The file at a path; `None` where its name is not one of a directory's file.
fn source(path: &Path) -> Result<Option<Source>, ImportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = fs::metadata(path).map_err(|error| ImportError::File(path.to_owned(), error))?.len();
    let plain = name.strip_suffix(".gz");
    let source =
        |form| Source { path: path.to_owned(), form, gzipped: plain.is_some(), bytes, name: name.clone() };
    Ok(form(plain.unwrap_or(&name)).map(source))
}

/// `Location.ndjson`, `Location.2.ndjson` of an export in parts, and `any.json` for a Bundle.
fn form(name: &str) -> Option<Form> {
    if name.ends_with(".json") {
        return Some(Form::Bundle);
    }
    let stem = name.strip_suffix(".ndjson")?;
    let stem = stem.split('.').next().unwrap_or(stem);
    ResourceType::ALL.into_iter().find(|kind| kind.name() == stem).map(Form::Lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        assert_eq!(form("Location.ndjson"), Some(Form::Lines(ResourceType::Location)));
        assert_eq!(form("PractitionerRole.000.ndjson"), Some(Form::Lines(ResourceType::PractitionerRole)));
        assert_eq!(form("directory.json"), Some(Form::Bundle));
        assert_eq!((form("Endpoint.ndjson"), form("Location.csv"), form("README")), (None, None, None));
    }
}
