//! `/`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/`
#[component]
pub fn HomePage() -> impl IntoView {
    view! { <Page title="Home"><h1>"Home"</h1></Page> }
}
