//! The way back: to the page before, or to this one.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

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

/// The address of the page that is shown, for whatever leads back to it. Reactive. It is made of the
/// query as it was read: as a text it begins with `?` in the browser, and without on the server.
pub fn this_page() -> impl Fn() -> String + Copy {
    let (path, query) = (use_location().pathname, use_query_map());
    move || format!("{}{}", path.get(), query.read().to_query_string())
}
