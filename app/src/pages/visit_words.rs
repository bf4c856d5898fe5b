//! What is said about a visit before it is booked and afterwards: how it takes place, what it
//! costs and until when it can be changed.

use leptos::prelude::*;

use crate::{
    domain::{
        directory::Location,
        id::VisitTypeId,
        visit_type::{Modality, VisitType},
    },
    i18n::*,
    ui::{address::Address, language::text, plan::use_plan},
    wording::{dollars, tenders},
};

/// The kind of visit; where the plan has it no more, by its id.
pub(super) fn visit_name(id: &VisitTypeId) -> String {
    let name = use_plan().visit_type(id).map(|visit_type| text(&visit_type.name));
    name.unwrap_or_else(|| id.to_string())
}

/// In a word or two.
pub(super) fn modality(modality: Modality) -> &'static str {
    let i18n = use_i18n();
    match modality {
        Modality::InPerson => t_string!(i18n, common.in_person),
        Modality::Phone => t_string!(i18n, common.by_phone),
        Modality::Video => t_string!(i18n, common.by_video),
    }
}

/// `20 minutes`
pub(super) fn length(minutes: u16) -> String {
    t_string!(use_i18n(), book.minutes, minutes = minutes).to_string()
}

/// `Copay $20`
pub(super) fn copay(cents: u32) -> String {
    let i18n = use_i18n();
    match cents {
        0 => t_string!(i18n, book.copay_none).to_owned(),
        cents => t_string!(i18n, book.copay_of, amount = dollars(cents)).to_string(),
    }
}

/// Until when a visit can be cancelled or moved online (Brief B7).
pub(super) fn change_rule(visit_type: &VisitType) -> String {
    let i18n = use_i18n();
    match (visit_type.cancellation.online, visit_type.cancellation.cutoff_hours) {
        (false, _) => t_string!(i18n, book.rule_phone).to_owned(),
        (true, 0) => t_string!(i18n, book.rule_start).to_owned(),
        (true, 1) => t_string!(i18n, book.rule_hour).to_owned(),
        (true, hours) => t_string!(i18n, book.rule_hours, hours = hours).to_string(),
    }
}

/// Where a visit takes place, or how without a place. `contact` is where the member is reached.
#[component]
pub(super) fn Where(modality: Modality, location: Location, contact: String) -> impl IntoView {
    let i18n = use_i18n();
    match modality {
        Modality::InPerson => view! { <Address location /> }.into_any(),
        Modality::Phone => {
            view! { <p>{t_string!(i18n, book.where_phone, contact = contact).to_string()}</p> }.into_any()
        }
        Modality::Video => view! { <p>{t!(i18n, book.where_video)}</p> }.into_any(),
    }
}

/// The copay, when it is asked for, and how it can be paid (Brief B10).
#[component]
pub(super) fn Paying(copay_cents: u32) -> impl IntoView {
    let i18n = use_i18n();
    if copay_cents == 0 {
        return view! { <p>{t!(i18n, book.no_copay)}</p> }.into_any();
    }
    let plan = use_plan();
    let amount = dollars(copay_cents);
    let accepted = tenders(i18n.get_locale(), &plan.payment.accepted);
    let no_cash = (!plan.payment.cash).then(|| view! { <p>{t!(i18n, book.no_cash)}</p> });
    view! {
        <p>{t_string!(i18n, book.copay_when, amount = amount).to_string()}</p>
        <p>{t_string!(i18n, book.accepted, tender = accepted).to_string()}</p>
        {no_cash}
    }
    .into_any()
}
