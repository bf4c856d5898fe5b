//! References that lead nowhere. They are looked up once everything is in, so that it does
//! not matter in which order resources come.

use std::collections::{HashMap, HashSet};

use app::store::{
    Store,
    directory::{self, Kind},
};
use serde_json::Value;

use super::{
    ImportError,
    files::{self, File},
    report::{Issue, Report},
    resource::{is_id, target},
};

/// References that are looked up together.
const REFERENCES: usize = 2_000;

/// A reference and where it stands.
struct Reference {
    line: usize,
    path: String,
    kind: Kind,
    id: String,
}

/// Reports the references of a file that lead to nothing in the directory.
///
/// # Errors
/// Those of the file and of the store.
pub async fn check(store: &Store, file: &File, report: &mut Report) -> Result<(), ImportError> {
    let mut lines = file.open().await?;
    let mut references = Vec::new();
    while let Some((line, text)) = lines.next().await.map_err(|error| file.failed(error))? {
        if let Ok(resource) = files::parse(file.kind, text) {
            collect(&resource, line, String::new(), &mut references);
        }
        if references.len() >= REFERENCES {
            look_up(store, file, &mut references, report).await?;
        }
    }
    look_up(store, file, &mut references, report).await
}

/// Walks the whole resource: it is no deeper than the parser lets it be.
fn collect(value: &Value, line: usize, path: String, references: &mut Vec<Reference>) {
    match value {
        Value::Object(fields) => {
            references.extend(fields.get("reference").and_then(|text| reference(text, line, &path)));
            for (name, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                collect(field, line, format!("{path}{dot}{name}"), references);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                collect(item, line, format!("{path}[{n}]"), references);
            }
        }
        _ => {}
    }
}

/// A reference to a type that is kept.
fn reference(text: &Value, line: usize, path: &str) -> Option<Reference> {
    let (kind, id) = target(text.as_str()?)?;
    let kind = match kind {
        "Organization" => Kind::Organization,
        "HealthcareService" => Kind::Service,
        "Location" => Kind::Location,
        "Practitioner" => Kind::Clinician,
        _ => return None,
    };
    Some(Reference { line, path: path.to_owned(), kind, id: id.to_owned() })
}

async fn look_up(
    store: &Store,
    file: &File,
    references: &mut Vec<Reference>,
    report: &mut Report,
) -> Result<(), ImportError> {
    let missing = missing(store, references).await?;
    for Reference { line, path, kind, id } in references.drain(..) {
        if !is_id(&id) || missing.get(&kind).is_some_and(|ids| ids.contains(&id)) {
            let id: String = id.chars().take(60).collect();
            let reason = format!("leads to “{id}”, which is not in the directory");
            report.note(Issue { file: file.name.clone(), line, path, reason });
        }
    }
    Ok(())
}

async fn missing(
    store: &Store,
    references: &[Reference],
) -> Result<HashMap<Kind, HashSet<String>>, ImportError> {
    let mut missing = HashMap::new();
    for kind in [Kind::Organization, Kind::Service, Kind::Location, Kind::Clinician] {
        let ids = references.iter().filter(|reference| reference.kind == kind && is_id(&reference.id));
        let ids: HashSet<&str> = ids.map(|reference| reference.id.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        missing.insert(kind, directory::missing(store, kind, &ids).await?);
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_found_wherever_they_stand() {
        let resource = json!({
            "organization": { "reference": "Organization/o-1" },
            "location": [{ "reference": "https://plan.example/fhir/Location/l-1" }, { "display": "Nowhere" }],
            "endpoint": [{ "reference": "Endpoint/e-1" }],
        });
        let mut references = Vec::new();
        collect(&resource, 3, String::new(), &mut references);
        let found: Vec<_> = references.iter().map(|r| (r.path.as_str(), r.kind, r.id.as_str())).collect();
        assert_eq!(
            found,
            [("location[0]", Kind::Location, "l-1"), ("organization", Kind::Organization, "o-1")]
        );
    }
}
