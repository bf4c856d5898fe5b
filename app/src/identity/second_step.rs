//! The second step of a sign-on whose password was right: until it is taken nobody is signed on, and
//! nothing is changed.

use jiff::{SignedDuration, Timestamp};

use super::{cookie, second_factor, secret};
use crate::{
    domain::id::MemberId,
    error::AppError,
    portal::Portal,
    store::{self, credential::Password, second_factor::Holder, second_step::Waiting},
};

/// Whether a member has turned a second step on.
///
/// # Errors
/// Those of the store.
pub async fn is_on(portal: &Portal, member: &MemberId) -> Result<bool, AppError> {
    Ok(store::second_factor::find(&portal.store, Holder::Member(member)).await?.is_some())
}

/// Begins to wait for it; returns the token for the cookie. `password` is a new one,
/// where that waits too.
///
/// # Errors
/// Those of the store.
pub async fn begin(
    portal: &Portal,
    member: &MemberId,
    password: Option<Password>,
    shared: bool,
    now: Timestamp,
) -> Result<String, AppError> {
    let token = secret::token()?;
    let waiting = Waiting { member: member.clone(), password, shared, code: None, until: until(now) };
    store::second_step::start(&portal.store, &secret::hash(&[&token]), &waiting).await?;
    Ok(token)
}

/// The sign-on that waits under a token; `None` once it has ended.
///
/// # Errors
/// Those of the store.
pub async fn waiting(portal: &Portal, token: &str, now: Timestamp) -> Result<Option<Waiting>, AppError> {
    Ok(store::second_step::find(&portal.store, &secret::hash(&[token]), now).await?)
}

/// Sends a code to the e-mail on file: the last resort. Not for who has registered again: with a
/// code by e-mail, which is the same proof once more.
///
/// # Errors
/// `NotFound` for those; those of the store.
pub async fn mail(portal: &Portal, token: &str, waiting: Waiting, now: Timestamp) -> Result<(), AppError> {
    if waiting.password.is_some() {
        return Err(AppError::NotFound);
    }
    let code = secret::code()?;
    let hashed = Some(secret::hash(&[token, &code]));
    let waiting = Waiting { code: hashed, until: until(now), ..waiting };
    Ok(store::second_step::mail(&portal.store, &secret::hash(&[token]), &waiting, &code, now).await?)
}

/// Ends it by a code of the authenticator, a recovery code, or the one by e-mail. Whether that was right.
///
/// # Errors
/// `SignOn` where nothing is asked for any more; those of the store.
pub async fn finish(
    portal: &Portal,
    token: &str,
    waiting: &Waiting,
    code: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    let (store, hash, holder) = (&portal.store, secret::hash(&[token]), Holder::Member(&waiting.member));
    let by_mail = secret::hash(&[token, code]);
    if waiting.code.as_ref() == Some(&by_mail) {
        return Ok(store::second_step::end_by_mail(store, &hash, &waiting.member, &by_mail, now).await?);
    }
    // Who turned it off meanwhile, in another browser, has nothing to take a code from.
    let factor = store::second_factor::find(store, holder).await?.ok_or(AppError::SignOn)?;
    let right = second_factor::take(store, holder, &factor, code, now).await?;
    Ok(right && store::second_step::end(store, &hash).await?)
}

fn until(now: Timestamp) -> Timestamp {
    now + SignedDuration::from_secs(i64::from(cookie::SECOND_STEP.seconds))
}
