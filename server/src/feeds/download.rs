//! `/account/download.json`: all that is held about a member, for themself, as a file for programs.

mod bundle;
mod resource;

use app::{
    domain::{audit::Kind, member::Member, record::Held},
    error::AppError,
    portal::unexpected,
    record,
    session::SignedOn,
};
use axum::{
    extract::{Request, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::to_member;
use crate::site::Site;

/// Answers to the member themself: nobody takes it for somebody else.
pub async fn answer(State(site): State<Site>, request: Request) -> Response {
    to_member(&site, request, async |signed_on, member| file(&site, signed_on, &member).await).await
}

async fn file(site: &Site, signed_on: &SignedOn, member: &Member) -> Result<Response, AppError> {
    let own = signed_on.own()?;
    signed_on.note(&site.portal, Kind::Download).await?;
    let held = record::held(&site.portal, &own).await?;
    let language = Member { spanish: member.spanish, ..held.member.clone() };
    let text = serde_json::to_vec_pretty(&whole(&held, &language)).map_err(|error| unexpected(&error))?;
    let name = format!("attachment; filename=\"my-record-{}.json\"", held.at.date());
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

/// What FHIR has resources for is a Bundle; the rest stands beside it.
fn whole(held: &Held, language: &Member) -> Value {
    let Held { at, signing_on, holds, wishes, drafts, gatherings, sessions, has_older_accesses, .. } = held;
    json!({
        "at": at,
        "language": if language.reads_spanish() { "es" } else { "en" },
        "bundle": bundle::of(held),
        "others": {
            "signing_on": signing_on,
            "holds": holds,
            "wishes": wishes,
            "drafts": drafts,
            "gatherings": gatherings,
            "sessions": sessions,
            "has_older_accesses": has_older_accesses,
        },
    })
}

#[cfg(test)]
mod tests;
