//! Answers whoever asks too often: in plain words, and when to ask again.

use std::{sync::Arc, time::Instant};

use app::{domain::plan::Plan, error::AppError, fault_page};
use axum::{
    Json,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use crate::{answer::wants_html, client::Client, config::Kind, limit::Limits, security::SIGN_OFFS};

/// The limits, and the plan whose phone can be called meanwhile.
pub struct Throttle {
    /// The limits.
    pub limits: Limits,
    /// The plan.
    pub plan: Arc<Plan>,
}

/// Lets a request in, or says when to ask again.
pub async fn throttle(State(throttle): State<Arc<Throttle>>, request: Request, next: Next) -> Response {
    let client = request.extensions().get::<Client>().copied();
    let (Some(Client(client)), Some(kind)) = (client, kind(request.method(), request.uri().path())) else {
        return next.run(request).await;
    };
    match throttle.limits.take(kind, client, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let seconds = wait.as_secs() + 1;
            let wait = [(header::RETRY_AFTER, seconds.to_string())];
            (StatusCode::TOO_MANY_REQUESTS, wait, words(&request, &throttle.plan)).into_response()
        }
    }
}

/// What is counted; signing off is never refused.
fn kind(method: &Method, path: &str) -> Option<Kind> {
    let posted = method == Method::POST;
    match path {
        "/api/sign_on"
        | "/api/prove_again"
        | "/api/passkey_sign_on"
        | "/api/begin_passkey_sign_on"
        | "/api/staff_sign_on"
        | "/api/change_email"
        | "/api/change_phone"
        | "/api/close_account"
            if posted =>
        {
            Some(Kind::SignOn)
        }
        "/api/register" | "/api/mail_second_step" if posted => Some(Kind::Registration),
        "/api/confirm_registration"
        | "/api/take_second_step"
        | "/api/turn_on_second_step"
        | "/api/confirm_email"
        | "/api/begin_enrolment"
        | "/api/finish_enrolment"
            if posted =>
        {
            Some(Kind::Code)
        }
        // Whoever reads says once a minute that they are here: a house full of members may.
        "/api/stay_signed_on" => None,
        path if SIGN_OFFS.contains(&path) => None,
        "/directory"
        | "/api/search_directory"
        | "/api/suggest"
        | "/api/free_times"
        | "/api/nearest_place" => Some(Kind::Search),
        path => (posted && path.starts_with("/api/")).then_some(Kind::Booking),
    }
}

/// A page for people; what a page that is open shows for programs.
fn words(request: &Request, plan: &Plan) -> Response {
    match wants_html(request.headers()) || !request.uri().path().starts_with("/api/") {
        true => Html(fault_page::busy(plan)).into_response(),
        false => Json(AppError::TooMany { minutes: 1 }).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_much_or_could_be_guessed_is_counted_and_the_rest_is_not() {
        let of = |method: Method, path: &str| kind(&method, path);
        assert_eq!(of(Method::POST, "/api/sign_on"), Some(Kind::SignOn));
        assert_eq!(of(Method::POST, "/api/confirm_registration"), Some(Kind::Code));
        assert_eq!(of(Method::POST, "/api/book"), Some(Kind::Booking));
        assert_eq!(of(Method::GET, "/directory"), Some(Kind::Search));
        let guessed =
            ["/api/staff_sign_on", "/api/prove_again", "/api/take_second_step", "/api/passkey_sign_on"];
        for guessed in guessed.into_iter().chain(["/api/begin_enrolment", "/api/finish_enrolment"]) {
            assert!(matches!(of(Method::POST, guessed), Some(Kind::SignOn | Kind::Code)), "{guessed}");
        }
        assert_eq!(of(Method::POST, "/api/sign_off"), None);
        assert_eq!(of(Method::POST, "/api/staff_sign_off"), None);
        assert_eq!(of(Method::POST, "/api/stay_signed_on"), None);
        assert_eq!(of(Method::GET, "/appointments"), None);
        assert_eq!(of(Method::GET, "/travel"), None, "an emergency does not wait");
    }
}
