//! An emergency on a journey (Brief B13): whom to call at once, and whom within 24 hours.

use leptos::prelude::*;

use super::left::TimeLeft;
use crate::{
    api::travel::{NoteEmergency, TravelAnswer},
    domain::{
        plan::PhoneLineId,
        travel::{Country, NOTIFY_WITHIN_HOURS},
    },
    i18n::*,
    ui::{
        phone::{PhoneLineLink, PhoneLink},
        plan::use_plan,
    },
};

/// The number of the plan's own country (Brief B13).
const AT_HOME: &str = "911";

/// Call, go, then tell the plan.
#[component]
pub(super) fn Emergency(
    answer: TravelAnswer,
    to: String,
    note: ServerAction<NoteEmergency>,
) -> impl IntoView {
    let i18n = use_i18n();
    let nowhere = to.is_empty().then(|| {
        view! { <p>{t!(i18n, travel.emergency_abroad)} " " <a href="/offline#countries">{t!(i18n, travel.emergency_list)}</a></p> }
    });
    view! {
        <section class="card card--emergency" aria-labelledby="emergency">
            <h2 class="card__title" id="emergency" tabindex="-1">{t!(i18n, travel.emergency)}</h2>
            <Numbers numbers=numbers(answer.country.as_ref()) />
            {nowhere}
            <p>{t!(i18n, travel.emergency_covered)}</p>
            <Notify />
            {answer.deadline.map(|deadline| view! { <TimeLeft deadline now=answer.now note /> })}
            <Began to note open=answer.began.is_none() />
        </section>
    }
}

/// Numbers that bring help, the one to try first in front; none where none is known.
pub(super) fn numbers(country: Option<&Country>) -> Vec<String> {
    country.map_or_else(|| vec![AT_HOME.to_owned()], |country| country.emergency.clone())
}

#[component]
fn Numbers(numbers: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let mut numbers = numbers.into_iter();
    let Some(first) = numbers.next() else {
        return view! { <p><strong>{t!(i18n, travel.emergency_local)}</strong></p> }.into_any();
    };
    let others: Vec<_> = numbers.map(|number| view! { <PhoneLink number /> " " }).collect();
    let others =
        (!others.is_empty()).then(|| view! { <p>{t!(i18n, travel.emergency_numbers)} " " {others}</p> });
    view! {
        <p>{t!(i18n, travel.emergency_call)}</p>
        <p class="travel__number"><PhoneLink number=first /></p>
        {others}
    }
    .into_any()
}

/// The Emergency Notification Line, with both of its numbers.
#[component]
fn Notify() -> impl IntoView {
    let i18n = use_i18n();
    let other =
        use_plan().phone(PhoneLineId::EmergencyNotification).and_then(|line| line.other_number.clone());
    view! {
        <h3>{t!(i18n, travel.notify)}</h3>
        <p>{t_string!(i18n, travel.notify_when, hours = NOTIFY_WITHIN_HOURS).to_string()}</p>
        <p>
            <PhoneLineLink id=PhoneLineId::EmergencyNotification named=true />
            {other.map(|number| view! { " " {t!(i18n, travel.or)} " " <PhoneLink number /> })}
        </p>
    }
}

/// How long ago it began: asked like this, no time zone can be wrong.
#[component]
fn Began(to: String, note: ServerAction<NoteEmergency>, open: bool) -> impl IntoView {
    let i18n = use_i18n();
    let question = match open {
        true => t_string!(i18n, travel.began),
        false => t_string!(i18n, travel.began_again),
    };
    let busy = move || note.pending().get().to_string();
    view! {
        <details class="travel__began">
            <summary>{question}</summary>
            <p>{t!(i18n, travel.began_intro)}</p>
            <ActionForm action=note>
                <input type="hidden" name="destination" value=to />
                <div class="field field__parts">
                    <Part id="hours_ago" label=t_string!(i18n, travel.hours_ago) most="48" />
                    <Part id="minutes_ago" label=t_string!(i18n, travel.minutes_ago) most="59" />
                </div>
                <button class="button button--secondary" type="submit" aria-busy=busy>
                    {t!(i18n, travel.began_button)}
                </button>
            </ActionForm>
        </details>
    }
}

#[component]
fn Part(id: &'static str, label: &'static str, most: &'static str) -> impl IntoView {
    view! {
        <div class="field__part">
            <label for=id>{label}</label>
            <input class="field__input" id=id name=id type="number" min="0" max=most value="0" required
                inputmode="numeric" autocomplete="off" />
        </div>
    }
}
