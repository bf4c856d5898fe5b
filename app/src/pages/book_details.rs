//! `/book/:role/details`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/book/:role/details`
#[component]
pub fn BookDetailsPage() -> impl IntoView {
    view! { <Page title="BookDetails"><h1>"BookDetails"</h1></Page> }
}
