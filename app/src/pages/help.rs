//! Every line of the plan: when it answers, what for, and what to have at hand.

use leptos::prelude::*;

use crate::{
    domain::plan::PhoneLine,
    i18n::*,
    ui::{
        hours::{weekly, zone_name},
        language::text,
        page::Page,
        phone::PhoneLink,
        plan::use_plan,
        when::date_year,
    },
};

/// `/help`
#[component]
pub fn HelpPage() -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let lines = plan.phones.iter().cloned().map(|line| view! { <Line line /> }).collect_view();
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, help.title).to_owned())>
            <h1>{t!(i18n, help.title)}</h1>
            <p>{t!(i18n, help.intro)}</p>
            <section class="card card--emergency" aria-labelledby="emergency">
                <h2 class="card__title" id="emergency">{t!(i18n, help.emergency)}</h2>
                <p class="help__number"><PhoneLink number="911" /></p>
                <p>{t!(i18n, help.emergency_purpose)}</p>
                <p><a href="/offline#countries">{t!(i18n, help.emergency_abroad)}</a></p>
            </section>
            {lines}
            <section aria-labelledby="more">
                <h2 id="more">{t!(i18n, help.more)}</h2>
                <ul>
                    <li><a href="/paying">{t!(i18n, help.more_paying)}</a></li>
                    <li><a href="/offline">{t!(i18n, help.more_card)}</a></li>
                    <li><a href="/receipts">{t!(i18n, help.more_receipt)}</a></li>
                </ul>
            </section>
        </Page>
    }
}

#[component]
fn Line(line: PhoneLine) -> impl IntoView {
    let i18n = use_i18n();
    let id = line.id.as_str();
    let other = line.other_number.clone().map(|number| {
        view! { " " {t!(i18n, help.other_number)} " " <PhoneLink number /> }
    });
    let tty = line.tty.clone().map(|number| {
        view! { <div class="summary-list__row"><dt>{t!(i18n, help.tty)}</dt><dd><PhoneLink number /></dd></div> }
    });
    let checked = date_year(&line.as_of);
    view! {
        <section class="card" aria-labelledby=id>
            <h2 class="card__title" id=id>{text(&line.name)}</h2>
            <p class="help__number"><PhoneLink number=line.number.clone() />{other}</p>
            <p>{text(&line.purpose)}</p>
            <dl class="summary-list">
                <div class="summary-list__row"><dt>{t!(i18n, help.hours)}</dt><dd><Hours line=line.clone() /></dd></div>
                {tty}
                <div class="summary-list__row">
                    <dt>{t!(i18n, help.have_at_hand)}</dt><dd>{text(&line.have_at_hand)}</dd>
                </div>
            </dl>
            <p class="quiet">{t_string!(i18n, help.as_of, date = checked).to_string()}</p>
        </section>
    }
}

/// Hours are those of the plan, and the zone is said.
#[component]
fn Hours(line: PhoneLine) -> impl IntoView {
    let i18n = use_i18n();
    let zone = zone_name(&use_plan().time_zone);
    match line.hours {
        None => t_string!(i18n, help.day_and_night).into_any(),
        Some(hours) => weekly(&hours)
            .into_iter()
            .map(|stretch| {
                let zone = t_string!(i18n, help.zone, zone = zone.clone()).to_string();
                view! { <p>{stretch} " " {zone}</p> }
            })
            .collect_view()
            .into_any(),
    }
}
