//! `/directory`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/directory`
#[component]
pub fn DirectoryPage() -> impl IntoView {
    view! { <Page title="Directory"><h1>"Directory"</h1></Page> }
}
