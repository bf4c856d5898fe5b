use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The page answers 404.
pub fn not_found() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
}
