//! Which people of offices are signed on. Their cookie, their table and their times are others
//! than members': neither is anything where the other is wanted.

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{id::StaffId, staff::Staff},
    error::AppError,
    identity::{cookie::STAFF, secret},
    portal::Portal,
    store,
};

/// A desk that nobody has used for so long is signed off: others pass by it.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How exactly is known when somebody was last there: not every look is written down.
const NOTED: SignedDuration = SignedDuration::from_mins(1);

/// Whose request has these headers; `None` when nobody is signed on, or their account has ended.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn staff_of(portal: &Portal, headers: &HeaderMap) -> Result<Option<Staff>, AppError> {
    let Some(hash) = hash_of(portal, headers) else { return Ok(None) };
    let (store, now) = (&portal.store, portal.now());
    let Some(session) = store::staff_session::find(store, &hash, now, IDLE).await? else { return Ok(None) };
    if session.seen + NOTED <= now {
        store::staff_session::touch(store, &hash, now).await?;
    }
    let staff = store::staff::find(store, &session.staff).await?;
    Ok(staff.filter(|staff| staff.ended.is_none()))
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

fn hash_of(portal: &Portal, headers: &HeaderMap) -> Option<String> {
    let token = STAFF.read(headers, portal.secure_cookies).filter(|token| !token.is_empty())?;
    Some(secret::hash(&[token]))
}
