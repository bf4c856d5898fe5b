//! The password of whoever is signed on, once more: what they change then is theirs to change.

use leptos::prelude::*;

use crate::{
    error::{AppError, Field},
    i18n::*,
    ui::{error::field_fault, field::TextField},
};

/// A field for it.
#[component]
pub(super) fn OwnPassword(error: Signal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TextField id="own_password" label=t_string!(i18n, account.your_password)
            hint=t_string!(i18n, account.your_password_hint) value=String::new()
            error=field_fault(error, Field::OwnPassword) input_type="password" autocomplete="current-password" />
    }
}
