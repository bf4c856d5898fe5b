//! What a visit costs and how it is paid (Brief B10).

use leptos::prelude::*;

use super::visit_words::modality;
use crate::{
    domain::{
        plan::{PhoneLineId, Tender},
        visit_type::VisitType,
    },
    i18n::*,
    ui::{
        language::text,
        notice::{Notice, NoticeKind},
        page::Page,
        phone::PhoneLineLink,
        plan::use_plan,
        when::date_year,
    },
    wording::{dollars, tender},
};

/// `/paying`
#[component]
pub fn PayingPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, paying.title).to_owned())>
            <h1>{t!(i18n, paying.title)}</h1>
            <p>{t!(i18n, paying.intro)}</p>
            <Accepted />
            <Copays />
            <p>{t!(i18n, paying.questions)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
        </Page>
    }
}

#[component]
fn Accepted() -> impl IntoView {
    let i18n = use_i18n();
    let payment = use_plan().payment.clone();
    let check = payment.accepted.contains(&Tender::PersonalCheck);
    let cards = payment.accepted.iter().filter(|tender| **tender != Tender::PersonalCheck);
    let locale = i18n.get_locale();
    let cards: Vec<_> = cards.map(|card| tender(locale, *card)).collect();
    let cards = (!cards.is_empty()).then(|| cards.join(", "));
    let checked = date_year(&payment.as_of);
    view! {
        <section aria-labelledby="accepted">
            <h2 id="accepted">{t!(i18n, paying.accepted)}</h2>
            <ul>
                {check.then(|| view! { <li>{t!(i18n, paying.check)}</li> })}
                {cards.map(|cards| view! { <li>{t_string!(i18n, paying.card, cards = cards).to_string()}</li> })}
            </ul>
            {(!payment.cash).then(|| view! {
                <Notice kind=NoticeKind::Warning title=t_string!(i18n, paying.no_cash_title)>
                    <p>{t!(i18n, paying.no_cash)}</p>
                </Notice>
            })}
            <p class="quiet">{t_string!(i18n, paying.as_of, date = checked).to_string()}</p>
        </section>
    }
}

#[component]
fn Copays() -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let demonstration = plan.demonstration.then(|| view! { <p>{t!(i18n, paying.demonstration)}</p> });
    view! {
        <section aria-labelledby="copays">
            <h2 id="copays">{t!(i18n, paying.copays)}</h2>
            <p>{t!(i18n, paying.copays_intro)}</p>
            {demonstration}
            <table class="table" aria-labelledby="copays">
                <thead>
                    <tr>
                        <th scope="col">{t!(i18n, paying.visit)}</th>
                        <th scope="col">{t!(i18n, paying.copay)}</th>
                    </tr>
                </thead>
                <tbody>{plan.visit_types.iter().map(copay).collect_view()}</tbody>
            </table>
        </section>
    }
}

fn copay(visit_type: &VisitType) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let amount = match visit_type.copay_cents {
        0 => t_string!(i18n, paying.none).to_owned(),
        cents => dollars(cents),
    };
    view! {
        <tr>
            <th scope="row">
                {text(&visit_type.name)} <span class="table__note">{modality(visit_type.modality)}</span>
            </th>
            <td class="table__number">{amount}</td>
        </tr>
    }
}
