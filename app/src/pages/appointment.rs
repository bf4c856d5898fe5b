//! `/appointments/:id`

use leptos::prelude::*;

use crate::ui::page::Page;

/// `/appointments/:id`
#[component]
pub fn AppointmentPage() -> impl IntoView {
    view! { <Page title="Appointment"><h1>"Appointment"</h1></Page> }
}
