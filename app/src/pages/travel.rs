//! `/travel`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/travel`
#[component]
pub fn TravelPage() -> impl IntoView {
    view! { <Page title="Travel"><h1>"Travel"</h1></Page> }
}
