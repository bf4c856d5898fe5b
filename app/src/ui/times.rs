//! Free times of a day, as native radio buttons by part of the day.

use jiff::{Timestamp, civil::Time};
use leptos::prelude::*;

use super::when::{date_long, time};
use crate::{domain::time::LocalTime, i18n::*};

/// A part of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Morning,
    Afternoon,
    Evening,
}

impl Part {
    const ALL: [Self; 3] = [Self::Morning, Self::Afternoon, Self::Evening];

    fn of(time: Time) -> Self {
        match time.hour() {
            ..12 => Self::Morning,
            12..17 => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    fn name(self) -> &'static str {
        let i18n = use_i18n();
        match self {
            Self::Morning => t_string!(i18n, common.morning),
            Self::Afternoon => t_string!(i18n, common.afternoon),
            Self::Evening => t_string!(i18n, common.evening),
        }
    }
}

/// Free times to choose one from. The value of a choice is its instant. Where `times` changes,
/// those that stay keep their place and their choice.
#[component]
pub fn TimesFieldset(
    /// In order.
    #[prop(into)]
    times: Signal<Vec<LocalTime>>,
    /// The name of the form's field.
    name: &'static str,
    /// The time that is chosen already.
    #[prop(optional_no_strip, into)]
    chosen: Option<Timestamp>,
    /// The clinician and the place: read aloud with each time.
    #[prop(into)]
    describe: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let zone = move || times.with(|times| times.first().map(|first| first.abbreviation.clone()));
    let describe = StoredValue::new(describe);
    view! {
        <div class="times">
            {move || zone().map(|zone| view! {
                <p class="times__zone">{t_string!(i18n, common.times_zone, zone = zone).to_string()}</p>
            })}
            {Part::ALL.map(|part| view! { <PartOfDay part times name chosen describe /> }).into_iter().collect_view()}
        </div>
    }
}

/// The times of a part of the day; nothing where there are none.
#[component]
fn PartOfDay(
    part: Part,
    times: Signal<Vec<LocalTime>>,
    name: &'static str,
    #[prop(optional_no_strip)] chosen: Option<Timestamp>,
    describe: StoredValue<String>,
) -> impl IntoView {
    let here = Memo::new(move |_| {
        times.with(|times| times.iter().filter(|at| Part::of(at.time()) == part).cloned().collect::<Vec<_>>())
    });
    let radio =
        move |at: LocalTime| view! { <TimeRadio chosen=chosen == Some(at.instant) at name describe /> };
    view! {
        <Show when=move || !here.with(Vec::is_empty)>
            <fieldset class="times__part">
                <legend class="times__legend">{part.name()}</legend>
                <div class="times__list">
                    <For each=move || here.get() key=|at| at.instant children=radio />
                </div>
            </fieldset>
        </Show>
    }
}

/// The name that is read aloud is complete: the day, the time with its zone, who and where.
#[component]
fn TimeRadio(
    at: LocalTime,
    name: &'static str,
    chosen: bool,
    describe: StoredValue<String>,
) -> impl IntoView {
    let value = at.instant.to_string();
    let id = format!("{name}-{}", at.instant.as_second());
    view! {
        <div class="pick">
            <input class="pick__input" type="radio" id=id.clone() name=name value=value checked=chosen />
            <label class="pick__label" for=id>
                <span class="visually-hidden">{date_long(&at.date())} ", "</span>
                {time(&at)}
                <span class="visually-hidden">" " {at.abbreviation} ", " {describe.get_value()}</span>
            </label>
        </div>
    }
}
