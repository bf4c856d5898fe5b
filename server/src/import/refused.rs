//! What could not be used as it is, as a file for whoever keeps the directory: CSV with file,
//! line, path in the resource, and reason.

use std::{fs::File, path::Path};

use super::{ImportError, issues::Issue};

/// A CSV file with a row an issue; nothing where none is wanted.
pub struct Refused(Option<Rows>);

struct Rows {
    writer: csv::Writer<File>,
    written: Result<(), csv::Error>,
}

impl Refused {
    /// Begins the file; one that is there is overwritten.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(path: Option<&Path>) -> Result<Self, ImportError> {
        let Some(path) = path else { return Ok(Self(None)) };
        let mut writer = csv::Writer::from_path(path).map_err(ImportError::Report)?;
        let written = writer.write_record(["file", "line", "path", "reason"]);
        Ok(Self(Some(Rows { writer, written })))
    }

    /// Writes an issue; a failure shows at the end.
    pub fn note(&mut self, issue: &Issue) {
        if let Some(Rows { writer, written }) = self.0.as_mut().filter(|rows| rows.written.is_ok()) {
            let Issue { file, line, path, reason } = issue;
            *written = writer.write_record([file, &line.to_string(), path, reason]);
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When not all could be written.
    pub fn finish(self) -> Result<(), ImportError> {
        let Some(Rows { mut writer, written }) = self.0 else { return Ok(()) };
        written.and_then(|()| Ok(writer.flush()?)).map_err(ImportError::Report)
    }
}
