//! Travel advice before leaving: a phone visit some weeks ahead (Brief B5).

use jiff::civil::Date;
use leptos::prelude::*;

use crate::{
    api::travel::TravelAnswer,
    domain::plan::PhoneLineId,
    i18n::*,
    pages::first_times::booking,
    ui::{language::text, phone::PhoneLineLink, plan::use_plan, when::date_long},
};

/// When to ask, and the way to book.
#[component]
pub(super) fn Planner(
    answer: TravelAnswer,
    #[prop(optional_no_strip)] leaving: Option<Date>,
) -> impl IntoView {
    let i18n = use_i18n();
    let when = when_to_ask(leaving, answer.advice, answer.today);
    let late = answer.advice.is_some_and(|(_, until)| until < answer.today);
    let by_phone = (late || answer.advisory_role.is_none()).then(|| {
        view! { <p>{t!(i18n, travel.planner_call)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p> }
    });
    let book = answer.advisory_role.map(|role| {
        let href = booking(&role, &use_plan().travel_visit_type, None);
        view! { <p><a class="button button--secondary" href=href>{t!(i18n, travel.planner_book)}</a></p> }
    });
    view! {
        <section class="card" aria-labelledby="planner">
            <h2 class="card__title" id="planner">{t!(i18n, travel.planner)}</h2>
            <Service />
            <p>{when}</p>
            {book}
            {by_phone}
        </section>
    }
}

/// The service that gives advice, in the plan's words: the specialty that offers the visit.
#[component]
fn Service() -> impl IntoView {
    let plan = use_plan();
    plan.visit_type(&plan.travel_visit_type).map(|visit| {
        let specialty = visit.specialties.first().and_then(|id| plan.specialty(id));
        let name = specialty.map(|specialty| view! { <strong>{text(&specialty.name)}</strong> <br /> });
        view! { <p>{name} {text(&visit.description)}</p> }
    })
}

/// Between which days; at once where they are past.
fn when_to_ask(leaving: Option<Date>, advice: Option<(Date, Date)>, today: Date) -> String {
    let i18n = use_i18n();
    let (least, most) = use_plan().travel_advice_weeks;
    match (leaving, advice) {
        (Some(leaving), _) if leaving < today => t_string!(i18n, travel.planner_past).to_owned(),
        (_, Some((_, until))) if until < today => {
            t_string!(i18n, travel.planner_late, weeks = least).to_string()
        }
        (_, Some((from, until))) => {
            let (from, until) = (date_long(&from.max(today)), date_long(&until));
            t_string!(i18n, travel.planner_window, from = from, until = until, least = least, most = most)
                .to_string()
        }
        _ => t_string!(i18n, travel.planner_when).to_owned(),
    }
}
