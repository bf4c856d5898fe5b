//! Registering, second step: the code from the e-mail and a password (Brief B8).

use leptos::prelude::*;

use super::sign_on::{SharedComputer, next_page, with_next};
use crate::{
    api::sign_on::{ConfirmRegistration, typed},
    domain::plan::PhoneLineId,
    error::{AppError, Field},
    i18n::*,
    ui::{
        error::{ErrorSummary, error_of, field_fault},
        field::TextField,
        language::follow_language_of,
        me::ask_again_after,
        notice::{Notice, NoticeKind},
        page::Page,
        phone::PhoneLineLink,
        plan::use_plan,
    },
};

/// `/register/code?next=…`
#[component]
pub fn RegisterCodePage() -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<ConfirmRegistration>::new();
    let error = error_of(action);
    ask_again_after(action);
    follow_language_of(action);
    let demonstration = use_plan().demonstration;
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, sign_on.code_title).to_owned()) error=Signal::derive(move || error.get().is_some())>
            <ErrorSummary error />
            <h1>{t!(i18n, sign_on.code_title)}</h1>
            <p>{t!(i18n, sign_on.code_intro)}</p>
            {demonstration.then(|| {
                let title = t_string!(i18n, sign_on.code_demonstration).to_owned();
                view! { <Notice kind=NoticeKind::Info title /> }
            })}
            <CodeForm action error />
            <NoCode />
        </Page>
    }
}

#[component]
fn CodeForm(action: ServerAction<ConfirmRegistration>, error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let next = next_page();
    let before = Resource::new_blocking(|| (), |()| typed());
    let fault = move |field| field_fault(error, field);
    view! {
        <ActionForm action>
            <input type="hidden" name="next" value=next />
            <TextField id="code" label=t_string!(i18n, sign_on.code).to_owned()
                hint=t_string!(i18n, sign_on.code_hint).to_owned() value=String::new()
                error=fault(Field::Code) inputmode="numeric" autocomplete="one-time-code" />
            <TextField id="password" label=t_string!(i18n, sign_on.new_password).to_owned()
                hint=t_string!(i18n, sign_on.new_password_hint).to_owned() value=String::new()
                error=fault(Field::Password) input_type="password" autocomplete="new-password" />
            <Suspense>
                {move || Suspend::new(async move {
                    let checked = before.await.is_ok_and(|typed| typed.shared);
                    view! { <SharedComputer checked /> }
                })}
            </Suspense>
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, sign_on.code_button)}
            </button>
        </ActionForm>
    }
}

/// What to do when no code comes.
#[component]
fn NoCode() -> impl IntoView {
    let i18n = use_i18n();
    let next = next_page();
    view! {
        <p>
            {t!(i18n, sign_on.no_code)} " "
            <a href=move || with_next("/register", &next())>{t!(i18n, sign_on.no_code_again)}</a> " "
            {t!(i18n, sign_on.no_code_call)} " " <PhoneLineLink id=PhoneLineId::MemberServices />
        </p>
    }
}
