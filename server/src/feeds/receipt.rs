//! `/appointments/{id}/receipts/{number}`: what a member keeps of something that happened. And
//! `/receipts`, where anybody has one checked.

use app::{
    api::receipt::Pasted,
    app::shell,
    domain::audit::Kind,
    domain::id::AppointmentId,
    domain::member::Member,
    error::AppError,
    letter::{Between, Visit},
    portal::unexpected,
    session::SignedOn,
    store,
};
use axum::{
    Json, RequestExt,
    body::Body,
    extract::{Form, Path, Request, State},
    http::{Method, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::render_app_async_with_context;
use serde_json::Value;

use super::to_member;
use crate::site::Site;

/// Answers as the page of the appointment does: to its member only.
pub async fn answer(
    State(site): State<Site>,
    Path((id, number)): Path<(String, String)>,
    request: Request,
) -> Response {
    let id = AppointmentId(id);
    to_member(&site, request, async |signed_on, member| file(&site, signed_on, &member, &id, &number).await)
        .await
}

#[expect(clippy::disallowed_methods, reason = "the name of who has changed the appointment that is shown")]
async fn file(
    site: &Site,
    signed_on: &SignedOn,
    member: &Member,
    id: &AppointmentId,
    number: &str,
) -> Result<Response, AppError> {
    let (portal, address) = (&site.portal, &site.address);
    let appointment = signed_on.appointment(portal, id, Kind::Receipt).await?;
    let history = store::appointment::history(&portal.store, &appointment).await?;
    let event = history.into_iter().find(|event| event.number.to_string() == number && event.has_receipt());
    let event = event.ok_or(AppError::NotFound)?;
    let then = appointment.after(&event);
    let proxy = match event.by.proxy() {
        Some(proxy) => store::member::find(&portal.store, proxy).await?,
        None => None,
    };
    let between = proxy.as_ref().map(|proxy| Between { proxy, subject: member });
    let visit = Visit::find(portal, member, &then, &then.start, address).await?.ok_or(AppError::NotFound)?;
    let visit = Visit { between, ..visit };
    let receipt = visit.receipt(&event);
    let token = portal.signer.sign(&receipt).map_err(|error| unexpected(&error))?;
    let name = format!("attachment; filename=\"receipt-{}-{number}.txt\"", id.reference());
    let headers =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, visit.receipt_file(&receipt, &token)).into_response())
}

/// The public keys by which others can check receipts.
pub async fn keys(State(site): State<Site>) -> Json<Value> {
    Json(site.portal.signer.public_keys())
}

/// The page with what was pasted into it, checked. What is no form is nothing pasted.
pub async fn check(
    options: LeptosOptions,
    context: impl Fn() + Clone + Send + Sync + 'static,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let pasted = Request::from_parts(parts.clone(), body).extract::<Form<Pasted>, _>().await;
    let pasted = pasted.map(|Form(pasted)| pasted).unwrap_or_default();
    let context = move || {
        context();
        provide_context(pasted.clone());
    };
    let mut page = Request::from_parts(parts, Body::empty());
    *page.method_mut() = Method::GET;
    render_app_async_with_context(context, move || shell(options.clone()))(page).await
}
