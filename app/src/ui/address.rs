//! Where a place is, and how to get in.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::{
    domain::{accessibility::Accessibility, directory::Location},
    i18n::*,
};

/// The address of a place with a link to a map and its accessibility.
#[component]
pub fn Address(
    /// The place.
    location: Location,
) -> impl IntoView {
    let i18n = use_i18n();
    let map = map_link(&location);
    let place = location.name.clone();
    let access: Vec<_> = location.accessibility.iter().map(|said| access(said)).collect();
    let accessibility = (!access.is_empty()).then(|| {
        view! { <p class="address__access">{t!(i18n, common.accessibility)} ": " {access.join(", ")}</p> }
    });
    view! {
        <div class="address">
            <address class="address__lines">
                <span class="address__name">{location.name}</span>
                <span>{location.line}</span>
                <span>{format!("{}, {} {}", location.city, location.state, location.zip)}</span>
            </address>
            <p>
                <a href=map rel="noreferrer">
                    {t!(i18n, common.map)}
                    <span class="visually-hidden">" " {t_string!(i18n, common.map_of, place = place).to_string()}</span>
                </a>
            </p>
            {accessibility}
        </div>
    }
}

/// In the language of the page, where it is known what the directory means.
fn access(said: &str) -> String {
    let i18n = use_i18n();
    match Accessibility::read(said) {
        Accessibility::Ada => t_string!(i18n, common.access_ada).to_owned(),
        Accessibility::Wheelchair => t_string!(i18n, common.access_wheelchair).to_owned(),
        Accessibility::Transit => t_string!(i18n, common.access_transit).to_owned(),
        Accessibility::Culture => t_string!(i18n, common.access_culture).to_owned(),
        Accessibility::Other(words) => words.to_owned(),
    }
}

/// By position where the directory has it, else by address.
fn map_link(location: &Location) -> String {
    if let Some((latitude, longitude)) = location.position {
        return format!(
            "https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}#map=17/{latitude}/{longitude}"
        );
    }
    let mut query = ParamsMap::new();
    query.insert(
        "query",
        format!("{}, {}, {} {}", location.line, location.city, location.state, location.zip),
    );
    format!("https://www.openstreetmap.org/search{}", query.to_query_string())
}
