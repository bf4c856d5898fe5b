//! Files of the built site, already compressed where the build has done so.

use std::{convert::Infallible, path::Path};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::map_response,
    response::Response,
};
use tower::Service;
use tower_http::services::ServeDir;

/// A name that changes with the contents.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Pictures.
const DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");
/// The manifest, the service worker: asked for again each time, sent again when it has changed.
const FRESH: HeaderValue = HeaderValue::from_static("no-cache");

/// Scripts and styles: their names change with what is in them.
pub fn built(folder: &Path) -> Router {
    let files = ServeDir::new(folder).precompressed_br().precompressed_gzip();
    Router::new().fallback_service(files).layer(map_response(async |answer| keep(answer, |_| FOREVER)))
}

/// What lies beside them under a name of its own; for everything else `otherwise` answers.
pub fn public<S>(folder: &Path, otherwise: S) -> Router
where
    S: Service<Request, Response = Response, Error = Infallible> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .call_fallback_on_method_not_allowed(true)
        .fallback(otherwise);
    Router::new().fallback_service(files).layer(map_response(async |answer| keep(answer, public_freshness)))
}

fn public_freshness(answer: &Response) -> HeaderValue {
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("image/")) { DAY } else { FRESH }
}

/// Says how long a file may be kept; what is no file stays as it is.
fn keep(mut answer: Response, freshness: fn(&Response) -> HeaderValue) -> Response {
    if matches!(answer.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED) {
        let freshness = freshness(&answer);
        answer.headers_mut().insert(header::CACHE_CONTROL, freshness);
    }
    answer
}
