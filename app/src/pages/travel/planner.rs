//! Travel advice before leaving: a phone visit four to six weeks ahead (Brief B5).

use jiff::{civil::Date, tz::TimeZone};
use leptos::prelude::*;

use crate::{api::travel::TravelAnswer, i18n::*, ui::when::date_long};

/// When to ask, and the way to book.
#[component]
pub(super) fn Planner(answer: TravelAnswer, leaving: Option<Date>) -> impl IntoView {
    let i18n = use_i18n();
    let today = answer.now.to_zoned_datetime(TimeZone::UTC).date();
    let when = match (leaving, answer.advice) {
        (Some(leaving), _) if leaving < today => t_string!(i18n, travel.planner_past).to_owned(),
        (Some(_), Some((_, until))) if until < today => t_string!(i18n, travel.planner_late).to_owned(),
        (_, Some((from, until))) => {
            let (from, until) = (date_long(&from.max(today)), date_long(&until));
            t_string!(i18n, travel.planner_window, from = from, until = until).to_string()
        }
        _ => t_string!(i18n, travel.planner_when).to_owned(),
    };
    let book = answer.advisory_role.map(|role| {
        let href = format!("/book/{role}");
        view! { <p><a class="button button--secondary" href=href>{t!(i18n, travel.planner_book)}</a></p> }
    });
    view! {
        <section class="card" aria-labelledby="planner">
            <h2 class="card__title" id="planner">{t!(i18n, travel.planner)}</h2>
            <p>{t!(i18n, travel.planner_intro)}</p>
            <p>{when}</p>
            {book}
        </section>
    }
}
