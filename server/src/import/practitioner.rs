//! FHIR Practitioner: a clinician.

use app::domain::directory::{Clinician, Gender};

use super::{organization::id, resource::Part, wording};

/// A Practitioner.
pub fn clinician(resource: &Part) -> Option<Clinician> {
    let id = id(resource)?;
    let Some((name, family)) = name(resource) else {
        resource.report("name", "is missing: the resource is refused");
        return None;
    };
    Some(Clinician {
        id: id.as_str().into(),
        name,
        family,
        gender: gender(resource),
        languages: languages(resource),
        qualifications: qualifications(resource),
    })
}

/// The name in full and the family name: the official name, else the first that is not old.
pub fn name(resource: &Part) -> Option<(String, String)> {
    let names = resource.objects("name");
    let uses: Vec<_> = names.iter().map(|name| name.text("use")).collect();
    let of_use = |wanted: &str| uses.iter().position(|found| found.as_deref() == Some(wanted));
    let current = || uses.iter().position(|found| found.as_deref() != Some("old"));
    let chosen = of_use("official").or_else(|| of_use("usual")).or_else(current)?;
    full_name(names.get(chosen)?)
}

fn full_name(name: &Part) -> Option<(String, String)> {
    let given = name.texts("given");
    let family = name.text("family").map(|family| wording::title_case(&family));
    let parts: Vec<_> = given.iter().map(|part| wording::title_case(part)).chain(family.clone()).collect();
    let plain = if parts.is_empty() { name.text("text")? } else { parts.join(" ") };
    let suffixes: Vec<_> = name.texts("suffix").iter().map(|part| wording::suffix(part)).collect();
    let full = std::iter::once(plain.clone()).chain(suffixes).collect::<Vec<_>>().join(", ");
    let last = || plain.rsplit(' ').next().unwrap_or_default().to_owned();
    Some((full, family.unwrap_or_else(last)))
}

fn gender(resource: &Part) -> Option<Gender> {
    match resource.text("gender")?.as_str() {
        "female" => Some(Gender::Female),
        "male" => Some(Gender::Male),
        "other" => Some(Gender::Other),
        "unknown" => None,
        _ => {
            resource.report("gender", "must be female, male, other or unknown");
            None
        }
    }
}

/// BCP 47 codes without region or script: `es-MX` and `es` are looked for as one.
fn languages(resource: &Part) -> Vec<String> {
    let mut languages = Vec::new();
    for communication in resource.objects("communication") {
        let codes = communication.codes();
        match codes.iter().find_map(|code| language(code)) {
            Some(language) if languages.contains(&language) => {}
            Some(language) => languages.push(language),
            None => communication.report("coding", "has no BCP 47 code: the language is left out"),
        }
    }
    languages
}

fn language(code: &str) -> Option<String> {
    let primary = code.split(['-', '_']).next()?.to_ascii_lowercase();
    let fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    fits.then_some(primary)
}

fn qualifications(resource: &Part) -> Vec<String> {
    let mut said: Vec<_> =
        resource.objects("qualification").iter().filter_map(|q| q.concept("code")).collect();
    said.dedup();
    said
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::import::resource::Faults;

    fn read(value: &Value) -> (Option<Clinician>, Vec<String>) {
        let faults = Faults::default();
        let clinician = clinician(&Part::root(value, &faults));
        (clinician, faults.into_inner().into_iter().map(|fault| fault.path).collect())
    }

    #[test]
    fn a_clinician_is_read() {
        let (clinician, faults) = read(&json!({
            "id": "c-1",
            "name": [
                { "use": "old", "family": "Stone", "given": ["Dana"] },
                { "use": "official", "family": "REYES", "given": ["DANA", "M."], "suffix": ["M.D."] },
            ],
            "gender": "female",
            "communication": [
                { "coding": [{ "code": "es-MX", "display": "Spanish" }] },
                { "coding": [{ "code": "es" }] },
                { "text": "English" },
            ],
            "qualification": [{ "code": { "text": "Family medicine" } }],
        }));
        let expected = Clinician {
            id: "c-1".into(),
            name: "Dana M. Reyes, MD".to_owned(),
            family: "Reyes".to_owned(),
            gender: Some(Gender::Female),
            languages: vec!["es".to_owned()],
            qualifications: vec!["Family medicine".to_owned()],
        };
        assert_eq!((clinician, faults), (Some(expected), vec!["communication[2].coding".to_owned()]));
    }

    #[test]
    fn a_name_in_one_piece_is_kept() {
        let (clinician, _) = read(&json!({ "id": "c-1", "name": [{ "text": "Dana Reyes" }] }));
        let clinician = clinician.expect("it has a name");
        assert_eq!((clinician.name.as_str(), clinician.family.as_str()), ("Dana Reyes", "Reyes"));
    }

    #[test]
    fn nobody_without_a_name_or_an_id_comes_in() {
        assert_eq!(read(&json!({ "id": "c-1" })), (None, vec!["name".to_owned()]));
        assert_eq!(read(&json!({ "name": [{ "text": "Dana" }] })), (None, vec!["id".to_owned()]));
        assert_eq!(read(&json!({ "id": "a/b" })), (None, vec!["id".to_owned()]));
    }
}
