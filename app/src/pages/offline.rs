//! `/offline`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/offline`
#[component]
pub fn OfflinePage() -> impl IntoView {
    view! { <Page title="Offline"><h1>"Offline"</h1></Page> }
}
