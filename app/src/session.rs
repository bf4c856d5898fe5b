//! Which member is signed on. The cookie holds a token by chance, the database its hash.

pub mod staff;

use axum::http::HeaderMap;
use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{id::MemberId, member::Member},
    error::AppError,
    identity::{cookie::SESSION, secret},
    portal::Portal,
    store,
};

/// The member whose request has these headers; `None` when nobody is signed on.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn member_of(portal: &Portal, headers: &HeaderMap) -> Result<Option<Member>, AppError> {
    match hash_of(portal, headers) {
        Some(hash) => Ok(store::session::member(&portal.store, &hash, portal.now()).await?),
        None => Ok(None),
    }
}

/// What the database keeps of the session whose request has these headers.
pub fn hash_of(portal: &Portal, headers: &HeaderMap) -> Option<String> {
    SESSION
        .read(headers, portal.secure_cookies)
        .filter(|token| !token.is_empty())
        .map(|token| secret::hash(&[token]))
}

/// Signs a member on; returns the token for the cookie.
///
/// # Errors
/// `Unexpected` when the store fails.
pub async fn start(portal: &Portal, member: &MemberId, now: Timestamp) -> Result<String, AppError> {
    let token = secret::token()?;
    let until = now + SignedDuration::from_secs(i64::from(SESSION.seconds));
    store::session::start(&portal.store, &secret::hash(&[&token]), member, now, until).await?;
    Ok(token)
}
