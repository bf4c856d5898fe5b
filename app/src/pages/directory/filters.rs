//! The form of a search. It is a plain GET form, so that it works everywhere; where scripts run
//! it stays as it is, and only the results change.

use leptos::{
    ev::{Event, SubmitEvent},
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, FormData, HtmlFormElement},
};
use leptos_router::{NavigateOptions, hooks::use_navigate, params::ParamsMap};

use super::{
    Found,
    choices::Choices,
    count::RESULTS,
    here::UsePosition,
    query::{NAMES, address, read},
    suggested::leads_to,
};
use crate::{
    domain::{
        found::Suggestion,
        search::{Condition, DirectoryQuery},
    },
    i18n::*,
    ui::{combobox::Combobox, field::follow},
};

/// All conditions, filled in with those of the search.
#[component]
pub(super) fn Filters(query: Memo<DirectoryQuery>, found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let form = NodeRef::<html::Form>::new();
    let office = move || query.read().office.clone();
    view! {
        <form class="filters" action=format!("/directory#{RESULTS}") method="get" role="search" node_ref=form
            on:submit=search()>
            <Words query form />
            {move || office().map(|id| view! { <input type="hidden" name="office" value=id.to_string() /> })}
            <div class="button-row">
                <button class="button" type="submit">{t!(i18n, directory.search)}</button>
                <a href="/directory">{t!(i18n, directory.clear)}</a>
            </div>
            <details class="filters__more" on:change=submit>
                <summary><HowManyChosen query /></summary>
                <Choices query found />
                <button class="button button--secondary" type="submit">{t!(i18n, directory.show)}</button>
            </details>
        </form>
    }
}

/// The fields that most need: who or what, and where.
#[component]
fn Words(query: Memo<DirectoryQuery>, form: NodeRef<html::Form>) -> impl IntoView {
    let i18n = use_i18n();
    let text = Signal::derive(move || query.read().text.clone());
    let navigate = use_navigate();
    let choose = move |suggestion| {
        let query = form.get_untracked().and_then(|form| filled(&form)).unwrap_or_default();
        let scroll = matches!(suggestion, Suggestion::Clinician { .. });
        navigate(&leads_to(suggestion, query), NavigateOptions { scroll, ..in_place() });
    };
    view! {
        <div class="filters__words">
            <div class="field">
                <label class="field__label" for="text">{t!(i18n, directory.text)}</label>
                <p class="field__hint" id="text-hint">{t!(i18n, directory.text_hint)}</p>
                <Combobox id="text" hint_id="text-hint" value=text choose=Callback::new(choose) />
            </div>
            <Place query />
        </div>
    }
}

/// A city or a ZIP, typed or from the browser's position.
#[component]
fn Place(query: Memo<DirectoryQuery>) -> impl IntoView {
    let i18n = use_i18n();
    let place = Signal::derive(move || query.read().place.clone());
    let field = NodeRef::<html::Input>::new();
    follow(field, place);
    view! {
        <div class="field">
            <label class="field__label" for="place">{t!(i18n, directory.place)}</label>
            <p class="field__hint" id="place-hint">{t!(i18n, directory.place_hint)}</p>
            <input class="field__input" id="place" name="place" type="search" autocomplete="off"
                enterkeyhint="search" value=place.get_untracked() aria-describedby="place-hint"
                node_ref=field />
            <UsePosition place=field />
        </div>
    }
}

/// `More choices (chosen: 2)`
#[component]
fn HowManyChosen(query: Memo<DirectoryQuery>) -> impl IntoView {
    let i18n = use_i18n();
    let below = Condition::ALL.into_iter().filter(|it| !matches!(it, Condition::Text | Condition::Place));
    let chosen = move || below.clone().filter(|it| query.read().without(*it).is_some()).count();
    move || match chosen() {
        0 => t_string!(i18n, directory.more_filters).to_owned(),
        count => t_string!(i18n, directory.more_filters_chosen, count = count).to_string(),
    }
}

/// Goes to the address of what is filled in, without the fields that are empty.
fn search() -> impl Fn(SubmitEvent) {
    let navigate = use_navigate();
    move |event| {
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(query) = form.and_then(|form| filled(&form)) else { return };
        event.prevent_default();
        navigate(&address(&query), in_place());
    }
}

/// The page stays where it is.
fn in_place() -> NavigateOptions {
    NavigateOptions { scroll: false, ..NavigateOptions::default() }
}

/// The search that is filled in.
fn filled(form: &HtmlFormElement) -> Option<DirectoryQuery> {
    let data = FormData::new_with_form(form).ok()?;
    let mut map = ParamsMap::new();
    for name in NAMES {
        for value in data.get_all(name).iter().filter_map(|value| value.as_string()) {
            map.insert(name, value);
        }
    }
    Some(read(&map))
}

/// A choice is searched for at once.
fn submit(event: Event) {
    let control = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let form = control.and_then(|control| control.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}
