//! `/appointments/{id}/calendar.ics`: an appointment for the member's own calendar.

pub mod file;
mod timezone;
#[cfg(test)]
mod zones;

use app::{
    domain::{audit::Kind, id::AppointmentId, member::Member},
    error::AppError,
    letter::Visit,
    portal::{Portal, unexpected},
    session::SignedOn,
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
    to_member(&site, request, async |signed_on, member| {
        of_member(&site, signed_on, &member, &id).await.map(calendar)
    })
    .await
}

async fn of_member(
    site: &Site,
    signed_on: &SignedOn,
    member: &Member,
    id: &AppointmentId,
) -> Result<String, AppError> {
    let portal: &Portal = &site.portal;
    let appointment = signed_on.appointment(portal, id, Kind::Calendar).await?;
    let history = store::appointment::history(&portal.store, &appointment).await?;
    let visit = Visit::find(portal, member, &appointment, &appointment.start, &site.address).await?;
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
