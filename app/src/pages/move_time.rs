//! `/appointments/:id/move`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/appointments/:id/move`
#[component]
pub fn MoveTimePage() -> impl IntoView {
    view! { <Page title="MoveTime"><h1>"MoveTime"</h1></Page> }
}
