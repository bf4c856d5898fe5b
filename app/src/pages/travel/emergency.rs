//! An emergency on a journey (Brief B13): whom to call at once, and whom within 24 hours.

use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

use crate::{
    api::travel::{NoteEmergency, TravelAnswer},
    domain::plan::PhoneLineId,
    i18n::*,
    ui::{
        phone::{PhoneLineLink, PhoneLink},
        plan::use_plan,
    },
};

/// The number of the plan's own country.
const AT_HOME: &str = "911";

/// Call, go, then tell the plan.
#[component]
pub(super) fn Emergency(answer: TravelAnswer, to: String) -> impl IntoView {
    let i18n = use_i18n();
    let numbers = answer.country.map_or_else(|| vec![AT_HOME.to_owned()], |country| country.emergency);
    let other = use_plan().phone(PhoneLineId::EmergencyNotification).and_then(|line| line.other_number.clone());
    view! {
        <section class="card card--emergency" aria-labelledby="emergency">
            <h2 class="card__title" id="emergency">{t!(i18n, travel.emergency)}</h2>
            <Numbers numbers />
            <p>{t!(i18n, travel.emergency_covered)}</p>
            <h3>{t!(i18n, travel.notify)}</h3>
            <p>{t!(i18n, travel.notify_when)}</p>
            <p>
                <PhoneLineLink id=PhoneLineId::EmergencyNotification named=true />
                {other.map(|number| view! { " " {t!(i18n, travel.or)} " " <PhoneLink number /> })}
            </p>
            {answer.deadline.map(|deadline| view! { <TimeLeft deadline now=answer.now /> })}
            <Began to />
        </section>
    }
}

#[component]
fn Numbers(numbers: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let mut numbers = numbers.into_iter();
    let Some(first) = numbers.next() else {
        return view! { <p><strong>{t!(i18n, travel.emergency_local)}</strong></p> }.into_any();
    };
    let others: Vec<_> = numbers.map(|number| view! { <PhoneLink number /> " " }).collect();
    let others = (!others.is_empty()).then(|| view! { <p>{t!(i18n, travel.emergency_numbers)} " " {others}</p> });
    view! {
        <p>{t!(i18n, travel.emergency_call)}</p>
        <p class="help__number"><PhoneLink number=first /></p>
        {others}
    }
    .into_any()
}

/// Hours and minutes until the 24th hour; counts down where scripts run.
#[component]
fn TimeLeft(deadline: Timestamp, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let passed = RwSignal::new(0_i64);
    Effect::new(move || {
        let every = std::time::Duration::from_secs(60);
        let clock = set_interval_with_handle(move || passed.update(|minutes| *minutes += 1), every);
        if let Ok(clock) = clock {
            on_cleanup(move || clock.clear());
        }
    });
    let left = move || deadline.duration_since(now + SignedDuration::from_mins(passed.get())).as_mins();
    let sentence = move || match left() {
        minutes if minutes > 0 => {
            let (hours, rest) = ((minutes / 60).to_string(), (minutes % 60).to_string());
            t_string!(i18n, travel.left, hours = hours, minutes = rest).to_string()
        }
        _ => t_string!(i18n, travel.passed).to_owned(),
    };
    view! { <p class="travel__left"><strong>{sentence}</strong></p> }
}

/// How long ago it began: asked like this, no time zone can be wrong.
#[component]
fn Began(to: String) -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<NoteEmergency>::new();
    let part = |id: &'static str, label: &'static str, most: &'static str| {
        view! {
            <div class="field__part">
                <label for=id>{label}</label>
                <input class="field__input" id=id name=id type="number" min="0" max=most value="0" inputmode="numeric" />
            </div>
        }
    };
    view! {
        <details class="travel__began">
            <summary>{t!(i18n, travel.began)}</summary>
            <p>{t!(i18n, travel.began_intro)}</p>
            <ActionForm action>
                <input type="hidden" name="destination" value=to />
                <div class="field__parts">
                    {part("hours_ago", t_string!(i18n, travel.hours_ago), "48")}
                    {part("minutes_ago", t_string!(i18n, travel.minutes_ago), "59")}
                </div>
                <button class="button button--secondary" type="submit">{t!(i18n, travel.began_button)}</button>
            </ActionForm>
        </details>
    }
}
