//! `/appointments/{id}/calendar.ics`: an appointment for the member's own calendar.

pub mod file;
mod timezone;

use app::{
    domain::{id::AppointmentId, member::Member},
    error::AppError,
    letter::Visit,
    portal::{Portal, unexpected},
    session, store,
};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use tower::ServiceExt;

use crate::site::Site;

/// Answers as the page of the appointment does: to its member only.
pub async fn answer(State(site): State<Site>, Path(id): Path<String>, request: Request) -> Response {
    let id = AppointmentId(id);
    match session::member_of(&site.portal, request.headers()).await {
        Ok(Some(member)) => match of_member(&site, &member, &id).await {
            Ok(file) => calendar(file),
            Err(AppError::NotFound) => not_found(&site, request).await,
            Err(error) => status(&error),
        },
        Ok(None) => Redirect::to(&format!("/sign-on?next={}", request.uri().path())).into_response(),
        Err(error) => status(&error),
    }
}

async fn of_member(site: &Site, member: &Member, id: &AppointmentId) -> Result<String, AppError> {
    let portal: &Portal = &site.portal;
    let found = store::appointment::find(&portal.store, &member.id, id).await?;
    let appointment = found.ok_or(AppError::NotFound)?;
    let history = store::appointment::history(&portal.store, id).await?;
    let visit = Visit::find(portal, member, &appointment, &appointment.start, &site.address);
    file::write(&visit.ok_or(AppError::NotFound)?, &history).map_err(|error| unexpected(&error))
}

fn calendar(file: String) -> Response {
    let name = "attachment; filename=\"appointment.ics\"";
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8; method=PUBLISH"),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, file).into_response()
}

async fn not_found(site: &Site, request: Request<Body>) -> Response {
    let Ok(page) = site.not_found.clone().oneshot(request).await;
    page
}

fn status(error: &AppError) -> Response {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}
