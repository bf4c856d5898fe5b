//! `/book/:role`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/book/:role`
#[component]
pub fn BookUrgencyPage() -> impl IntoView {
    view! { <Page title="BookUrgency"><h1>"BookUrgency"</h1></Page> }
}
