//! Cancelling an appointment: what is lost, the rule, and the safe choice first (Brief B7).

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    book_steps::About,
    instead::{SignOnFirst, for_member},
};
use crate::{
    api::appointment::{AppointmentView, CancelAppointment, find_appointment},
    domain::id::AppointmentId,
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
        when::when,
    },
};

/// `/appointments/:id/cancel`
#[component]
pub fn CancelPage() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let id = move || AppointmentId(params.read().get("id").unwrap_or_default());
    let me = use_me();
    let found = Resource::new_blocking(id, move |id| for_member(me, find_appointment(id)));
    let action = ServerAction::<CancelAppointment>::new();
    let error = error_of(action);
    view! {
        <Page title=t_string!(i18n, appointments.cancel_title) error=Signal::derive(move || error.get().is_some())>
            <BackLink href=back_to(&id()) />
            <Suspense>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(view) => view! { <Question view action error /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <h1>{t!(i18n, appointments.cancel_title)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

fn back_to(id: &AppointmentId) -> String {
    format!("/appointments/{id}")
}

#[component]
fn Question(
    view: AppointmentView,
    action: ServerAction<CancelAppointment>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let AppointmentView { appointment, listing, refusal, until, .. } = view;
    let plan = use_plan();
    let visit = plan.visit_type(&appointment.visit_type).map(|visit_type| text(&visit_type.name));
    let phone = listing.as_ref().and_then(|listing| listing.phone().map(str::to_owned));
    let answer = match refusal {
        Some(refusal) => view! { <RefusalNotice refusal phone=phone.clone() /> }.into_any(),
        None => {
            let until = until.map(|until| when(&until)).unwrap_or_default();
            view! { <Choices id=appointment.id.clone() until action /> }.into_any()
        }
    };
    view! {
        <ErrorSummary error phone />
        <h1>{t!(i18n, appointments.cancel_title)}</h1>
        <p class="appointment__when">{when(&appointment.start)}</p>
        {listing.map(|listing| view! { <About listing visit /> })}
        {answer}
    }
}

#[component]
fn Choices(id: AppointmentId, until: String, action: ServerAction<CancelAppointment>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, appointments.cancel_lost)}</p>
        <p>{t_string!(i18n, appointments.cancel_rule, when = until).to_string()}</p>
        <p>
            {t!(i18n, appointments.cancel_or_move)} " "
            <a href=format!("/appointments/{id}/move")>{t!(i18n, appointments.move_link)}</a>
        </p>
        <ActionForm action>
            <input type="hidden" name="id" value=id.to_string() />
            <p class="button-row">
                <a class="button" href=back_to(&id)>{t!(i18n, appointments.keep)}</a>
                <button class="button button--warning" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, appointments.cancel_yes)}
                </button>
            </p>
        </ActionForm>
    }
}
