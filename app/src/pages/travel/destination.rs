//! Where the member is going, and when.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::components::Form;

use crate::{
    api::travel::destinations,
    domain::search::words,
    i18n::*,
    ui::{language::text, plan::use_plan},
};

/// A plain GET form: the address is the question.
#[component]
pub(super) fn DestinationForm(asked: Memo<(String, Option<Date>)>) -> impl IntoView {
    let i18n = use_i18n();
    let countries = Resource::new_blocking(|| (), |()| destinations());
    let leaving = move || asked.get().1.map(|date| date.to_string());
    let foreign = move || {
        Suspend::new(async move {
            let all = countries.await.unwrap_or_default().into_iter().filter(|country| country.code != "US");
            let mut named: Vec<_> = all.map(|country| (country.code, text(&country.name))).collect();
            named.sort_by_cached_key(|(_, name)| words(name));
            let option = |(code, name)| view! { <Place value=code name chosen=asked /> };
            named.into_iter().map(option).collect_view()
        })
    };
    view! {
        <Form method="GET" action="/travel" attr:class="filters">
            <div class="field">
                <label class="field__label" for="to">{t!(i18n, travel.to)}</label>
                <select class="field__input" id="to" name="to" autocomplete="off">
                    <option value="">{t!(i18n, travel.nowhere)}</option>
                    <Areas chosen=asked />
                    <optgroup label=t_string!(i18n, travel.countries)><Suspense>{foreign}</Suspense></optgroup>
                </select>
            </div>
            <div class="field">
                <label class="field__label" for="leaving">{t!(i18n, travel.leaving)}</label>
                <p class="field__hint" id="leaving-hint">{t!(i18n, travel.leaving_hint)}</p>
                <input class="field__input field__input--short" id="leaving" name="leaving" type="date"
                    value=leaving aria-describedby="leaving-hint" />
            </div>
            <button class="button" type="submit">{t!(i18n, travel.show)}</button>
        </Form>
    }
}

/// The plan's areas, then the rest of its country.
#[component]
fn Areas(chosen: Memo<(String, Option<Date>)>) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let areas = plan.areas.iter().map(|area| (area.id.clone(), text(&area.name)));
    let areas = areas.map(|(id, name)| view! { <Place value=id name chosen /> }).collect_view();
    view! {
        <optgroup label=t_string!(i18n, travel.areas)>{areas}</optgroup>
        <optgroup label=t_string!(i18n, travel.elsewhere_group)>
            <Place value="elsewhere".to_owned() name=t_string!(i18n, travel.elsewhere).to_owned() chosen />
        </optgroup>
    }
}

#[component]
fn Place(value: String, name: String, chosen: Memo<(String, Option<Date>)>) -> impl IntoView {
    let selected = chosen.get_untracked().0 == value;
    view! { <option value=value selected=selected>{name}</option> }
}
