//! `/help`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/help`
#[component]
pub fn HelpPage() -> impl IntoView {
    view! { <Page title="Help"><h1>"Help"</h1></Page> }
}
