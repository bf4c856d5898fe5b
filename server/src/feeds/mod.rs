//! What other programs read: calendars, receipts, and open pages that listen.

pub mod calendar;
pub mod download;
pub mod events;
pub mod receipt;

use app::{
    domain::member::Member,
    error::AppError,
    session::{self, SignedOn},
};
use axum::{
    body::Body,
    extract::{Query, Request},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tower::ServiceExt;

use crate::site::Site;

/// In which language a file is written.
#[derive(Default, Deserialize)]
struct Language {
    /// That of the page with the link; without it that of the member's letters.
    spanish: Option<bool>,
}

/// Answers with a file of the member whose things are asked for, in the language of who reads it; who
/// is not signed on is led there first.
async fn to_member(
    site: &Site,
    request: Request,
    file: impl AsyncFnOnce(&SignedOn, Member) -> Result<Response, AppError>,
) -> Response {
    let answer = match session::signed_on(&site.portal, request.headers(), true).await {
        Ok(Some(signed_on)) => {
            let Query(Language { spanish }) = Query::try_from_uri(request.uri()).unwrap_or_default();
            let spanish = spanish.or(signed_on.member.spanish);
            match signed_on.subject().map(|subject| Member::clone(subject)) {
                Ok(member) => file(&signed_on, Member { spanish, ..member }).await,
                Err(error) => Err(error),
            }
        }
        Ok(None) => Ok(Redirect::to(&format!("/sign-on?next={}", request.uri().path())).into_response()),
        Err(error) => Err(error),
    };
    match answer {
        Ok(answer) => answer,
        Err(AppError::NotFound) => not_found(site, request).await,
        Err(error) => {
            StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}

async fn not_found(site: &Site, request: Request<Body>) -> Response {
    let Ok(page) = site.not_found.clone().oneshot(request).await;
    page
}
