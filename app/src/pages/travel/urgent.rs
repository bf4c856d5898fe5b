//! Urgent care on a journey (Brief B14): one answer, by the physician's office hours at this moment.

use leptos::prelude::*;

use crate::{
    api::travel::TravelAnswer,
    domain::{directory::Listing, plan::PhoneLineId, search::DirectoryQuery, travel::UrgentCare},
    i18n::*,
    pages::{directory::query::address, sign_on::with_next},
    ui::{
        me::use_me,
        phone::{PhoneLineLink, PhoneLink},
        plan::use_plan,
        when::when,
    },
};

/// The physician while the office is open, otherwise the nurse; and why.
#[component]
pub(super) fn Urgent(answer: TravelAnswer, to: String) -> impl IntoView {
    let i18n = use_i18n();
    let office = answer.physician.clone().filter(|_| answer.urgent == UrgentCare::PersonalPhysician);
    let number = office.as_ref().and_then(Listing::phone).map(ToOwned::to_owned);
    let what = match (office, number) {
        (Some(office), Some(number)) => view! {
            <p>{t!(i18n, travel.urgent_open)}</p>
            <p><PhoneLink number label=format!("{}:", office.clinician.name) /></p>
        }
        .into_any(),
        _ => view! {
            <Why answer to />
            <p><PhoneLineLink id=PhoneLineId::ConsultingNurse named=true /></p>
        }
        .into_any(),
    };
    view! {
        <section class="card" aria-labelledby="urgent">
            <h2 class="card__title" id="urgent">{t!(i18n, travel.urgent)}</h2>
            {what}
        </section>
    }
}

/// Why it is the nurse.
#[component]
fn Why(answer: TravelAnswer, to: String) -> impl IntoView {
    let i18n = use_i18n();
    let Some(physician) = answer.physician else {
        return view! { <NoPhysician to /> }.into_any();
    };
    let why = match answer.opens {
        Some(opens) => t_string!(i18n, travel.urgent_closed, when = when(&opens)).to_string(),
        None if physician.location.hours.is_none() => t_string!(i18n, travel.urgent_no_hours).to_owned(),
        None if physician.phone().is_none() => t_string!(i18n, travel.urgent_no_phone).to_owned(),
        None => t_string!(i18n, travel.urgent_always_closed).to_owned(),
    };
    view! { <p>{why}</p> }.into_any()
}

/// Nobody is signed on, or the member has no personal physician: the way to one.
#[component]
fn NoPhysician(to: String) -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    view! {
        <Transition>
            {move || {
                let to = to.clone();
                Suspend::new(async move {
                    let signed_on = matches!(me.await, Ok(Some(_)));
                    let (why, href, link) = match signed_on {
                        true => (t_string!(i18n, travel.urgent_none), physicians(), t_string!(i18n, travel.urgent_choose)),
                        false => (t_string!(i18n, travel.urgent_unknown), sign_on(&to), t_string!(i18n, common.sign_on)),
                    };
                    view! { <p>{why} " " <a href=href>{link}</a></p> }
                })
            }}
        </Transition>
    }
}

/// The search for who can become the personal physician (Brief B1).
fn physicians() -> String {
    let plan = use_plan();
    let specialty = plan.specialties.iter().find(|specialty| specialty.personal_physician);
    let specialty = specialty.map(|specialty| specialty.id.clone());
    address(&DirectoryQuery { specialty, accepting: true, ..DirectoryQuery::default() })
}

fn sign_on(to: &str) -> String {
    let query: leptos_router::params::ParamsMap = [("to", to.to_owned())].into_iter().collect();
    with_next("/sign-on", &format!("/travel{}", query.to_query_string()))
}
