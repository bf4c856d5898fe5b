//! A record that is open in an emergency. Once that has ended the page shows nothing of it any more.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::{components::Redirect, hooks::use_params_map};

use super::{
    end::{EndNow, OpenUntil},
    visits::SeenVisits,
};
use crate::{
    api::emergency::{EmergencyView, find_emergency},
    domain::{emergency::Refusal, id::EmergencyId},
    error::AppError,
    i18n::*,
    pages::{sign_on::with_next, staff::bar::StaffBar, summary_row::Row},
    ui::{error::ErrorNotice, page::Page, phone::PhoneLink, when::date_year},
};

/// `/staff/emergency/:id`
#[component]
pub fn StaffEmergencyRecordPage() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let id = move || EmergencyId(params.read().get("id").unwrap_or_default());
    let sign_on = move || with_next("/staff/sign-on", &format!("/staff/emergency/{}", id()));
    let found = Resource::new_blocking(id, find_emergency);
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, emergency.title).to_owned())>
            <Transition>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(record) => {
                            ask_again_at_its_end(found, record.seconds_left);
                            view! { <Record record /> }.into_any()
                        }
                        Err(AppError::StaffSignOn) => view! { <Redirect path=sign_on() /> }.into_any(),
                        Err(error) => view! { <NoRecord error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

/// The server says then that it has ended, and the page shows that in place of the record.
fn ask_again_at_its_end(found: Resource<Result<EmergencyView, AppError>>, seconds_left: u32) {
    Effect::new(move || {
        let end = Duration::from_secs(u64::from(seconds_left) + 1);
        if let Ok(waiting) = set_timeout_with_handle(move || found.refetch(), end) {
            on_cleanup(move || waiting.clear());
        }
    });
}

/// It has ended, or is not theirs.
#[component]
fn NoRecord(error: AppError) -> impl IntoView {
    let i18n = use_i18n();
    let ended = error == AppError::Emergency(Refusal::Ended);
    let again = ended.then(|| view! { <p><a href="/staff/emergency">{t!(i18n, emergency.again)}</a></p> });
    view! {
        <h1>{t!(i18n, emergency.title)}</h1>
        <ErrorNotice error />
        {again}
        <p><a href="/staff">{t!(i18n, emergency.to_day)}</a></p>
    }
}

#[component]
fn Record(record: EmergencyView) -> impl IntoView {
    let i18n = use_i18n();
    let EmergencyView { staff, open, name, number, born, phone, email, physician, upcoming, past, .. } =
        record;
    let physician = physician.unwrap_or_else(|| t_string!(i18n, emergency.no_physician).to_owned());
    let id = open.id.clone();
    view! {
        <StaffBar staff />
        <h1>{name}</h1>
        <OpenUntil open />
        <EndNow id />
        <dl class="summary-list">
            <Row name=t_string!(i18n, record.number)>{number}</Row>
            <Row name=t_string!(i18n, sign_on.born)>{date_year(&born)}</Row>
            <Row name=t_string!(i18n, account.phone)><PhoneLink number=phone /></Row>
            <Row name=t_string!(i18n, account.email)>{email}</Row>
            <Row name=t_string!(i18n, account.physician)>{physician}</Row>
        </dl>
        <SeenVisits id="upcoming" title=t_string!(i18n, emergency.upcoming) visits=upcoming />
        <SeenVisits id="past" title=t_string!(i18n, emergency.past) visits=past />
    }
}
