//! Proving once more who is signed on: before how they sign on is changed.

use leptos::prelude::*;

use crate::{
    api::second_factor::ProveAgain,
    error::{AppError, Field},
    i18n::*,
    ui::{error::field_fault, field::TextField, passkey::PasskeyButton},
};

/// Asks for the password, then leads to `next`.
#[component]
pub fn ProveForm(
    action: ServerAction<ProveAgain>,
    error: Signal<Option<AppError>>,
    next: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section aria-labelledby="prove">
            <h2 id="prove">{t!(i18n, second_step.prove_title)}</h2>
            <p>{t!(i18n, second_step.prove_intro)}</p>
            <ActionForm action>
                <input type="hidden" name="next" value=next />
                <TextField id="current_password" label=t_string!(i18n, second_step.current_password)
                    value=String::new() error=field_fault(error, Field::CurrentPassword)
                    input_type="password" autocomplete="current-password" />
                <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, second_step.prove_button)}
                </button>
            </ActionForm>
            <PasskeyButton next=Signal::stored(next.to_owned()) />
        </section>
    }
}
