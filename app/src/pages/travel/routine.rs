//! Routine care on a journey (Brief B11), and what needs pre-authorization (Brief B12).

use leptos::prelude::*;

use crate::{
    domain::{
        plan::PhoneLineId,
        travel::{Area, Destination, RoutineCare, routine_care},
    },
    i18n::*,
    ui::{language::text, phone::PhoneLineLink},
};

/// What there is in the place that was chosen, or that nothing is.
#[component]
pub(super) fn Routine<'a>(destination: &'a Destination<'a>) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let what = match routine_care(destination) {
        RoutineCare::Home => view! { <AtHome /> }.into_any(),
        RoutineCare::Available(area) => {
            view! { <Available area=area.clone() /> <Authorization /> }.into_any()
        }
        RoutineCare::NotAvailable => {
            view! { <p>{t!(i18n, travel.routine_none)}</p> <Authorization /> }.into_any()
        }
    };
    view! {
        <section class="card" aria-labelledby="routine">
            <h2 class="card__title" id="routine">{t!(i18n, travel.routine)}</h2>
            {what}
        </section>
    }
}

#[component]
fn AtHome() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, travel.routine_home)}</p>
        <p><a class="button" href="/directory">{t!(i18n, travel.routine_home_book)}</a></p>
    }
}

#[component]
fn Available(area: Area) -> impl IntoView {
    let i18n = use_i18n();
    let name = text(&area.name);
    let record = area.visited_record_number.then(|| view! { <p>{t!(i18n, travel.routine_record)}</p> });
    let local =
        area.specialty_needs_local_referral.then(|| view! { <p>{t!(i18n, travel.routine_local)}</p> });
    view! {
        <p><strong>{t_string!(i18n, travel.routine_area, area = name).to_string()}</strong></p>
        <p>{text(&area.coverage)}</p>
        {record}
        {local}
        <p>{t!(i18n, travel.routine_call)}</p>
        <p><PhoneLineLink id=PhoneLineId::AwayFromHome named=true /></p>
    }
}

#[component]
fn Authorization() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, travel.authorization)}</p>
        <p><PhoneLineLink id=PhoneLineId::MemberServices named=true /></p>
    }
}
