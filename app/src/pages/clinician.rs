//! `/clinicians/:id`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/clinicians/:id`
#[component]
pub fn ClinicianPage() -> impl IntoView {
    view! { <Page title="Clinician"><h1>"Clinician"</h1></Page> }
}
