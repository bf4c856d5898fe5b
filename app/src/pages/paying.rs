//! `/paying`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/paying`
#[component]
pub fn PayingPage() -> impl IntoView {
    view! { <Page title="Paying"><h1>"Paying"</h1></Page> }
}
