//! Another e-mail: asked for with the password, taken with the code that was sent to it.

use leptos::prelude::*;

use super::{
    account::prove::ProveForm,
    instead::{SignOnFirst, for_member},
    own_password::OwnPassword,
};
use crate::{
    api::{
        contact::{ChangeEmail, ConfirmEmail, waiting_email},
        second_factor::{ProveAgain, second_factor},
        sign_on::typed,
    },
    error::{AppError, Field},
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of, field_fault},
        field::TextField,
        me::{ask_again_after, use_me},
        page::Page,
        session::TimeHint,
    },
};

/// `/account/email`
#[component]
pub fn AccountEmailPage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let (asking, confirming) = (ServerAction::<ChangeEmail>::new(), ServerAction::<ConfirmEmail>::new());
    let (error, other) = (error_of(asking), error_of(confirming));
    let prove = ServerAction::<ProveAgain>::new();
    let unproved = error_of(prove);
    let wrong = Signal::derive(move || [error, other, unproved].iter().any(|error| error.get().is_some()));
    // A form that must be corrected stays as it is.
    let asked = Memo::new(move |before: Option<&usize>| {
        let sent = asking.value().with(|answer| matches!(answer, Some(Ok(()))));
        before.copied().unwrap_or_default() + usize::from(sent)
    });
    let waiting = Resource::new_blocking(move || asked.get(), move |_| for_member(me, waiting_email()));
    let before = Resource::new_blocking(|| (), |()| typed());
    // A code by e-mail can stand in for a second step: where one is on, it is taken once more before.
    let changed = move || (asked.get(), prove.version().get());
    let factor = Resource::new_blocking(changed, move |_| for_member(me, second_factor()));
    let needs_proof =
        move || async move { factor.await.is_ok_and(|factor| factor.is_on && !factor.is_fresh) };
    ask_again_after(confirming);
    ask_again_after(prove);
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, account.change_email).to_owned()) error=wrong>
            <BackLink href="/account" />
            <ErrorSummary error />
            <ErrorSummary error=other />
            <ErrorSummary error=unproved />
            <h1>{t!(i18n, account.change_email)}</h1>
            <Transition>
                {move || Suspend::new(async move {
                    match waiting.await {
                        Ok(waiting) => {
                            let email = before.await.map(|typed| typed.email).unwrap_or_default();
                            let waits = waiting.is_some();
                            // Who proves themselves anew has another session, in which the code does not hold.
                            let form = match (needs_proof().await, waits) {
                                (true, true) => ().into_any(),
                                (true, false) => view! { <ProveForm action=prove error=unproved next="/account/email" /> }.into_any(),
                                (false, _) => view! { <EmailForm action=asking error email waits /> }.into_any(),
                            };
                            view! {
                                {waiting.map(|email| view! { <CodeForm action=confirming error=other email /> })}
                                {form}
                            }.into_any()
                        }
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn CodeForm(
    action: ServerAction<ConfirmEmail>,
    error: Signal<Option<AppError>>,
    email: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p role="status">{t_string!(i18n, account.email_waits, email = email).to_string()}</p>
        <ActionForm action>
            <TextField id="code" label=t_string!(i18n, account.email_code) hint=t_string!(i18n, account.email_code_hint)
                value=String::new() error=field_fault(error, Field::Code) inputmode="numeric" autocomplete="one-time-code" />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, account.use_email)}
            </button>
        </ActionForm>
        <p>{t!(i18n, account.email_again)}</p>
    }
}

#[component]
fn EmailForm(
    action: ServerAction<ChangeEmail>,
    error: Signal<Option<AppError>>,
    email: String,
    waits: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let intro = (!waits).then(|| view! { <p>{t!(i18n, account.change_email_intro)}</p> });
    view! {
        {intro}
        <TimeHint />
        <ActionForm action>
            <TextField id="email" label=t_string!(i18n, account.new_email) value=email
                error=field_fault(error, Field::Email) input_type="email" autocomplete="email" />
            <OwnPassword error />
            <button class="button" class:button--secondary=waits type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, account.send_code)}
            </button>
        </ActionForm>
    }
}
