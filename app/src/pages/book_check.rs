//! `/book/check/:draft`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/book/check/:draft`
#[component]
pub fn BookCheckPage() -> impl IntoView {
    view! { <Page title="BookCheck"><h1>"BookCheck"</h1></Page> }
}
