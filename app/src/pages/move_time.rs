//! Moving an appointment to another time: the old one is kept until the new one is certain.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    book_steps::{About, OrCall},
    free_times::{FreeDays, FreeTimes, FreeTimesOfDay, OtherTimes, use_free_times},
    instead::{SignOnFirst, for_member},
};
use crate::{
    api::{
        appointment::{AppointmentView, MoveAppointment, find_appointment},
        times::{Times, free_times},
    },
    domain::{
        appointment::{Appointment, Refusal},
        id::AppointmentId,
        time::LocalTime,
    },
    error::AppError,
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of},
        language::text,
        me::use_me,
        page::Page,
        plan::use_plan,
        refusal::RefusalNotice,
        when::{date_long, when},
    },
};

/// `/appointments/:id/move?day=…`
#[component]
pub fn MoveTimePage() -> impl IntoView {
    let i18n = use_i18n();
    let (params, query) = (use_params_map(), use_query_map());
    let id = move || AppointmentId(params.read().get("id").unwrap_or_default());
    let day = move || query.read().get("day").and_then(|day| day.parse().ok());
    let me = use_me();
    let found = Resource::new_blocking(move || (id(), day()), move |(id, day)| for_member(me, find(id, day)));
    let action = ServerAction::<MoveAppointment>::new();
    let error = error_of(action);
    view! {
        <Page title=t_string!(i18n, appointments.move_title) error=Signal::derive(move || error.get().is_some())>
            <BackLink href=format!("/appointments/{}", id()) />
            <Transition>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok((view, times)) => view! { <Whole view times action error /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <h1>{t!(i18n, appointments.move_title)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

/// The appointment, and the times that it can have where it may be moved.
async fn find(id: AppointmentId, day: Option<Date>) -> Result<(AppointmentView, Option<Times>), AppError> {
    let view = find_appointment(id).await?;
    if view.refusal.is_some() {
        return Ok((view, None));
    }
    let Appointment { id, role, visit_type, .. } = view.appointment.clone();
    let times = free_times(role, visit_type, day, Some(id)).await?;
    Ok((view, Some(times)))
}

#[component]
fn Whole(
    view: AppointmentView,
    #[prop(optional_no_strip)] times: Option<Times>,
    action: ServerAction<MoveAppointment>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let AppointmentView { appointment, listing, refusal, .. } = view;
    let plan = use_plan();
    let visit = plan.visit_type(&appointment.visit_type).map(|visit_type| text(&visit_type.name));
    let phone = listing.as_ref().and_then(|listing| listing.phone().map(str::to_owned));
    let refused = refusal.map(|refusal| view! { <RefusalNotice refusal phone=phone.clone() /> });
    let choose = times.map(|times| view! { <Choose id=appointment.id.clone() times action error /> });
    let call = listing.clone().map(|listing| view! { <OrCall listing /> });
    view! {
        <ErrorSummary error phone />
        <h1>{t!(i18n, appointments.move_title)}</h1>
        {listing.map(|listing| view! { <About listing visit /> })}
        <p>{t!(i18n, appointments.move_now)} ": " <strong>{when(&appointment.start)}</strong> ". " {t!(i18n, appointments.move_kept)}</p>
        {refused}
        {choose}
        {call}
    }
}

#[component]
fn Choose(
    id: AppointmentId,
    times: Times,
    action: ServerAction<MoveAppointment>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    if times.days.is_empty() {
        return view! { <p>{t!(i18n, appointments.move_none)}</p> }.into_any();
    }
    let free = use_free_times(times, Some(id.clone()));
    let path = format!("/appointments/{id}/move");
    view! {
        <Others id=id.clone() free action error />
        <First id=id.clone() free action />
        <FreeDays free href=move |date| format!("{path}?day={date}") />
        <Day id free action />
    }
    .into_any()
}

/// The nearest times, after the chosen one was taken.
#[component]
fn Others(
    id: AppointmentId,
    free: FreeTimes,
    action: ServerAction<MoveAppointment>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let listing = free.times.with_untracked(|times| times.listing.clone());
    let form = move |times: Vec<LocalTime>| {
        let (id, listing) = (id.to_string(), listing.clone());
        view! {
            <ActionForm action>
                <input type="hidden" name="id" value=id />
                <OtherTimes times listing />
            </ActionForm>
        }
    };
    move || match error.get() {
        Some(AppError::Refused(Refusal::SlotTaken { others })) => Some(form(others)),
        _ => None,
    }
}

/// Skips the day and the time.
#[component]
fn First(id: AppointmentId, free: FreeTimes, action: ServerAction<MoveAppointment>) -> impl IntoView {
    let i18n = use_i18n();
    let button = move |first: LocalTime| {
        view! {
            <button class="button button--secondary" type="submit" name="start" value=first.instant.to_string()>
                {t!(i18n, book.first_free)} " " {when(&first)}
            </button>
        }
    };
    view! {
        <ActionForm action>
            <input type="hidden" name="id" value=id.to_string() />
            <p>{move || free.times.with(|times| times.first.clone()).map(button)}</p>
        </ActionForm>
    }
}

/// The times of the day that is shown.
#[component]
fn Day(id: AppointmentId, free: FreeTimes, action: ServerAction<MoveAppointment>) -> impl IntoView {
    let i18n = use_i18n();
    let date = free.times.with_untracked(|times| times.date);
    let title = date.map(|date| t_string!(i18n, book.times_on, day = date_long(&date)).to_string());
    view! {
        <section aria-labelledby="day">
            <h2 id="day">{title}</h2>
            <ActionForm action>
                <input type="hidden" name="id" value=id.to_string() />
                <FreeTimesOfDay free />
                <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, appointments.move_button)}
                </button>
            </ActionForm>
        </section>
    }
}
