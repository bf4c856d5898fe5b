//! Answers that no page gives.

use app::{domain::plan::Plan, error::AppError, fault_page, portal::unexpected};
use axum::{
    body::{Body, to_bytes},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// The largest error that a server function answers with.
const ERROR_BYTES: usize = 64 * 1024;

/// Server functions answer every error with 500; the error itself knows its status.
pub async fn with_status_of_error(answer: Response) -> Response {
    let failed = answer.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if !failed || !answer.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(bytes) = to_bytes(body, ERROR_BYTES).await else {
        return Response::from_parts(parts, Body::empty());
    };
    let error = serde_json::from_slice::<AppError>(&bytes).ok();
    if let Some(status) = error.and_then(|error| StatusCode::from_u16(error.status()).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The page for a fault of the program, with an id that the log has too.
pub fn to_a_panic(plan: &Plan) -> Response {
    let id = match unexpected(&"panic") {
        AppError::Unexpected { id } => id,
        _ => String::new(),
    };
    (StatusCode::INTERNAL_SERVER_ERROR, Html(fault_page::html(plan, &id))).into_response()
}
