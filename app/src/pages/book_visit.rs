//! `/book/:role/visit`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/book/:role/visit`
#[component]
pub fn BookVisitPage() -> impl IntoView {
    view! { <Page title="BookVisit"><h1>"BookVisit"</h1></Page> }
}
