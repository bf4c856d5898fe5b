//! Answers that no page gives.

use std::sync::Arc;

use app::{domain::plan::Plan, error::AppError, fault_page, portal::unexpected};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
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

/// What refuses a request before a page sees it, or does not wait for one any longer, answers with a
/// number alone: people get words, and whom to call.
pub async fn in_words(State(plan): State<Arc<Plan>>, request: Request, next: Next) -> Response {
    let for_people = wants_html(request.headers());
    let answer = next.run(request).await;
    if !for_people || has_words(&answer) {
        return answer;
    }
    let status = answer.status();
    let page = match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => fault_page::late(&plan),
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE => fault_page::unread(&plan),
        _ => return answer,
    };
    (status, Html(page)).into_response()
}

/// Whether a page or a server function has given the answer.
fn has_words(answer: &Response) -> bool {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let plain = kind.is_none_or(|kind| kind.starts_with("text/plain"));
    !plain || answer.headers().contains_key(SERVER_FN_ERROR_HEADER)
}

/// Whether a browser asks for something to show, and not a program.
pub fn wants_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use axum::{Router, middleware::from_fn_with_state, routing::get};
    use tower::ServiceExt;

    use super::*;
    use crate::fixture;

    /// What is told of an answer to whoever asks for such a kind.
    async fn told(answer: impl IntoResponse + Clone + Send + Sync + 'static, accept: &str) -> String {
        let layer = from_fn_with_state(Arc::new(fixture::plan()), in_words);
        let router = Router::new().route("/", get(async move || answer)).layer(layer);
        let request =
            Request::get("/").header(header::ACCEPT, accept).body(Body::empty()).expect("a request");
        let answer = router.oneshot(request).await.expect("an answer");
        let body = to_bytes(answer.into_body(), ERROR_BYTES).await.expect("a body");
        String::from_utf8(body.to_vec()).expect("text")
    }

    #[tokio::test]
    async fn who_waits_in_vain_is_told_whom_to_call_in_both_languages() {
        for status in [StatusCode::REQUEST_TIMEOUT, StatusCode::SERVICE_UNAVAILABLE] {
            let page = told(status, "text/html,*/*;q=0.8").await;
            for part in ["This took too long", "Esto tardó demasiado", "1-888-901-4636"] {
                assert!(page.contains(part), "{part} is missing from {page}");
            }
        }
    }

    #[tokio::test]
    async fn programs_get_the_number_alone_and_pages_stay_as_they_are() {
        assert_eq!(told(StatusCode::SERVICE_UNAVAILABLE, "*/*").await, "");
        assert_eq!(told(StatusCode::NOT_FOUND, "text/html").await, "");
        let page = (StatusCode::SERVICE_UNAVAILABLE, Html("a page"));
        assert_eq!(told(page, "text/html").await, "a page");
        let function = (StatusCode::SERVICE_UNAVAILABLE, [(SERVER_FN_ERROR_HEADER, "/api/x")], "an error");
        assert_eq!(told(function, "text/html").await, "an error");
    }
}
