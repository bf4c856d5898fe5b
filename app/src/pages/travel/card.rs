//! The card to keep: whom to call, on one piece of paper and without a connection.

use leptos::prelude::*;

use super::emergency::numbers;
use crate::{
    domain::{
        plan::PhoneLineId,
        travel::{Country, NOTIFY_WITHIN_HOURS},
    },
    i18n::*,
    ui::{
        language::text,
        phone::{PhoneLineLink, PhoneLink},
        plan::use_plan,
    },
};

/// A summary to print; the phone keeps its own at `/offline`.
#[component]
pub(super) fn CardToKeep(#[prop(optional_no_strip)] country: Option<Country>) -> impl IntoView {
    let i18n = use_i18n();
    let title = match &country {
        Some(country) => t_string!(i18n, travel.card_for, place = text(&country.name)).to_string(),
        None => t_string!(i18n, travel.card).to_owned(),
    };
    let first =
        numbers(country.as_ref()).into_iter().map(|number| view! { <PhoneLink number /> " " }).collect_view();
    let ask =
        country.is_some_and(|country| country.emergency.is_empty()).then_some(t!(i18n, travel.card_ask));
    view! {
        <section class="card travel__card" aria-labelledby="card">
            <h2 class="card__title" id="card">{title}</h2>
            <p class="travel__keep">
                {t!(i18n, travel.card_keep)} " " <a href="/offline">{t!(i18n, travel.card_link)}</a>
            </p>
            <dl class="summary-list">
                <div class="summary-list__row"><dt>{t!(i18n, travel.emergency)}</dt><dd>{first}{ask}</dd></div>
                <Line id=PhoneLineId::EmergencyNotification>
                    {t_string!(i18n, travel.card_within, hours = NOTIFY_WITHIN_HOURS).to_string()}
                </Line>
                <Line id=PhoneLineId::ConsultingNurse>{t!(i18n, travel.card_urgent)}</Line>
                <Line id=PhoneLineId::AwayFromHome>{purpose(PhoneLineId::AwayFromHome)}</Line>
                <Line id=PhoneLineId::MemberServices>{t!(i18n, travel.card_authorization)}</Line>
            </dl>
        </section>
    }
}

fn purpose(id: PhoneLineId) -> Option<String> {
    use_plan().phone(id).map(|line| text(&line.purpose))
}

/// A line of the plan with all of its numbers, and what it is for.
#[component]
fn Line(id: PhoneLineId, children: Children) -> impl IntoView {
    let plan = use_plan();
    plan.phone(id).cloned().map(|line| {
        let other = line.other_number.map(|number| view! { " " <PhoneLink number /> });
        view! {
            <div class="summary-list__row">
                <dt>{text(&line.name)}</dt>
                <dd><PhoneLineLink id /> {other} <p>{children()}</p></dd>
            </div>
        }
    })
}
