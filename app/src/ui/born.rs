//! A date of birth, as it is typed.

use leptos::prelude::*;

use crate::{api::sign_on::Typed, i18n::*};

/// Three numbers: a calendar is no way to find a birthday.
#[component]
pub fn BornFields(
    /// What was typed before.
    typed: Typed,
    /// What is wrong with it.
    error: Signal<Option<String>>,
    /// It is their own, which a browser may know.
    #[prop(optional)]
    own: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let part = |name: &'static str,
                id: &'static str,
                label: &'static str,
                value: String,
                complete: &'static str| {
        let complete = if own { complete } else { "off" };
        view! {
            <div class="field__part">
                <label for=id>{label}</label>
                <input id=id name=name value=value inputmode="numeric" autocomplete=complete
                    aria-invalid=move || error.get().map(|_| "true") aria-describedby="born-hint born-error" />
            </div>
        }
    };
    view! {
        <fieldset class="field field--date" class:field--error=move || error.get().is_some()>
            <legend>{t!(i18n, sign_on.born)}</legend>
            <p class="field__hint" id="born-hint">{t!(i18n, sign_on.born_hint)}</p>
            <p class="field__error" id="born-error">{move || error.get()}</p>
            <div class="field__parts">
                {part("month", "born", t_string!(i18n, sign_on.month), typed.month, "bday-month")}
                {part("day", "day", t_string!(i18n, sign_on.day), typed.day, "bday-day")}
                {part("year", "year", t_string!(i18n, sign_on.year), typed.year, "bday-year")}
            </div>
        </fieldset>
    }
}
