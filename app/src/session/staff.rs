//! Which people of offices are signed on. Their cookie, their table and their times are others
//! than members': neither is anything where the other is wanted.

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use super::span::seen;
use crate::{
    domain::{id::StaffId, session::Span, staff::Staff},
    error::AppError,
    identity::{cookie::STAFF, secret},
    portal::Portal,
    store::{self, staff_session::Session},
};

/// Whose request has these headers; `None` when nobody is signed on, or their account has ended.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn staff_of(portal: &Portal, headers: &HeaderMap, is_use: bool) -> Result<Option<Staff>, AppError> {
    let Some(session) = open(portal, headers, is_use).await? else { return Ok(None) };
    let staff = store::staff::find(&portal.store, &session.staff).await?;
    Ok(staff.filter(|staff| staff.ended.is_none()))
}

/// Their session, as [`super::span::open`].
pub(super) async fn open(
    portal: &Portal,
    headers: &HeaderMap,
    is_use: bool,
) -> Result<Option<Session>, AppError> {
    let Some(hash) = hash_of(portal, headers) else { return Ok(None) };
    let (store, now) = (&portal.store, portal.now());
    let Some(mut session) = store::staff_session::find(store, &hash).await? else { return Ok(None) };
    let touch = store::staff_session::touch(store, &hash, now);
    let Some(seen) = seen(span(portal, &session), is_use, now, touch).await else { return Ok(None) };
    session.seen = seen;
    Ok(Some(session))
}

/// When it ends: a desk that nobody uses sooner than a member's own machine, for others pass by it.
pub(super) fn span(portal: &Portal, session: &Session) -> Span {
    let Session { seen, until, .. } = *session;
    Span { seen, until, idle: portal.plan.sessions.idle_at_desk() }
}

/// Signs somebody on; returns the token for the cookie. After a shift it ends, whatever they do.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn start(portal: &Portal, staff: &StaffId, now: Timestamp) -> Result<String, AppError> {
    let token = secret::token()?;
    let until = now + SignedDuration::from_secs(i64::from(STAFF.seconds));
    store::staff_session::start(&portal.store, &secret::hash(&[&token]), staff, now, until).await?;
    Ok(token)
}

/// Signs off, where somebody is signed on.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn end(portal: &Portal, headers: &HeaderMap) -> Result<(), AppError> {
    match hash_of(portal, headers) {
        Some(hash) => Ok(store::staff_session::end(&portal.store, &hash).await?),
        None => Ok(()),
    }
}

pub(super) fn hash_of(portal: &Portal, headers: &HeaderMap) -> Option<String> {
    super::hash_in(STAFF, portal, headers)
}
