//! Another phone, with the password.

use leptos::prelude::*;

use super::{
    instead::{SignOnFirst, for_member},
    own_password::OwnPassword,
};
use crate::{
    api::{contact::ChangePhone, member::me, sign_on::typed},
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

/// `/account/phone`
#[component]
pub fn AccountPhonePage() -> impl IntoView {
    let i18n = use_i18n();
    let known = use_me();
    let action = ServerAction::<ChangePhone>::new();
    let error = error_of(action);
    let member = Resource::new_blocking(|| (), move |()| for_member(known, me()));
    let before = Resource::new_blocking(|| (), |()| typed());
    ask_again_after(action);
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, account.change_phone).to_owned())
            error=Signal::derive(move || error.get().is_some())>
            <BackLink href="/account" />
            <ErrorSummary error />
            <h1>{t!(i18n, account.change_phone)}</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    match member.await {
                        Ok(Some(_)) => {
                            let phone = before.await.map(|typed| typed.phone).unwrap_or_default();
                            view! { <PhoneForm action error phone /> }.into_any()
                        }
                        Ok(None) | Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn PhoneForm(
    action: ServerAction<ChangePhone>,
    error: Signal<Option<AppError>>,
    phone: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, account.change_phone_intro)}</p>
        <TimeHint />
        <ActionForm action>
            <TextField id="phone" label=t_string!(i18n, account.new_phone) hint=t_string!(i18n, account.new_phone_hint)
                value=phone error=field_fault(error, Field::Phone) input_type="tel" autocomplete="tel-national" />
            <OwnPassword error />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, account.use_phone)}
            </button>
        </ActionForm>
    }
}
