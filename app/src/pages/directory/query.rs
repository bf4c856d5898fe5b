//! The search as it stands in the address.

use leptos_router::params::ParamsMap;

use crate::domain::{
    directory::Gender,
    id::{SpecialtyId, VisitTypeId},
    search::DirectoryQuery,
};

/// Its names, those of the fields too. The page is no field: a new search begins with the first.
pub(super) const NAMES: [&str; 9] = [
    "text",
    "place",
    "specialty",
    "visit_type",
    "language",
    "gender",
    "accepting",
    "self_referral",
    "online",
];

/// Reads the address; what cannot be read is left out.
pub(super) fn read(map: &ParamsMap) -> DirectoryQuery {
    let text = |name: &str| map.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let on = |name: &str| text(name).is_some_and(|value| value == "true");
    DirectoryQuery {
        text: text("text").unwrap_or_default(),
        place: text("place").unwrap_or_default(),
        specialty: text("specialty").map(SpecialtyId),
        visit_type: text("visit_type").map(VisitTypeId),
        language: text("language"),
        gender: text("gender").and_then(|word| gender(&word)),
        accepting: on("accepting"),
        self_referral: on("self_referral"),
        online: on("online"),
        after: text("after"),
        ..DirectoryQuery::default()
    }
}

/// The address of a search.
pub(in crate::pages) fn address(query: &DirectoryQuery) -> String {
    let mut map = ParamsMap::new();
    let mut put = |name: &'static str, value: String| {
        if !value.is_empty() {
            map.insert(name, value);
        }
    };
    let yes = |on: bool| if on { "true".to_owned() } else { String::new() };
    put("text", query.text.clone());
    put("place", query.place.clone());
    put("specialty", query.specialty.as_ref().map(ToString::to_string).unwrap_or_default());
    put("visit_type", query.visit_type.as_ref().map(ToString::to_string).unwrap_or_default());
    put("language", query.language.clone().unwrap_or_default());
    put("gender", query.gender.map(|gender| word(gender).to_owned()).unwrap_or_default());
    put("accepting", yes(query.accepting));
    put("self_referral", yes(query.self_referral));
    put("online", yes(query.online));
    put("after", query.after.clone().unwrap_or_default());
    format!("/directory{}", map.to_query_string())
}

fn gender(word: &str) -> Option<Gender> {
    match word {
        "female" => Some(Gender::Female),
        "male" => Some(Gender::Male),
        "other" => Some(Gender::Other),
        _ => None,
    }
}

/// A gender as it stands in the address.
pub(super) fn word(gender: Gender) -> &'static str {
    match gender {
        Gender::Female => "female",
        Gender::Male => "male",
        Gender::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_the_whole_search() {
        let query = DirectoryQuery {
            text: "podiatry".into(),
            place: "98501".into(),
            gender: Some(Gender::Female),
            accepting: true,
            after: Some("20".into()),
            ..DirectoryQuery::default()
        };
        let address = address(&query);
        let (_, search) = address.split_once('?').expect("a query");
        let map: ParamsMap = search
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.replace("%20", " ")))
            .collect();
        assert_eq!(read(&map), query);
    }
}
