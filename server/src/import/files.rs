//! The files of a directory and the resources in their lines.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde_json::Value;
use tokio::{fs, io::BufReader};

use super::{
    ImportError,
    lines::{LONGEST_LINE, Line, Lines},
    report::ResourceType,
};

/// A file that holds resources of one type.
pub struct File {
    /// Of which type.
    pub kind: ResourceType,
    /// Its name without the folder.
    pub name: String,
    path: PathBuf,
}

impl File {
    /// Its lines.
    pub async fn open(&self) -> Result<Lines<BufReader<fs::File>>, ImportError> {
        let file = fs::File::open(&self.path).await.map_err(|error| self.failed(error))?;
        Ok(Lines::new(BufReader::with_capacity(64 * 1024, file), LONGEST_LINE))
    }

    /// It could not be read.
    pub fn failed(&self, error: io::Error) -> ImportError {
        ImportError::File(self.path.clone(), error)
    }
}

/// The files of a folder whose names begin with a type and end with `.ndjson`, by name.
pub async fn find(dir: &Path) -> Result<Vec<File>, ImportError> {
    let failed = |error| ImportError::Folder(dir.to_owned(), error);
    let mut entries = fs::read_dir(dir).await.map_err(failed)?;
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().await.map_err(failed)? {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(kind) = kind_of(&name) {
            files.push(File { kind, name, path: entry.path() });
        }
    }
    files.sort_by(|a, b| (a.kind, &a.name).cmp(&(b.kind, &b.name)));
    if files.is_empty() { Err(ImportError::Empty(dir.to_owned())) } else { Ok(files) }
}

/// `Location.ndjson`, and `Location.2.ndjson` of an export in parts.
fn kind_of(name: &str) -> Option<ResourceType> {
    let stem = name.strip_suffix(".ndjson")?;
    let stem = stem.split('.').next().unwrap_or(stem);
    ResourceType::ALL.into_iter().find(|kind| kind.name() == stem)
}

/// The resource in a line, or why there is none of that type.
pub fn parse(kind: ResourceType, line: Line) -> Result<Value, String> {
    let Line::Whole(bytes) = line else {
        return Err(format!("is longer than {} MiB and was skipped", LONGEST_LINE / (1024 * 1024)));
    };
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| format!("is no JSON: {error}"))?;
    match value["resourceType"].as_str() {
        Some(name) if name == kind.name() => Ok(value),
        Some(name) => Err(format!("is {}, not {}", name.chars().take(60).collect::<String>(), kind.name())),
        None => Err("has no resourceType".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        assert_eq!(kind_of("Location.ndjson"), Some(ResourceType::Location));
        assert_eq!(kind_of("PractitionerRole.000.ndjson"), Some(ResourceType::PractitionerRole));
        assert_eq!((kind_of("Endpoint.ndjson"), kind_of("Location.json")), (None, None));
    }

    #[test]
    fn a_line_holds_a_resource_of_its_file_or_says_why_not() {
        let parse = |text: &str| parse(ResourceType::Location, Line::Whole(text.as_bytes().to_vec()));
        assert!(parse(r#"{"resourceType":"Location"}"#).is_ok());
        assert_eq!(parse(r#"{"resourceType":"Patient"}"#), Err("is Patient, not Location".to_owned()));
        assert_eq!(parse("[]"), Err("has no resourceType".to_owned()));
        assert!(parse(r#"{"resourceType":"Loc"#).is_err_and(|reason| reason.starts_with("is no JSON: EOF")));
        assert!(parse(&"[".repeat(100_000)).is_err_and(|reason| reason.contains("recursion limit")));
    }
}
