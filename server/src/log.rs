//! The log: what happens, never to whom. No address as it was typed, no query, no body, no
//! cookie, no message of a panic.

use std::{
    io::{self, IsTerminal},
    panic,
    time::Duration,
};

use axum::{
    Router,
    extract::{MatchedPath, Request},
    http::HeaderName,
    middleware::map_request,
    response::Response,
};
use tower_http::{
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
    trace::TraceLayer,
};
use tracing::{Span, field::Empty};
use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What is logged unless `RUST_LOG` says otherwise.
const USUAL: &str = "info,surrealdb=warn,surrealdb_core=warn,surrealkv=error,hyper=error";

/// Starts the log, on the error output: the output is for the program's answers.
pub fn start(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).with_span_list(false).init(),
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

/// Gives every request an id of the server's own and logs how it was answered.
pub fn requests(router: Router) -> Router {
    let trace = TraceLayer::new_for_http()
        .make_span_with(span)
        .on_request(())
        .on_response(answered)
        .on_body_chunk(())
        .on_eos(())
        .on_failure(());
    router
        .layer(trace)
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(map_request(without_foreign_id))
}

/// An id that a client sends would stand in the log.
async fn without_foreign_id(mut request: Request) -> Request {
    request.headers_mut().remove(REQUEST_ID);
    request
}

fn span(request: &Request) -> Span {
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str);
    tracing::info_span!("request", id, method = %request.method(), route, status = Empty)
}

fn answered(answer: &Response, latency: Duration, span: &Span) {
    span.record("status", answer.status().as_u16());
    let milliseconds = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX);
    if answer.status().is_server_error() {
        tracing::error!(milliseconds, "failed");
    } else {
        tracing::info!(milliseconds, "answered");
    }
}
