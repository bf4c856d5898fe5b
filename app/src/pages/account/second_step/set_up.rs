//! An authenticator that is being set up, and recovery codes that are being written down.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::second_factor::{FactorView, LeaveSecondStep, RenewRecoveryCodes, TurnOnSecondStep},
    error::{AppError, Field},
    i18n::*,
    ui::{
        authenticator::{AuthenticatorKey, RecoveryCodes},
        error::field_fault,
        field::TextField,
    },
};

/// What the member needs, and the form that turns it on.
#[component]
pub fn SetUp(
    factor: FactorView,
    action: ServerAction<TurnOnSecondStep>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let FactorView { secret, picture, recovery } = factor;
    view! {
        <h2>{t!(i18n, second_step.app_step)}</h2>
        <p>{t!(i18n, second_step.app_intro)}</p>
        <AuthenticatorKey picture secret />
        <h2>{t!(i18n, second_step.recovery_step)}</h2>
        <p>{t!(i18n, second_step.recovery_intro)}</p>
        <RecoveryCodes codes=recovery />
        <h2>{t!(i18n, second_step.finish_step)}</h2>
        <ActionForm action>
            <TextField id="one_time" label=t_string!(i18n, second_step.confirm)
                hint=t_string!(i18n, second_step.confirm_hint) value=String::new()
                error=field_fault(error, Field::OneTime) inputmode="numeric" autocomplete="one-time-code" />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, second_step.turn_on)}
            </button>
        </ActionForm>
        <Leave />
    }
}

/// New recovery codes, which hold once the member has kept them.
#[component]
pub fn NewCodes(codes: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h2>{t!(i18n, second_step.renew_title)}</h2>
        <p>{t!(i18n, second_step.recovery_intro)} " " {t!(i18n, second_step.renew_note)}</p>
        <RecoveryCodes codes />
        <form method="post" action=RenewRecoveryCodes::url()>
            <button class="button" type="submit">{t!(i18n, second_step.renew)}</button>
        </form>
        <Leave />
    }
}

/// The way back, with all as it was.
#[component]
fn Leave() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action=LeaveSecondStep::url()>
            <button class="button button--secondary" type="submit">{t!(i18n, second_step.leave)}</button>
        </form>
    }
}
