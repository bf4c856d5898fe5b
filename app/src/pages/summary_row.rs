//! A line of a summary: a name and its value.

use leptos::prelude::*;

use crate::i18n::*;

/// A line, with the way to change its value where there is one: `what` is read aloud with the link.
#[component]
pub(super) fn Row(
    name: &'static str,
    #[prop(optional, into)] change: Option<String>,
    #[prop(optional)] what: &'static str,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let change = change.map(|href| {
        view! {
            <dd class="summary-list__action">
                <a href=href>{t!(i18n, book.change)} <span class="visually-hidden">" " {what}</span></a>
            </dd>
        }
    });
    view! {
        <div class="summary-list__row">
            <dt class="summary-list__key">{name}</dt>
            <dd class="summary-list__value">{children()}</dd>
            {change}
        </div>
    }
}
