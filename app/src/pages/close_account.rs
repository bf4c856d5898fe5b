//! Closing the account: what goes, what the plan must keep, and the password once more.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::instead::SignOnFirst;
use crate::{
    api::{
        account::CloseAccount,
        appointment::{AppointmentView, list_appointments},
        grant::ActingFor,
        member::Me,
    },
    error::{AppError, Field},
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of, field_fault},
        field::TextField,
        me::{ask_again_after, use_me},
        notice::{Notice, NoticeKind},
        page::Page,
        plan::use_plan,
    },
};

/// `/account/close`
#[component]
pub fn CloseAccountPage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let query = use_query_map();
    let is_done = move || query.read().get("done").as_deref() == Some("closed");
    let action = ServerAction::<CloseAccount>::new();
    let error = error_of(action);
    ask_again_after(action);
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, record.close_title).to_owned()) error=Signal::derive(move || error.get().is_some())>
            <Suspense>
                {move || Suspend::new(async move {
                    match me.await {
                        Ok(Some(me)) => view! { <Question me action error /> }.into_any(),
                        Ok(None) | Err(AppError::SignOn) if is_done() => view! { <Closed /> }.into_any(),
                        Ok(None) | Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <h1>{t!(i18n, record.close_title)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Closed() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h1>{t!(i18n, record.close_title)}</h1>
        <Notice kind=NoticeKind::Success title=t_string!(i18n, record.closed)>
            <p>{t!(i18n, record.closed_more)}</p>
            <p><a href="/register">{t!(i18n, record.closed_register)}</a></p>
        </Notice>
    }
}

#[component]
fn Question(me: Me, action: ServerAction<CloseAccount>, error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    if me.household.acting != ActingFor::Own {
        return view! { <h1>{t!(i18n, record.close_title)}</h1> <ErrorNotice error=AppError::OwnOnly /> }
            .into_any();
    }
    let years = use_plan().audit.years;
    view! {
        <BackLink href="/account" />
        <ErrorSummary error />
        <h1>{t!(i18n, record.close_title)}</h1>
        <h2>{t!(i18n, record.close_goes)}</h2>
        <ul>
            <li>{t!(i18n, record.close_goes_sign_on)}</li>
            <li>{t!(i18n, record.close_goes_entered)}</li>
        </ul>
        <h2>{t!(i18n, record.close_stays)}</h2>
        <ul>
            <li>{t!(i18n, record.close_stays_appointments)}</li>
            <li>{t_string!(i18n, record.close_stays_audit, years = years).to_string()}</li>
            <li>{t!(i18n, record.close_stays_file)}</li>
        </ul>
        <Open />
        <p>{t!(i18n, record.close_again)}</p>
        <p><a href="/account/download">{t!(i18n, record.close_download)}</a></p>
        <Form action error />
    }
    .into_any()
}

/// Appointments that are open stay so: who does not want them cancels them first.
#[component]
fn Open() -> impl IntoView {
    let i18n = use_i18n();
    let appointments = Resource::new_blocking(|| (), |()| list_appointments());
    let notice = move |count: usize| {
        let title = match count {
            1 => t_string!(i18n, record.close_open_one).to_owned(),
            count => t_string!(i18n, record.close_open, count = count).to_string(),
        };
        view! {
            <Notice kind=NoticeKind::Warning title>
                <p>{t!(i18n, record.close_open_more)}</p>
                <p><a href="/appointments">{t!(i18n, record.close_open_link)}</a></p>
            </Notice>
        }
    };
    let open = |all: &[AppointmentView]| all.iter().filter(|it| it.open).count();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match appointments.await {
                    Ok(all) => (open(&all) > 0).then(|| notice(open(&all))).into_any(),
                    Err(error) => view! { <ErrorNotice error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Form(action: ServerAction<CloseAccount>, error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <ActionForm action>
            <TextField id="password" label=t_string!(i18n, sign_on.password).to_owned()
                hint=t_string!(i18n, record.close_password).to_owned() value=String::new()
                error=field_fault(error, Field::Password) input_type="password" autocomplete="current-password" />
            <p class="button-row">
                <a class="button" href="/account">{t!(i18n, record.close_keep)}</a>
                <button class="button button--warning" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, record.close_yes)}
                </button>
            </p>
        </ActionForm>
    }
}
