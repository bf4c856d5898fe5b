//! Where the member is going, and when.

use leptos::{ev::SubmitEvent, form::form_data_from_event, prelude::*};
use leptos_router::{hooks::use_navigate, params::ParamsMap};

use super::{
    Asked,
    place::{ANSWERS, ELSEWHERE},
};
use crate::{
    api::travel::destinations,
    domain::search::words,
    i18n::*,
    ui::{language::text, plan::use_plan},
};

/// A plain GET form: the address is the question.
#[component]
pub(super) fn DestinationForm(asked: Asked) -> impl IntoView {
    let i18n = use_i18n();
    let to = move || asked.get().0;
    let leaving = move || asked.get().1.map(|date| date.to_string()).unwrap_or_default();
    view! {
        <form class="filters" action=format!("/travel#{ANSWERS}") method="get" on:submit=ask()>
            <div class="field">
                <label class="field__label" for="to">{t!(i18n, travel.to)}</label>
                <select class="field__input" id="to" name="to" autocomplete="off" prop:value=to>
                    <option value="">{t!(i18n, travel.nowhere)}</option>
                    <Areas asked />
                    <Countries asked />
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="leaving">
                    {t!(i18n, travel.leaving)} " " <span class="field__optional">{t!(i18n, common.optional)}</span>
                </label>
                <p class="field__hint" id="leaving-hint">{t!(i18n, travel.leaving_hint)}</p>
                <input class="field__input" id="leaving" name="leaving" type="date" autocomplete="off"
                    value=leaving prop:value=leaving aria-describedby="leaving-hint" />
            </div>
            <button class="button" type="submit">{t!(i18n, travel.show)}</button>
        </form>
    }
}

/// Goes to the answers without loading the page anew.
fn ask() -> impl Fn(SubmitEvent) {
    let navigate = use_navigate();
    move |event| {
        let Ok(form) = form_data_from_event(&event) else { return };
        event.prevent_default();
        let filled = ["to", "leaving"].map(|name| (name, form.get(name).as_string().unwrap_or_default()));
        let query: ParamsMap = filled.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        navigate(&format!("/travel{}#{ANSWERS}", query.to_query_string()), Default::default());
    }
}

/// The plan's areas, then the rest of its country.
#[component]
fn Areas(asked: Asked) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let areas = plan.areas.iter().map(|area| (area.id.clone(), text(&area.name)));
    let areas = areas.map(|(id, name)| view! { <Choice value=id name asked /> }).collect_view();
    view! {
        <optgroup label=t_string!(i18n, travel.areas)>{areas}</optgroup>
        <optgroup label=t_string!(i18n, travel.home_country)>
            <Choice value=ELSEWHERE.to_owned() name=t_string!(i18n, travel.elsewhere).to_owned() asked />
        </optgroup>
    }
}

/// All others, sorted as the reader reads them.
#[component]
fn Countries(asked: Asked) -> impl IntoView {
    let i18n = use_i18n();
    let countries = Resource::new_blocking(|| (), |()| destinations());
    view! {
        <optgroup label=t_string!(i18n, travel.countries)>
            <Suspense>
                {move || Suspend::new(async move {
                    let abroad = countries.await.unwrap_or_default().into_iter();
                    let abroad = abroad.filter(|country| country.code != HOME_COUNTRY);
                    let mut named: Vec<_> = abroad.map(|country| (country.code, text(&country.name))).collect();
                    named.sort_by_cached_key(|(_, name)| words(name));
                    named.into_iter().map(|(value, name)| view! { <Choice value name asked /> }).collect_view()
                })}
            </Suspense>
        </optgroup>
    }
}

/// The country of the plan is in the list by its areas.
const HOME_COUNTRY: &str = "US";

#[component]
fn Choice(value: String, name: String, asked: Asked) -> impl IntoView {
    let selected = asked.get_untracked().0 == value;
    view! { <option value=value selected=selected>{name}</option> }
}
