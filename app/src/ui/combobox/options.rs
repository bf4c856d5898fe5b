//! The suggestions below the field.

use leptos::prelude::*;

use super::asking::Suggesting;
use crate::{
    domain::{found::Suggestion, id::SpecialtyId},
    i18n::*,
    ui::{language::text, plan::use_plan},
};

/// The id of a suggestion of the field `id`.
pub(super) fn option_id(id: &str, n: usize) -> String {
    format!("{id}-suggestion-{n}")
}

/// The list. It lies over what comes below: nothing moves.
#[component]
pub(super) fn SuggestionList(
    id: &'static str,
    list_id: String,
    suggesting: Suggesting,
    take: Callback<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |(n, suggestion): (usize, Suggestion)| {
        let active = move || suggesting.list.read().active == Some(n);
        view! { <SuggestionOption id=option_id(id, n) suggestion active=Signal::derive(active) take=move || take.run(n) /> }
    };
    let options = move || suggesting.found.get().into_iter().enumerate().map(option).collect_view();
    view! {
        <ul class="combobox__list" id=list_id role="listbox" aria-label=t_string!(i18n, common.suggestions)
            hidden=move || !suggesting.list.read().open>
            {options}
        </ul>
    }
}

/// A suggestion. To press it must not take the focus from the field.
#[component]
fn SuggestionOption(
    id: String,
    suggestion: Suggestion,
    active: Signal<bool>,
    take: impl Fn() + 'static,
) -> impl IntoView {
    let (name, kind) = in_words(suggestion);
    view! {
        <li class="combobox__option" id=id role="option" aria-selected=move || active.get().to_string()
            on:mousedown=|event| event.prevent_default() on:click=move |_| take()>
            <span class="combobox__name">{name}</span> " "
            <span class="combobox__kind">{kind}</span>
        </li>
    }
}

/// What it is called, and what it is.
fn in_words(suggestion: Suggestion) -> (String, String) {
    let i18n = use_i18n();
    match suggestion {
        Suggestion::Specialty(id) => (specialty(&id), t_string!(i18n, common.a_specialty).to_owned()),
        Suggestion::Clinician { name, specialty: None, city, .. } => (name, city),
        Suggestion::Clinician { name, specialty: Some(id), city, .. } => {
            (name, format!("{}, {city}", specialty(&id)))
        }
        Suggestion::Office { name, city, .. } => {
            (name, t_string!(i18n, common.an_office, city = city).to_string())
        }
        Suggestion::City(name) => (name, t_string!(i18n, common.a_city).to_owned()),
    }
}

fn specialty(id: &SpecialtyId) -> String {
    use_plan().specialty(id).map_or_else(|| id.to_string(), |specialty| text(&specialty.name))
}
