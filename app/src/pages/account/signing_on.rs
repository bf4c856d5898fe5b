//! How the member signs on: what can be added to a password.

use leptos::prelude::*;

use crate::i18n::*;

/// A section of the account.
#[component]
pub fn SigningOn() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section aria-labelledby="signing-on">
            <h2 id="signing-on">{t!(i18n, second_step.section)}</h2>
            <p>{t!(i18n, second_step.section_intro)}</p>
            <p><a href=super::second_step::PATH>{t!(i18n, second_step.section_link)}</a></p>
            <p><a href=super::passkeys::PATH>{t!(i18n, passkey.section_link)}</a></p>
        </section>
    }
}
