//! The controls of the search. Each shows what the address says, also after "back".

use leptos::prelude::*;

use crate::{domain::search::words, i18n::*};

/// A line of text.
#[component]
pub(super) fn Words(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    value: Signal<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <p class="field__hint" id=hint_id.clone()>{hint}</p>
            <input class="field__input" id=id name=id type="search" autocomplete="off" enterkeyhint="search"
                value=value.get_untracked() prop:value=value aria-describedby=hint_id />
        </div>
    }
}

/// A list to choose one of, or any.
#[component]
pub(super) fn Choice(
    id: &'static str,
    label: &'static str,
    chosen: Signal<String>,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input" id=id name=id autocomplete="off" prop:value=chosen>
                <option value="">{t!(i18n, directory.any)}</option>
                {children()}
            </select>
        </div>
    }
}

/// What there is to choose, in the order of the alphabet.
#[component]
pub(super) fn Options(mut of: Vec<(String, String)>, chosen: Signal<String>) -> impl IntoView {
    of.sort_by_cached_key(|(_, name)| words(name));
    let chosen = chosen.get_untracked();
    let option = |(value, name): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name}</option> }
    };
    of.into_iter().map(option).collect_view()
}

/// A box to tick.
#[component]
pub(super) fn Check(id: &'static str, label: &'static str, on: Signal<bool>) -> impl IntoView {
    view! {
        <div class="filters__check">
            <input type="checkbox" id=id name=id value="true" autocomplete="off" checked=on.get_untracked()
                prop:checked=on />
            <label for=id>{label}</label>
        </div>
    }
}
