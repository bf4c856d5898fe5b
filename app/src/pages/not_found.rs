//! `any other address`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `any other address`
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <Page title="NotFound"><h1>"NotFound"</h1></Page> }
}
