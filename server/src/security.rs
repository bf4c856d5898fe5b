//! What browsers are told to refuse, and what the server refuses by itself.

use axum::{
    Router,
    body::HttpBody,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, map_response},
    response::{IntoResponse, Response},
};
use leptos::{nonce::use_nonce, prelude::use_context};
use leptos_axum::ResponseOptions;
use tower_http::csrf::{ConfigError, CsrfLayer};

use crate::config::PublicUrl;

/// What every page may do beside running its own scripts: the nonce lets those run.
const PAGE: &str = "require-trusted-types-for 'script'; trusted-types default; default-src 'self'; \
    style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'; object-src 'none'";

/// What everything that is no page may do. The service worker is such a file: it fetches.
const FILE: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
);

/// Sent with every answer that does not say otherwise. The referrer stays on the site: without
/// JavaScript a form's answer leads back to it.
const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (header::CONTENT_SECURITY_POLICY, FILE),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "geolocation=(self), accelerometer=(), bluetooth=(), browsing-topics=(), camera=(), \
             clipboard-read=(), display-capture=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), \
             midi=(), payment=(), serial=(), usb=()",
        ),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

/// Where members and people of offices sign off, and what goes then.
pub const SIGN_OFFS: [&str; 2] = ["/api/sign_off", "/api/staff_sign_off"];
/// Closing the account signs off too.
const CLOSING: &str = "/api/close_account";
const CACHE: HeaderValue = HeaderValue::from_static("\"cache\"");

/// How a form is sent.
const FORM: &str = "application/x-www-form-urlencoded";

/// Two years of https only.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Lets the page that is being rendered run its own scripts and no others.
pub fn allow_own_scripts() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    let policy = format!("{PAGE}; script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'");
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Refuses what another site makes a browser send.
///
/// # Errors
/// Where the public address is none that a browser sends.
pub fn same_site(public: &PublicUrl) -> Result<CsrfLayer, ConfigError> {
    CsrfLayer::new().add_trusted_origin(public.origin())
}

/// Only forms change something: a browser sends other kinds of bodies too, for whoever asks it.
pub async fn only_forms(request: Request, next: Next) -> Response {
    let empty = request.body().is_end_stream();
    if request.method() == Method::POST && !empty && !is_form(request.headers()) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    next.run(request).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(FORM))
}

/// Whoever signs off may leave a machine that others use: what the browser has kept of pages goes.
/// Not its storage: there is the emergency card, which holds nothing personal (Brief B13).
pub async fn forget_at_sign_off(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let signs_off = request.method() == Method::POST && (SIGN_OFFS.contains(&path) || path == CLOSING);
    let mut answer = next.run(request).await;
    if signs_off && !answer.status().is_client_error() && !answer.status().is_server_error() {
        answer.headers_mut().insert(HeaderName::from_static("clear-site-data"), CACHE);
    }
    answer
}

/// Gives every answer its headers.
pub fn with_headers(router: Router, public: &PublicUrl) -> Router {
    let secure = public.is_secure();
    router.layer(map_response(move |response| async move { headed(response, secure) }))
}

fn headed(mut response: Response, secure: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        set_if_missing(headers, name, value);
    }
    if secure {
        set_if_missing(headers, header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

fn set_if_missing(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}
