//! `/appointments/{id}/calendar.ics`: an appointment for the member's own calendar.

pub mod file;
mod timezone;
#[cfg(test)]
mod zones;

use app::{
    domain::{id::AppointmentId, member::Member},
    error::AppError,
    letter::Visit,
    portal::{Portal, unexpected},
    store,
};
use axum::{
    extract::{Path, Request, State},
    http::header,
    response::{IntoResponse, Response},
};

use super::to_member;
use crate::site::Site;

/// Answers as the page of the appointment does: to its member only.
pub async fn answer(State(site): State<Site>, Path(id): Path<String>, request: Request) -> Response {
    let id = AppointmentId(id);
    to_member(&site, request, async |member| of_member(&site, &member, &id).await.map(calendar)).await
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
