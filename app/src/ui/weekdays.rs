//! Days of the week: in words, and as boxes to tick.

use jiff::civil::Weekday;
use leptos::prelude::*;

use super::when::{weekday_name, weekday_short};
use crate::domain::search::Weekdays;

/// `Monday, Saturday`
pub fn names(days: Weekdays) -> String {
    days.iter().map(weekday_name).collect::<Vec<_>>().join(", ")
}

/// The days that suit. What is read aloud is the whole name.
#[component]
pub fn WeekdayBoxes(
    /// Of the field; each day is a value of it.
    name: &'static str,
    /// What is asked.
    #[prop(into)]
    legend: String,
    /// What is chosen.
    #[prop(into)]
    chosen: Signal<Weekdays>,
) -> impl IntoView {
    let day = move |day: Weekday| {
        let word = Weekdays::word(day);
        let id = format!("weekdays-{word}");
        let on = Memo::new(move |_| chosen.read().has(day));
        view! {
            <div class="pick">
                <input class="pick__input" type="checkbox" id=id.clone() name=name value=word
                    autocomplete="off" checked=on.get_untracked() prop:checked=on />
                <label class="pick__label" for=id>
                    <span aria-hidden="true">{weekday_short(day)}</span>
                    <span class="visually-hidden">{weekday_name(day)}</span>
                </label>
            </div>
        }
    };
    view! {
        <fieldset class="weekdays">
            <legend class="weekdays__legend">{legend}</legend>
            <div class="weekdays__list">{Weekdays::ALL.iter().map(day).collect_view()}</div>
        </fieldset>
    }
}
