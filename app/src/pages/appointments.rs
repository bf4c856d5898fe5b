//! `/appointments`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/appointments`
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    view! { <Page title="Appointments"><h1>"Appointments"</h1></Page> }
}
