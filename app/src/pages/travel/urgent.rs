//! Urgent care on a journey (Brief B14): one answer, by the physician's office hours at this moment.

use leptos::prelude::*;

use crate::{
    api::travel::TravelAnswer,
    domain::{plan::PhoneLineId, travel::UrgentCare},
    i18n::*,
    ui::{
        phone::{PhoneLineLink, PhoneLink},
        when::when,
    },
};

/// The physician while the office is open, otherwise the nurse.
#[component]
pub(super) fn Urgent(answer: TravelAnswer) -> impl IntoView {
    let i18n = use_i18n();
    let physician = answer.physician.as_ref();
    let office = physician.filter(|_| answer.urgent == UrgentCare::PersonalPhysician);
    let number = office.and_then(|listing| listing.phone()).map(ToOwned::to_owned);
    let name = office.map(|listing| listing.clinician.name.clone()).unwrap_or_default();
    let why = match (&number, physician, answer.opens.as_ref()) {
        (Some(_), ..) => t_string!(i18n, travel.urgent_open).to_owned(),
        (None, Some(_), Some(opens)) => t_string!(i18n, travel.urgent_closed, when = when(opens)).to_string(),
        (None, Some(_), None) => t_string!(i18n, travel.urgent_closed_only).to_owned(),
        (None, None, _) => t_string!(i18n, travel.urgent_unknown).to_owned(),
    };
    let call = match number {
        Some(number) => view! { <PhoneLink number label=name /> }.into_any(),
        None => view! { <PhoneLineLink id=PhoneLineId::ConsultingNurse named=true /> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="urgent">
            <h2 class="card__title" id="urgent">{t!(i18n, travel.urgent)}</h2>
            <p>{why}</p>
            <p>{call}</p>
        </section>
    }
}
