//! The authenticator, the recovery codes and the password of whoever enrols.

use leptos::prelude::*;

use crate::{
    api::staff::{EnrolmentView, FinishEnrolment},
    error::{AppError, Field},
    i18n::*,
    ui::{error::field_fault, field::TextField},
};

/// What they need, and the form that ends it.
#[component]
pub fn Offered(
    view: EnrolmentView,
    action: ServerAction<FinishEnrolment>,
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let EnrolmentView { staff, secret, picture, recovery } = view;
    let code = |code: String| view! { <li><code>{code}</code></li> };
    view! {
        <p>{t_string!(i18n, staff.enrol_for, name = staff.name).to_string()}</p>
        <h2>{t!(i18n, staff.app_title)}</h2>
        <p>{t!(i18n, staff.app_intro)}</p>
        <Picture picture />
        <p>{t!(i18n, staff.app_key)} ": " <code class="secret">{grouped(&secret)}</code></p>
        <h2>{t!(i18n, staff.recovery_title)}</h2>
        <p>{t!(i18n, staff.recovery_intro)}</p>
        <ul class="recovery">{recovery.into_iter().map(code).collect_view()}</ul>
        <h2>{t!(i18n, staff.finish_title)}</h2>
        <FinishForm action error />
    }
}

/// Dark on light, whatever the colours of the page: cameras want it so.
#[component]
fn Picture(picture: (usize, String)) -> impl IntoView {
    let i18n = use_i18n();
    let (width, dark) = picture;
    view! {
        <svg class="qr" viewBox=format!("0 0 {width} {width}") role="img" aria-label=t_string!(i18n, staff.app_picture)>
            <rect class="qr__light" width=width height=width />
            <path class="qr__dark" d=dark />
        </svg>
    }
}

/// In fours, as people type it.
fn grouped(secret: &str) -> String {
    let letters: Vec<_> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
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
