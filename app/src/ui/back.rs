//! The way back to the page before.

use leptos::prelude::*;

use crate::i18n::*;

/// A link to the page that comes before this one.
#[component]
pub fn BackLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// What is there; "Back" when left out.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let label = label.unwrap_or_else(|| t_string!(i18n, common.back).to_owned());
    view! { <a class="back" href=href>{label}</a> }
}
