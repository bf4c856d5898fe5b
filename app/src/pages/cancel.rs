//! `/appointments/:id/cancel`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/appointments/:id/cancel`
#[component]
pub fn CancelPage() -> impl IntoView {
    view! { <Page title="Cancel"><h1>"Cancel"</h1></Page> }
}
