//! The search as it stands in the address. Its words are those that the server function reads.

use leptos_router::params::ParamsMap;
use serde::{Serialize, de::DeserializeOwned};

use crate::domain::{
    id::{LocationId, SpecialtyId, VisitTypeId},
    search::{DirectoryQuery, Weekdays},
};

/// Its names, those of the fields too. `after` is no field: a new search begins with the first.
pub(super) const NAMES: [&str; 17] = [
    "text",
    "place",
    "within",
    "office",
    "specialty",
    "visit_type",
    "modality",
    "language",
    "gender",
    "accepting",
    "self_referral",
    "online",
    "when",
    "weekdays",
    "part",
    "sort",
    "by",
];

/// Reads the address; what cannot be read is left out.
pub(super) fn read(map: &ParamsMap) -> DirectoryQuery {
    let text = |name: &str| map.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let on = |name: &str| text(name).is_some_and(|value| value == "true");
    DirectoryQuery {
        text: text("text").unwrap_or_default(),
        place: text("place").unwrap_or_default(),
        within: text("within").and_then(|miles| miles.parse().ok()),
        office: text("office").map(LocationId),
        specialty: text("specialty").map(SpecialtyId),
        visit_type: text("visit_type").map(VisitTypeId),
        modality: text("modality").and_then(meant),
        language: text("language"),
        gender: text("gender").and_then(meant),
        accepting: on("accepting"),
        self_referral: on("self_referral"),
        online: on("online"),
        when: text("when").and_then(meant),
        weekdays: Weekdays::read(&map.get_all("weekdays").unwrap_or_default()),
        part: text("part").and_then(meant),
        sort: text("sort").and_then(meant).unwrap_or_default(),
        by: text("by").and_then(meant).unwrap_or_default(),
        after: text("after"),
    }
}

/// The address of a search.
pub(in crate::pages) fn address(query: &DirectoryQuery) -> String {
    let mut map = ParamsMap::new();
    for (name, value) in pairs(query) {
        if !value.is_empty() {
            map.insert(name, value);
        }
    }
    format!("/directory{}", unescaped(map.to_query_string()))
}

/// A server escapes marks that a browser leaves as they are: a search has one address.
fn unescaped(address: String) -> String {
    [("%2D", "-"), ("%2E", "."), ("%5F", "_"), ("%7E", "~")]
        .into_iter()
        .fold(address, |address, (escaped, mark)| address.replace(escaped, mark))
}

/// Everything that can stand in the address, in order; empty where it is left out.
fn pairs(query: &DirectoryQuery) -> impl Iterator<Item = (&'static str, String)> {
    let yes = |on: bool| if on { "true".to_owned() } else { String::new() };
    let before = [
        ("text", query.text.clone()),
        ("place", query.place.clone()),
        ("within", plain(&query.within)),
        ("office", plain(&query.office)),
        ("specialty", plain(&query.specialty)),
        ("visit_type", plain(&query.visit_type)),
        ("modality", query.modality.map(word).unwrap_or_default()),
        ("language", plain(&query.language)),
        ("gender", query.gender.map(word).unwrap_or_default()),
        ("accepting", yes(query.accepting)),
        ("self_referral", yes(query.self_referral)),
        ("online", yes(query.online)),
        ("when", query.when.map(word).unwrap_or_default()),
    ];
    let days = query.weekdays.iter().map(|day| ("weekdays", Weekdays::word(day).to_owned()));
    let after = [
        ("part", query.part.map(word).unwrap_or_default()),
        ("sort", unless_usual(query.sort)),
        ("by", unless_usual(query.by)),
        ("after", plain(&query.after)),
    ];
    before.into_iter().chain(days).chain(after)
}

fn plain(value: &Option<impl ToString>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn unless_usual<T: Serialize + Default + PartialEq>(value: T) -> String {
    if value == T::default() { String::new() } else { word(value) }
}

/// A choice as it stands in the address, for example `next-week`.
pub(super) fn word(choice: impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The choice that a word of the address means.
pub(super) fn meant<T: DeserializeOwned>(word: String) -> Option<T> {
    serde_json::from_value(word.into()).ok()
}

#[cfg(test)]
mod tests;
