//! `/components`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/components`
#[component]
pub fn ComponentsPage() -> impl IntoView {
    view! { <Page title="Components"><h1>"Components"</h1></Page> }
}
