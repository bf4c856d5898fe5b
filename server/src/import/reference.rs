//! References between resources, and those that lead nowhere.

use std::fmt;

use serde_json::Value;

use super::{resource::Fault, resource_type::ResourceType};

/// The type and id that the text of a reference names: `Location/1`, or an address that ends so.
pub fn target(reference: &str) -> Option<(&str, &str)> {
    let reference = reference.split("/_history/").next().unwrap_or(reference);
    let (before, id) = reference.rsplit_once('/')?;
    Some((before.rsplit('/').next().unwrap_or(before), id))
}

/// Whether that is an id of FHIR, which goes into addresses as it is.
pub fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    (1..=128).contains(&text.len()) && text.chars().all(fits)
}

/// The references in a resource to what `exists` does not know; only to types that are read.
pub fn lost(resource: &Value, exists: impl Fn(ResourceType, &str) -> bool) -> Vec<Fault> {
    let mut lost = Vec::new();
    let mut note = |way: &Way, text: &str| {
        let Some((name, id)) = target(text) else { return };
        if ResourceType::of(name).is_some_and(|kind| !(is_id(id) && exists(kind, id))) {
            let id: String = id.chars().take(60).collect();
            let reason = format!("leads to “{id}”, which is not in the directory");
            lost.push(Fault { path: way.to_string(), reason });
        }
    };
    walk(resource, &Way::Root, &mut note);
    lost
}

/// Walks the whole resource: it is no deeper than the parser lets it be.
fn walk(value: &Value, way: &Way, note: &mut impl FnMut(&Way, &str)) {
    match value {
        Value::Object(fields) => {
            if let Some(text) = fields.get("reference").and_then(Value::as_str) {
                note(way, text);
            }
            for (name, field) in fields {
                walk(field, &Way::Field(way, name), note);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                walk(item, &Way::Item(way, n), note);
            }
        }
        _ => {}
    }
}

/// The way from the resource to a part of it: becomes text only where it is told.
enum Way<'a> {
    Root,
    Field(&'a Way<'a>, &'a str),
    Item(&'a Way<'a>, usize),
}

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(whole, name) => write!(f, "{whole}.{name}"),
            Self::Item(whole, n) => write!(f, "{whole}[{n}]"),
        }
    }
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
            "healthcareService": [{ "reference": "HealthcareService/" }],
            "extension": [{ "extension": [{ "valueReference": { "reference": "Organization/here" } }] }],
        });
        let lost = lost(&resource, |kind, id| (kind, id) == (ResourceType::Organization, "here"));
        let paths: Vec<_> = lost.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, ["healthcareService[0]", "location[0]", "organization"]);
        assert_eq!(lost[1].reason, "leads to “l-1”, which is not in the directory");
    }
}
