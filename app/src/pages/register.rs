//! Registering, first step: who the member is (Brief B8).

use leptos::prelude::*;

use super::sign_on::{next_page, with_next};
use crate::{
    api::sign_on::{Register, Typed, typed},
    error::{AppError, Field},
    i18n::*,
    ui::{
        born::BornFields,
        error::{ErrorSummary, error_of, field_fault},
        field::TextField,
        page::Page,
    },
};

/// `/register?next=…`
#[component]
pub fn RegisterPage() -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<Register>::new();
    let error = error_of(action);
    let next = next_page();
    let before = Resource::new_blocking(|| (), |()| typed());
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, sign_on.register_title).to_owned()) error=Signal::derive(move || error.get().is_some())>
            <ErrorSummary error />
            <h1>{t!(i18n, sign_on.register_title)}</h1>
            <p>{t!(i18n, sign_on.register_intro)}</p>
            <ActionForm action>
                <input type="hidden" name="next" value=next />
                <Suspense>
                    {move || Suspend::new(async move {
                        view! { <WhoFields typed=before.await.unwrap_or_default() error /> }
                    })}
                </Suspense>
                <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, sign_on.register_button)}
                </button>
            </ActionForm>
            <p>
                {t!(i18n, sign_on.have_account)} " "
                <a href=move || with_next("/sign-on", &next())>{t!(i18n, sign_on.title)}</a>
            </p>
        </Page>
    }
}

#[component]
fn WhoFields(typed: Typed, error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let fault = move |field| field_fault(error, field);
    view! {
        <TextField id="number" label=t_string!(i18n, sign_on.number).to_owned()
            hint=t_string!(i18n, sign_on.number_hint).to_owned() value=typed.number.clone()
            error=fault(Field::Number) inputmode="numeric" autocomplete="off" />
        <BornFields typed=typed.clone() error=fault(Field::Born) own=true />
        <TextField id="family" label=t_string!(i18n, sign_on.family).to_owned()
            hint=t_string!(i18n, sign_on.family_hint).to_owned() value=typed.family
            error=fault(Field::Family) autocomplete="family-name" />
    }
}
