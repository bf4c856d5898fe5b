//! The form of a search. It is a plain GET form, so that it works everywhere; where scripts run
//! it stays as it is, and only the results change.

use leptos::{
    ev::{Event, SubmitEvent},
    form::form_data_from_event,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlFormElement},
};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    Found,
    controls::{Check, Choice, Options, Words},
    count::RESULTS,
    query::{NAMES, address, read, word},
};
use crate::{
    domain::{directory::Gender, search::DirectoryQuery},
    i18n::*,
    pages::listing_words::gender_name,
    ui::{language::text, plan::use_plan, spoken::language_name},
};

/// All conditions, filled in with those of the search.
#[component]
pub(super) fn Filters(query: Memo<DirectoryQuery>, found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let text = Signal::derive(move || query.read().text.clone());
    let place = Signal::derive(move || query.read().place.clone());
    let chosen = Signal::derive(move || choices(&query.read()));
    let more = move || match chosen.get() {
        0 => t_string!(i18n, directory.more_filters).to_owned(),
        count => t_string!(i18n, directory.more_filters_chosen, count = count).to_string(),
    };
    view! {
        <form class="filters" action=format!("/directory#{RESULTS}") method="get" role="search" on:submit=search()>
            <div class="filters__words">
                <Words id="text" label=t_string!(i18n, directory.text) hint=t_string!(i18n, directory.text_hint)
                    value=text />
                <Words id="place" label=t_string!(i18n, directory.place) hint=t_string!(i18n, directory.place_hint)
                    value=place />
            </div>
            <details class="filters__more" open=chosen.get_untracked() != 0 on:change=submit>
                <summary>{more}</summary>
                <div class="filters__grid"><Choices query found /></div>
                <Checks query />
            </details>
            <div class="button-row">
                <button class="button" type="submit">{t!(i18n, directory.search)}</button>
                <a href="/directory">{t!(i18n, directory.clear)}</a>
            </div>
        </form>
    }
}

/// How many conditions stand under "more choices".
fn choices(query: &DirectoryQuery) -> usize {
    let named = [
        query.specialty.is_some(),
        query.visit_type.is_some(),
        query.language.is_some(),
        query.gender.is_some(),
    ];
    let ticked = [query.accepting, query.self_referral, query.online];
    named.into_iter().chain(ticked).filter(|chosen| *chosen).count()
}

/// Goes to the address of what is filled in, without the fields that are empty.
fn search() -> impl Fn(SubmitEvent) {
    let navigate = use_navigate();
    move |event| {
        let Ok(form) = form_data_from_event(&event) else { return };
        event.prevent_default();
        let filled = NAMES.iter().filter_map(|name| Some((*name, form.get(name).as_string()?))).collect();
        let here = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate(&address(&read(&filled)), here);
    }
}

/// A choice is searched for at once.
fn submit(event: Event) {
    let control = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let form = control.and_then(|control| control.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
        let _ = form.request_submit();
    }
}

#[component]
fn Choices(query: Memo<DirectoryQuery>, found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let specialties =
        plan.specialties.iter().map(|it| (it.id.to_string(), text(&it.name))).collect::<Vec<_>>();
    let visits = plan.visit_types.iter().map(|it| (it.id.to_string(), text(&it.name))).collect::<Vec<_>>();
    let genders = [Gender::Female, Gender::Male, Gender::Other];
    let genders = genders.map(|gender| (word(gender).to_owned(), gender_name(gender).to_owned())).to_vec();
    let specialty = Signal::derive(move || query.read().specialty.clone().map(|id| id.0).unwrap_or_default());
    let visit = Signal::derive(move || query.read().visit_type.clone().map(|id| id.0).unwrap_or_default());
    let language = Signal::derive(move || query.read().language.clone().unwrap_or_default());
    let gender = Signal::derive(move || query.read().gender.map(word).unwrap_or_default().to_owned());
    view! {
        <Choice id="specialty" label=t_string!(i18n, directory.specialty) chosen=specialty>
            <Options of=specialties chosen=specialty />
        </Choice>
        <Choice id="visit_type" label=t_string!(i18n, directory.visit_type) chosen=visit>
            <Options of=visits chosen=visit />
        </Choice>
        <Choice id="language" label=t_string!(i18n, directory.language) chosen=language>
            <Languages found chosen=language />
        </Choice>
        <Choice id="gender" label=t_string!(i18n, directory.gender) chosen=gender>
            <Options of=genders chosen=gender />
        </Choice>
    }
}

/// Those that somebody in the directory speaks.
#[component]
fn Languages(found: Found, chosen: Signal<String>) -> impl IntoView {
    view! {
        <Transition>
            {move || Suspend::new(async move {
                let codes = found.await.map(|results| results.counts.languages).unwrap_or_default().into_iter().map(|(code, _)| code).collect();
                view! { <Spoken codes chosen /> }
            })}
        </Transition>
    }
}

#[component]
fn Spoken(codes: Vec<String>, chosen: Signal<String>) -> impl IntoView {
    let named = codes.into_iter().map(|code| (code.clone(), language_name(&code))).collect::<Vec<_>>();
    view! { <Options of=named chosen /> }
}

#[component]
fn Checks(query: Memo<DirectoryQuery>) -> impl IntoView {
    let i18n = use_i18n();
    let accepting = Signal::derive(move || query.read().accepting);
    let self_referral = Signal::derive(move || query.read().self_referral);
    let online = Signal::derive(move || query.read().online);
    view! {
        <Check id="accepting" label=t_string!(i18n, directory.accepting) on=accepting />
        <Check id="self_referral" label=t_string!(i18n, directory.self_referral) on=self_referral />
        <Check id="online" label=t_string!(i18n, directory.online) on=online />
    }
}
