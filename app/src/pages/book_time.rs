//! `/book/:role/time`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/book/:role/time`
#[component]
pub fn BookTimePage() -> impl IntoView {
    view! { <Page title="BookTime"><h1>"BookTime"</h1></Page> }
}
