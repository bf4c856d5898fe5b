//! Which day at which office.

use jiff::{ToSpan, civil::Date};
use leptos::prelude::*;

use crate::{api::staff::PlaceView, domain::id::LocationId, i18n::*};

/// The day before, the day after, today, and any other one. It works by address.
#[component]
pub fn DayChooser(offices: Vec<PlaceView>, office: LocationId, date: Date, today: Date) -> impl IntoView {
    let i18n = use_i18n();
    let here = office.clone();
    let to = move |date: Date| format!("/staff?office={here}&date={date}");
    let [before, after] = [-1, 1].map(|days| date.saturating_add(days.days()));
    let to_today = (date != today).then(|| {
        view! { <li><a href=to(today)>{t!(i18n, staff.today)}</a></li> }
    });
    view! {
        <nav aria-label=t_string!(i18n, staff.other_days)>
            <ul class="day-chooser">
                <li><a href=to(before) rel="prev">{t!(i18n, staff.previous)}</a></li>
                {to_today}
                <li><a href=to(after) rel="next">{t!(i18n, staff.next)}</a></li>
            </ul>
        </nav>
        <form class="day-form" method="get" action="/staff">
            <Offices offices office />
            <div class="field">
                <label class="field__label" for="date">{t!(i18n, staff.date)}</label>
                <input class="field__input" id="date" name="date" type="date" value=date.to_string() />
            </div>
            <button class="button button--secondary" type="submit">{t!(i18n, staff.show)}</button>
        </form>
    }
}

/// Which office; nobody who has one only is asked.
#[component]
fn Offices(offices: Vec<PlaceView>, office: LocationId) -> impl IntoView {
    let i18n = use_i18n();
    if offices.len() < 2 {
        return view! { <input type="hidden" name="office" value=office.to_string() /> }.into_any();
    }
    let option = move |place: PlaceView| {
        let selected = place.id == office;
        view! { <option value=place.id.to_string() selected=selected>{place.name}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for="office">{t!(i18n, staff.office)}</label>
            <select class="field__input" id="office" name="office" autocomplete="off">
                {offices.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
