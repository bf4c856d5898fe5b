//! How long sessions last: longer by each use of them, and never longer than the plan says.

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use super::{hash_of, staff};
use crate::{
    domain::session::{Ended, Left, Session, Span},
    error::AppError,
    portal::Portal,
    store,
};

/// The member's session of a request with these headers, where it goes on. Where the request `is_use`
/// that is written down, once a minute: reading stays cheap. Where the disk has failed it is not, and
/// the member reads all the same.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn open(
    portal: &Portal,
    headers: &HeaderMap,
    is_use: bool,
) -> Result<Option<(String, Session)>, AppError> {
    let Some(hash) = hash_of(portal, headers) else { return Ok(None) };
    let Some(mut session) = store::session::find(&portal.store, &hash).await? else { return Ok(None) };
    let (span, now) = (session.span(portal.plan.sessions), portal.now());
    let touch = store::session::touch(&portal.store, &hash, now);
    let Some(seen) = seen(span, is_use, now, touch).await else { return Ok(None) };
    session.seen = seen;
    Ok(Some((hash, session)))
}

/// When a session was last used, once a request was noted where it `is_use`; `None` where it has ended.
pub(super) async fn seen(
    span: Span,
    is_use: bool,
    now: Timestamp,
    touch: impl Future<Output = Result<(), store::Error>>,
) -> Option<Timestamp> {
    if span.ended(now).is_some() {
        return None;
    }
    if !is_use || !span.is_to_be_noted(now) {
        return Some(span.seen);
    }
    let noted = touch.await;
    if let Err(error) = &noted {
        tracing::warn!(%error, "the use of a session cannot be noted");
    }
    Some(if noted.is_ok() { now } else { span.seen })
}

/// How long whoever is signed on stays so: on the pages of offices first of all their people. Longer
/// where the request `is_use`.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn left(
    portal: &Portal,
    headers: &HeaderMap,
    at_office: bool,
    is_use: bool,
) -> Result<Option<Left>, AppError> {
    if at_office && let Some(session) = staff::open(portal, headers, is_use).await? {
        return Ok(Some(staff::span(portal, &session).left(portal.now())));
    }
    let session = open(portal, headers, is_use).await?;
    Ok(session.map(|(_, session)| session.span(portal.plan.sessions).left(portal.now())))
}

/// Why whoever was signed on is so no more; `None` where they are, or never were.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn ended(portal: &Portal, headers: &HeaderMap, at_office: bool) -> Result<Option<Ended>, AppError> {
    let hash = if at_office { staff::hash_of(portal, headers) } else { hash_of(portal, headers) };
    let Some(hash) = hash else { return Ok(None) };
    let span = match at_office {
        true => {
            let session = store::staff_session::find(&portal.store, &hash).await?;
            session.map(|session| staff::span(portal, &session))
        }
        false => {
            let session = store::session::find(&portal.store, &hash).await?;
            session.map(|session| session.span(portal.plan.sessions))
        }
    };
    Ok(span.map_or(Some(Ended::Elsewhere), |span| span.ended(portal.now())))
}

/// Who changes how they sign on has done so within this time: nobody does it at a desk that was left
/// (OWASP ASVS 5.0, 7.5.1).
const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// Whether a session began a moment ago.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn is_fresh(portal: &Portal, hash: &str, now: Timestamp) -> Result<bool, AppError> {
    let started = store::session::started(&portal.store, hash).await?;
    Ok(started.is_some_and(|started| started + FRESH > now))
}
