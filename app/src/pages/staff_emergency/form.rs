//! Whose record, and why. What follows from it is said before the button.

use leptos::prelude::*;

use crate::{
    api::{
        emergency::OpenEmergency,
        sign_on::{Typed, typed},
    },
    domain::{
        emergency::{Emergencies, REASON_MOST},
        plan::PhoneLineId,
    },
    error::{AppError, Field},
    i18n::*,
    ui::{
        born::BornFields,
        error::{error_of, field_fault},
        field::TextField,
        notice::{Notice, NoticeKind},
        phone::PhoneLineLink,
    },
};

/// The form.
#[component]
pub(super) fn OpenForm(action: ServerAction<OpenEmergency>, offered: Emergencies) -> impl IntoView {
    let i18n = use_i18n();
    let error = error_of(action);
    let before = Resource::new_blocking(|| (), |()| typed());
    view! {
        <p>{t!(i18n, emergency.intro)}</p>
        <p>{t!(i18n, emergency.else_call)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
        <ActionForm action>
            <Suspense>
                {move || Suspend::new(async move {
                    view! { <Fields typed=before.await.unwrap_or_default() error /> }
                })}
            </Suspense>
            <Consequences offered />
            <button class="button button--warning" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, emergency.open)}
            </button>
        </ActionForm>
    }
}

#[component]
fn Fields(typed: Typed, error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let fault = move |field| field_fault(error, field);
    view! {
        <TextField id="number" label=t_string!(i18n, emergency.number) hint=t_string!(i18n, emergency.number_hint)
            value=typed.number.clone() error=fault(Field::TheirNumber) inputmode="numeric" autocomplete="off" />
        <BornFields typed=typed.clone() error=fault(Field::TheirBorn) />
        <TextField id="reason" label=t_string!(i18n, emergency.reason) hint=t_string!(i18n, emergency.reason_hint)
            value=typed.reason error=fault(Field::Reason) maxlength=REASON_MOST rows=3 autocomplete="off" />
    }
}

/// What follows from opening it.
#[component]
fn Consequences(offered: Emergencies) -> impl IntoView {
    let i18n = use_i18n();
    let Emergencies { minutes, most_a_day, .. } = offered;
    view! {
        <Notice kind=NoticeKind::Info title=t_string!(i18n, emergency.before)>
            <ul>
                <li>{t!(i18n, emergency.before_told)}</li>
                <li>{t!(i18n, emergency.before_kept)}</li>
                <li>{t_string!(i18n, emergency.before_lasts, minutes = minutes).to_string()}</li>
                <li>{t_string!(i18n, emergency.before_most, most = most_a_day).to_string()}</li>
            </ul>
        </Notice>
    }
}
