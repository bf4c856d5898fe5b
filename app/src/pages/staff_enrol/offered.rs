//! The authenticator, the recovery codes and the password of whoever enrols.

use leptos::prelude::*;

use crate::{
    api::{
        second_factor::FactorView,
        staff::{EnrolmentView, FinishEnrolment},
    },
    error::{AppError, Field},
    i18n::*,
    ui::{
        authenticator::{AuthenticatorKey, RecoveryCodes},
        error::field_fault,
        field::TextField,
    },
};

/// What they need, and the form that ends it.
#[component]
pub fn Offered(
    view: EnrolmentView,
    action: ServerAction<FinishEnrolment>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let EnrolmentView { staff, factor: FactorView { secret, picture, recovery } } = view;
    view! {
        <p>{t_string!(i18n, staff.enrol_for, name = staff.name).to_string()}</p>
        <h2>{t!(i18n, staff.app_title)}</h2>
        <p>{t!(i18n, staff.app_intro)}</p>
        <AuthenticatorKey picture secret />
        <h2>{t!(i18n, staff.recovery_title)}</h2>
        <p>{t!(i18n, staff.recovery_intro)}</p>
        <RecoveryCodes codes=recovery />
        <h2>{t!(i18n, staff.finish_title)}</h2>
        <FinishForm action error />
    }
}

#[component]
fn FinishForm(action: ServerAction<FinishEnrolment>, error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let fault = move |field| field_fault(error, field);
    view! {
        <ActionForm action>
            <TextField id="password" label=t_string!(i18n, staff.new_password)
                hint=t_string!(i18n, staff.new_password_hint) value=String::new()
                error=fault(Field::Password) input_type="password" autocomplete="new-password" />
            <TextField id="one_time" label=t_string!(i18n, staff.confirm_code)
                hint=t_string!(i18n, staff.confirm_code_hint) value=String::new()
                error=fault(Field::OneTime) inputmode="numeric" autocomplete="one-time-code" />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, staff.enrol_finish)}
            </button>
        </ActionForm>
    }
}
