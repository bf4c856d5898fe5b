//! Opening the record of a member in an emergency: whose, and why.

pub(super) mod end;
mod form;
mod record;
mod visits;

use leptos::prelude::*;
use leptos_router::components::Redirect;

use self::form::OpenForm;
pub use self::record::StaffEmergencyRecordPage;
use super::staff::bar::StaffBar;
use crate::{
    api::{emergency::OpenEmergency, staff::staff},
    domain::emergency::Refusal,
    error::AppError,
    i18n::*,
    ui::{
        error::{ErrorNotice, ErrorSummary, error_of},
        page::Page,
        plan::use_plan,
    },
};

/// `/staff/emergency`
#[component]
pub fn StaffEmergencyPage() -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<OpenEmergency>::new();
    let error = error_of(action);
    let who = Resource::new_blocking(|| (), |()| staff());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, emergency.title).to_owned()) error=Signal::derive(move || error.get().is_some())>
            <Suspense>
                {move || Suspend::new(async move {
                    match who.await {
                        Ok(Some(staff)) => view! {
                            <StaffBar staff />
                            <ErrorSummary error />
                            <h1>{t!(i18n, emergency.title)}</h1>
                            <Opening action />
                        }.into_any(),
                        Ok(None) => view! { <Redirect path="/staff/sign-on?next=%2Fstaff%2Femergency" /> }.into_any(),
                        Err(error) => view! { <h1>{t!(i18n, emergency.title)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

/// The form, where the plan has emergency access.
#[component]
fn Opening(action: ServerAction<OpenEmergency>) -> impl IntoView {
    match use_plan().emergency.clone() {
        Some(offered) => view! { <OpenForm action offered /> }.into_any(),
        None => view! { <ErrorNotice error=AppError::Emergency(Refusal::NotOffered) /> }.into_any(),
    }
}
