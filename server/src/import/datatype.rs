//! FHIR's data types as parts of a resource: Extension, CodeableConcept, Reference.

use serde_json::Value;

use super::{
    reference::{is_id, target},
    resource::{Part, shown},
};

impl<'a> Part<'a> {
    /// The extensions whose address ends with `/name` or is `name`.
    pub fn extensions(&self, name: &str) -> impl Iterator<Item = Part<'a>> {
        let named = move |url: &str| url.rsplit('/').next() == Some(name);
        self.objects("extension")
            .into_iter()
            .filter(move |part| part.text("url").is_some_and(|url| named(&url)))
    }

    /// What a CodeableConcept under `name` says: its text, else the display of a code.
    pub fn concept(&self, name: &str) -> Option<String> {
        let concept = self.object(name)?;
        concept.said()
    }

    /// What this CodeableConcept says: its text, else the display of a code.
    pub fn said(&self) -> Option<String> {
        let codings = || self.objects("coding").into_iter();
        self.text("text").or_else(|| codings().find_map(|coding| coding.text("display")))
    }

    /// What the CodeableConcepts of the list under `name` say; those that say nothing are left out.
    pub fn concepts(&self, name: &str) -> Vec<String> {
        self.objects(name).iter().filter_map(Part::said).collect()
    }

    /// The codes of this CodeableConcept, of whatever system.
    pub fn codes(&self) -> Vec<String> {
        self.objects("coding").iter().filter_map(|coding| coding.text("code")).collect()
    }

    /// The id that the Reference under `name` to a resource of type `kind` holds.
    pub fn reference(&self, name: &str, kind: &str) -> Option<String> {
        self.object(name)?.referred(kind)
    }

    /// The ids that the References of the list under `name` to resources of type `kind` hold.
    pub fn references<I: for<'i> From<&'i str>>(&self, name: &str, kind: &str) -> Vec<I> {
        let ids = self.objects(name).into_iter().filter_map(|part| part.referred(kind));
        ids.map(|id| id.as_str().into()).collect()
    }

    /// The id that this Reference to a resource of type `kind` holds.
    pub fn referred(&self, kind: &str) -> Option<String> {
        let text = self.text("reference")?;
        let target = target(&text).filter(|(found, id)| *found == kind && is_id(id));
        self.expect_of("reference", target.map(|(_, id)| id.to_owned()), || {
            format!("must lead to a {kind}, is {}", shown(&Value::String(text.clone())))
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::import::resource::Faults;

    #[test]
    fn a_reference_leads_to_the_type_that_is_wanted() {
        let value = json!({
            "location": { "reference": "https://plan.example/fhir/Location/l-1/_history/2" },
            "organization": { "reference": "Location/l-1" },
            "contained": { "reference": "#here" },
        });
        let faults = Faults::default();
        let part = Part::root(&value, &faults);
        let ids = [
            part.reference("location", "Location"),
            part.reference("organization", "Organization"),
            part.reference("contained", "Organization"),
        ];
        let faults = faults.into_inner();
        assert_eq!(ids, [Some("l-1".to_owned()), None, None]);
        assert_eq!(faults[0].path, "organization.reference");
        assert_eq!(faults.len(), 2);
    }
}
