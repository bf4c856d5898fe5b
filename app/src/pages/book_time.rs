//! Booking, third step: the day first, then the time. The times stay true while the page is
//! open; "first available" skips both questions.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::{components::Form, params::ParamsMap};

use super::{
    book_steps::{About, Answers, Chosen, InOrder, OrCall, Step, StepLine, use_chosen},
    free_times::{FreeDays, FreeTimes, FreeTimesOfDay, use_free_times},
    together::SeveralPeople,
};
use crate::{
    api::times::{Times, free_times},
    domain::{
        directory::Listing,
        eligibility::Verdict,
        id::{RoleId, VisitTypeId},
    },
    error::{AppError, Fault, Field},
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary},
        language::text,
        page::Page,
        plan::use_plan,
        verdict::VerdictExplained,
        when::{date_long, when},
    },
};

/// `/book/:role/time?need=routine&visit=…&day=…`: without a day, the first with free times.
#[component]
pub fn BookTimePage() -> impl IntoView {
    let i18n = use_i18n();
    let chosen = use_chosen();
    let missing = move || chosen.read().missing == Some(Step::Time);
    let error = Signal::derive(move || missing().then(|| AppError::field(Field::Start, Fault::Missing)));
    view! {
        <Page title=t_string!(i18n, book.time_title) error=Signal::derive(missing)>
            <InOrder step=Step::Time><Asked chosen error /></InOrder>
        </Page>
    }
}

#[component]
fn Asked(chosen: Memo<Chosen>, error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let times = Resource::new_blocking(
        move || asked(&chosen.read()),
        |(role, visit_type, day)| free_times(role, visit_type, day, None),
    );
    view! {
        <BackLink href=chosen.get_untracked().at(Step::Visit) />
        <ErrorSummary error />
        <StepLine step=Step::Time />
        <h1>{t!(i18n, book.time_title)}</h1>
        <Transition>
            {move || Suspend::new(async move {
                match times.await {
                    Ok(times) => view! { <Answered chosen=chosen.get_untracked() times /> }.into_any(),
                    Err(error) => view! { <ErrorNotice error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

fn asked(chosen: &Chosen) -> (RoleId, VisitTypeId, Option<Date>) {
    let visit_type = chosen.visit_type.clone().unwrap_or_else(|| VisitTypeId(String::new()));
    (chosen.role.clone(), visit_type, chosen.day)
}

#[component]
fn Answered(chosen: Chosen, times: Times) -> impl IntoView {
    let plan = use_plan();
    let listing = times.listing.clone();
    let visit = plan.visit_type(&times.visit_type).map(|visit_type| text(&visit_type.name));
    let call = listing.clone();
    let answer = match (times.verdict, times.days.is_empty()) {
        (Verdict::Online, false) => {
            let office = listing.location.id.clone();
            view! { <Choose chosen times /> <SeveralPeople office /> <OrCall listing=call /> }.into_any()
        }
        (Verdict::Online, true) => view! { <NoTimes times /> <OrCall listing=call /> }.into_any(),
        (verdict, _) => {
            view! { <VerdictExplained verdict phone=listing.phone().map(str::to_owned) /> }.into_any()
        }
    };
    view! {
        <About listing visit />
        {answer}
    }
}

#[component]
fn Choose(chosen: Chosen, times: Times) -> impl IntoView {
    let free = use_free_times(times, None);
    let day = {
        let chosen = Chosen { missing: None, ..chosen.clone() };
        move |date: Date| Chosen { day: Some(date), start: None, ..chosen.clone() }.at(Step::Time)
    };
    view! {
        <First chosen=chosen.clone() free />
        <FreeDays free href=day />
        <Day chosen free />
    }
}

/// Skips the day and the time.
#[component]
fn First(chosen: Chosen, free: FreeTimes) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let chosen = chosen.clone();
        free.times.with(|times| times.first.clone()).map(move |first| {
            let first_chosen = Chosen { day: Some(first.date()), start: Some(first.instant), ..chosen };
            view! {
                <p>
                    <a class="button button--secondary" href=first_chosen.at(Step::Details)>
                        {t!(i18n, book.first_free)} " " {when(&first)}
                    </a>
                </p>
            }
        })
    }
}

/// The times of the day that is shown.
#[component]
fn Day(chosen: Chosen, free: FreeTimes) -> impl IntoView {
    let i18n = use_i18n();
    let date = free.times.with_untracked(|times| times.date);
    let title = date.map(|date| t_string!(i18n, book.times_on, day = date_long(&date)).to_string());
    let start = chosen.start;
    let action = format!("/book/{}/details", chosen.role);
    let answers = Chosen { day: date, start: None, ..chosen }.answers(Step::Details);
    view! {
        <section aria-labelledby="day">
            <h2 id="day">{title}</h2>
            <Form action>
                <Answers answers />
                <FreeTimesOfDay free chosen=start />
                <button class="button" type="submit">{t!(i18n, book.go_on)}</button>
            </Form>
        </section>
    }
}

/// An empty result explains itself and has ways on.
#[component]
fn NoTimes(times: Times) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let days = plan.visit_type(&times.visit_type).map(|visit_type| visit_type.horizon_days);
    let Times { listing, visit_type, .. } = times;
    view! {
        {days.map(|days| view! { <p>{t_string!(i18n, book.no_times, days = days).to_string()}</p> })}
        <p>{t!(i18n, book.no_times_now)}</p>
        <p><a href=others(&visit_type, &listing)>{t!(i18n, book.others)}</a></p>
    }
}

/// The directory's clinicians for that visit whom one can book, in the same city.
fn others(visit_type: &VisitTypeId, listing: &Listing) -> String {
    let mut query = ParamsMap::new();
    query.insert("visit_type", visit_type.to_string());
    query.insert("place", listing.location.city.clone());
    query.insert("online", true.to_string());
    format!("/directory{}", query.to_query_string())
}
