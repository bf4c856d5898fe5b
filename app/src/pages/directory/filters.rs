//! The form of a search: plain GET, so that it works everywhere and its address can be kept.

use leptos::prelude::*;
use leptos_router::components::Form;

use super::query::word;
use crate::{
    domain::{directory::Gender, search::DirectoryQuery},
    i18n::*,
    ui::{field::TextField, language::text, plan::use_plan, spoken::language_name},
};

/// All conditions, filled in with those of the search.
#[component]
pub(super) fn Filters(query: DirectoryQuery, languages: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let open = DirectoryQuery { text: String::new(), place: String::new(), page: 0, ..query.clone() }
        != DirectoryQuery::default();
    view! {
        <Form method="GET" action="/directory" attr:class="filters" attr:role="search">
            <TextField id="text" label=t_string!(i18n, directory.text).to_owned()
                hint=t_string!(i18n, directory.text_hint).to_owned() value=query.text.clone() input_type="search" />
            <TextField id="place" label=t_string!(i18n, directory.place).to_owned() value=query.place.clone()
                autocomplete="postal-code" />
            <details class="filters__more" open=open>
                <summary>{t!(i18n, directory.more_filters)}</summary>
                <div class="filters__grid"><Choices query=query.clone() languages /></div>
                <Checks query />
            </details>
            <div class="button-row">
                <button class="button" type="submit">{t!(i18n, directory.search)}</button>
                <a href="/directory">{t!(i18n, directory.clear)}</a>
            </div>
        </Form>
    }
}

#[component]
fn Choices(query: DirectoryQuery, languages: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let specialties = plan.specialties.iter().map(|s| (s.id.to_string(), text(&s.name))).collect();
    let visits = plan.visit_types.iter().map(|v| (v.id.to_string(), text(&v.name))).collect();
    let spoken = languages.iter().map(|code| (code.clone(), language_name(code))).collect();
    let genders = [
        (word(Gender::Female).to_owned(), t_string!(i18n, directory.female).to_owned()),
        (word(Gender::Male).to_owned(), t_string!(i18n, directory.male).to_owned()),
        (word(Gender::Other).to_owned(), t_string!(i18n, directory.other).to_owned()),
    ];
    let chosen = |id: Option<String>| id.unwrap_or_default();
    view! {
        <Choice id="specialty" label=t_string!(i18n, directory.specialty) options=specialties
            chosen=chosen(query.specialty.map(|id| id.0)) />
        <Choice id="visit_type" label=t_string!(i18n, directory.visit_type) options=visits
            chosen=chosen(query.visit_type.map(|id| id.0)) />
        <Choice id="language" label=t_string!(i18n, directory.language) options=spoken chosen=chosen(query.language) />
        <Choice id="gender" label=t_string!(i18n, directory.gender) options=genders.into()
            chosen=chosen(query.gender.map(|gender| word(gender).to_owned())) />
    }
}

/// A list to choose one of, or none.
#[component]
fn Choice(
    id: &'static str,
    label: &'static str,
    mut options: Vec<(String, String)>,
    chosen: String,
) -> impl IntoView {
    let i18n = use_i18n();
    options.sort_by(|a, b| a.1.cmp(&b.1));
    let option = |(value, name): (String, String)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{name}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="field__input" id=id name=id>
                <option value="">{t!(i18n, directory.any)}</option>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Checks(query: DirectoryQuery) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Check id="accepting" label=t_string!(i18n, directory.accepting) checked=query.accepting />
        <Check id="self_referral" label=t_string!(i18n, directory.self_referral) checked=query.self_referral />
        <Check id="online" label=t_string!(i18n, directory.online) checked=query.online />
    }
}

#[component]
fn Check(id: &'static str, label: &'static str, checked: bool) -> impl IntoView {
    view! {
        <div class="filters__check">
            <input type="checkbox" id=id name=id value="true" checked=checked />
            <label for=id>{label}</label>
        </div>
    }
}
