//! Signing on as somebody of an office: name, password and, without exception, a code.

use leptos::prelude::*;

use super::sign_on::next_page;
use crate::{
    api::{sign_on::typed, staff::StaffSignOn},
    error::{AppError, Field},
    i18n::*,
    ui::{
        error::{ErrorSummary, error_of, field_fault},
        field::TextField,
        page::Page,
        session::WhySignedOff,
    },
};

/// `/staff/sign-on?next=…`
#[component]
pub fn StaffSignOnPage() -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<StaffSignOn>::new();
    let error = error_of(action);
    let before = Resource::new_blocking(|| (), |()| typed());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, staff.sign_on_title).to_owned()) error=Signal::derive(move || error.get().is_some())>
            <ErrorSummary error />
            <h1>{t!(i18n, staff.sign_on_title)}</h1>
            <WhySignedOff at_office=true />
            <p>{t!(i18n, staff.sign_on_intro)} " " <a href="/sign-on">{t!(i18n, staff.member_link)}</a></p>
            <Suspense>
                {move || Suspend::new(async move {
                    let name = before.await.map(|typed| typed.name).unwrap_or_default();
                    view! { <SignOnForm action error name /> }
                })}
            </Suspense>
            <p><a href="/staff/enrol">{t!(i18n, staff.enrol_link)}</a></p>
        </Page>
    }
}

#[component]
fn SignOnForm(
    action: ServerAction<StaffSignOn>,
    error: Signal<Option<AppError>>,
    name: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let next = next_page();
    let fault = move |field| field_fault(error, field);
    view! {
        <ActionForm action>
            <input type="hidden" name="next" value=next />
            <TextField id="name" label=t_string!(i18n, staff.name) hint=t_string!(i18n, staff.name_hint)
                value=name error=fault(Field::Name) autocomplete="username" />
            <TextField id="password" label=t_string!(i18n, staff.password) value=String::new()
                error=fault(Field::Password) input_type="password" autocomplete="current-password" />
            <TextField id="one_time" label=t_string!(i18n, staff.one_time) hint=t_string!(i18n, staff.one_time_hint)
                value=String::new() error=fault(Field::OneTime) autocomplete="one-time-code" />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, staff.sign_on)}
            </button>
        </ActionForm>
    }
}
