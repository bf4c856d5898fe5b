//! Care when travelling (Brief B11 to B14): one answer each for routine, urgent and emergency.

mod destination;
mod emergency;
mod planner;
mod routine;
mod urgent;

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{
    destination::DestinationForm, emergency::Emergency, planner::Planner, routine::Routine, urgent::Urgent,
};
use crate::{
    api::travel::{TravelAnswer, travel_answer},
    domain::plan::PhoneLineId,
    i18n::*,
    ui::{error::ErrorNotice, page::Page, phone::PhoneLineLink},
};

/// `/travel?to=…&leaving=…`
#[component]
pub fn TravelPage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let leaving: Option<Date> = query.get("leaving").and_then(|date| date.parse().ok());
        (query.get("to").unwrap_or_default(), leaving)
    });
    let answer = Resource::new_blocking(move || asked.get(), |(to, leaving)| travel_answer(to, leaving));
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, travel.title).to_owned())>
            <h1>{t!(i18n, travel.title)}</h1>
            <p>{t!(i18n, travel.intro)}</p>
            <DestinationForm asked />
            <Transition>
                {move || Suspend::new(async move {
                    let (to, leaving) = asked.get_untracked();
                    match answer.await {
                        Ok(answer) => view! { <Answer answer to leaving /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

/// The emergency first: who needs it looks for nothing else.
#[component]
fn Answer(answer: TravelAnswer, to: String, leaving: Option<Date>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = !to.is_empty();
    let hint = (!chosen).then(|| view! { <p>{t!(i18n, travel.choose_first)}</p> });
    let routine = chosen.then(|| view! { <Routine area=answer.area.clone() /> });
    view! {
        {hint}
        <Emergency answer=answer.clone() to />
        <Urgent answer=answer.clone() />
        {routine}
        <Planner answer leaving />
        <p>{t!(i18n, travel.routine_ask)} " " <PhoneLineLink id=PhoneLineId::AwayFromHome named=true /></p>
        <p><a href="/offline">{t!(i18n, travel.card)}</a></p>
    }
}
