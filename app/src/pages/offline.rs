//! The emergency and travel card (Brief B11 to B14). The service worker keeps this page and
//! shows it when there is no connection: it holds nothing personal and works without scripts.

use leptos::prelude::*;

use crate::{
    api::travel::destinations,
    domain::{plan::PhoneLineId, search::words, travel::Country},
    i18n::*,
    ui::{
        language::text,
        notice::{Notice, NoticeKind},
        page::Page,
        phone::{PhoneLineLink, PhoneLink},
        plan::use_plan,
    },
};

/// `/offline`
#[component]
pub fn OfflinePage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, help.card_title).to_owned())>
            <Lost />
            <h1>{t!(i18n, help.card_title)}</h1>
            <p>{t!(i18n, help.card_intro)}</p>
            <Emergency />
            <Urgent />
            <Routine />
            <Countries />
        </Page>
    }
}

/// Seen only where the service worker shows the page in place of another one.
#[component]
fn Lost() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="offline__lost">
            <Notice kind=NoticeKind::Info title=t_string!(i18n, help.card_lost)>
                <p>
                    {t!(i18n, help.card_lost_advice)} " "
                    <PhoneLineLink id=PhoneLineId::MemberServices named=true />
                </p>
                <p><a class="button" href="" rel="external">{t!(i18n, help.card_again)}</a></p>
            </Notice>
        </div>
    }
}

/// Brief B13.
#[component]
fn Emergency() -> impl IntoView {
    let i18n = use_i18n();
    let other =
        use_plan().phone(PhoneLineId::EmergencyNotification).and_then(|line| line.other_number.clone());
    view! {
        <section class="card card--emergency" aria-labelledby="emergency">
            <h2 class="card__title" id="emergency">{t!(i18n, help.card_emergency)}</h2>
            <p class="help__number"><PhoneLink number="911" /></p>
            <p>{t!(i18n, help.card_emergency_call)} " " <a href="#countries" rel="external">{t!(i18n, help.card_countries)}</a></p>
            <p>{t!(i18n, help.card_emergency_covered)}</p>
            <h3>{t!(i18n, help.card_notify)}</h3>
            <p>{t!(i18n, help.card_notify_when)}</p>
            <p>
                <PhoneLineLink id=PhoneLineId::EmergencyNotification named=true />
                {other.map(|number| view! { " " {t!(i18n, help.other_number)} " " <PhoneLink number /> })}
            </p>
        </section>
    }
}

/// Brief B14.
#[component]
fn Urgent() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card" aria-labelledby="urgent">
            <h2 class="card__title" id="urgent">{t!(i18n, help.card_urgent)}</h2>
            <p>{t!(i18n, help.card_urgent_do)}</p>
            <p><PhoneLineLink id=PhoneLineId::ConsultingNurse named=true /></p>
        </section>
    }
}

/// Brief B11, B12.
#[component]
fn Routine() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="card" aria-labelledby="routine">
            <h2 class="card__title" id="routine">{t!(i18n, help.card_routine)}</h2>
            <p>{t!(i18n, help.card_routine_do)}</p>
            <p><PhoneLineLink id=PhoneLineId::AwayFromHome named=true /></p>
            <p>{t!(i18n, help.card_authorization)}</p>
            <p><PhoneLineLink id=PhoneLineId::MemberServices named=true /></p>
        </section>
    }
}

#[component]
fn Countries() -> impl IntoView {
    let i18n = use_i18n();
    let countries = Resource::new_blocking(|| (), |()| destinations());
    view! {
        <section aria-labelledby="countries">
            <h2 id="countries">{t!(i18n, help.card_countries)}</h2>
            <p>{t!(i18n, help.card_countries_intro)}</p>
            <Suspense>
                {move || Suspend::new(async move {
                    countries.await.ok().map(|countries| view! { <CountryTable countries /> })
                })}
            </Suspense>
        </section>
    }
}

#[component]
fn CountryTable(countries: Vec<Country>) -> impl IntoView {
    let i18n = use_i18n();
    let mut countries: Vec<_> =
        countries.into_iter().map(|country| (text(&country.name), country.emergency)).collect();
    countries.sort_by_cached_key(|(name, _)| words(name));
    view! {
        <table class="table" aria-labelledby="countries">
            <thead>
                <tr>
                    <th scope="col">{t!(i18n, help.card_country)}</th>
                    <th scope="col">{t!(i18n, help.card_numbers)}</th>
                </tr>
            </thead>
            <tbody>{countries.into_iter().map(country).collect_view()}</tbody>
        </table>
    }
}

fn country((name, numbers): (String, Vec<String>)) -> impl IntoView {
    let i18n = use_i18n();
    let ask = numbers.is_empty().then_some(t!(i18n, help.card_no_number));
    let numbers = numbers.into_iter().map(|number| view! { <PhoneLink number /> " " }).collect_view();
    view! { <tr><th scope="row">{name}</th><td>{numbers}{ask}</td></tr> }
}
