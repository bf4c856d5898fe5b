//! From a right password to a session, with or without a second step, and back.

use super::{
    caller::{Caller, append_cookie},
    passkeys, to,
};
use crate::{
    domain::id::MemberId,
    error::AppError,
    identity::{
        cookie::{self, AUTHENTICATOR, CEREMONY, OFFER, RECOVERY, SECOND_STEP, SESSION, TYPED},
        second_step, secret,
    },
    session, store,
};

/// How far somebody has come.
pub(super) enum Entered {
    /// They are signed on. Whether pages go on in Spanish; `None` when the language stays as it is.
    On(Option<bool>),
    /// Their second step is to come.
    Half,
}

impl Entered {
    /// Leads to the page that they wanted, or to the second step before. Answers as `sign_on` does.
    pub(super) fn lead(self, next: Option<&str>) -> Option<bool> {
        match self {
            Self::On(spanish) => {
                to::wanted(next, "/appointments");
                spanish
            }
            Self::Half => {
                to::page("/sign-on/code", &[("next", next.unwrap_or_default())]);
                None
            }
        }
    }
}

/// Lets a member in whose password was right: at once, or to their second step. `password` is the hash
/// of one that they have chosen now.
pub(super) async fn enter(
    caller: &Caller,
    member: &MemberId,
    password: Option<String>,
) -> Result<Entered, AppError> {
    let Caller { portal, now, .. } = caller;
    if !second_step::is_on(portal, member).await? {
        passkeys::offer(caller, member).await?;
        return Ok(Entered::On(admit(caller, member, password).await?));
    }
    let token = second_step::begin(portal, member, password, *now).await?;
    caller.clear_cookie(TYPED);
    caller.set_cookie(SECOND_STEP, &token);
    Ok(Entered::Half)
}

/// Signs a member on who has proved all that is asked for. A password that they have chosen is theirs
/// from now on. The session of before ends: a token is never used for two sign-ons.
pub(super) async fn admit(
    caller: &Caller,
    member: &MemberId,
    password: Option<String>,
) -> Result<Option<bool>, AppError> {
    let Caller { portal, now, .. } = caller;
    if let Some(hash) = password {
        store::credential::change(&portal.store, member, &hash, *now).await?;
    }
    end_session(caller).await?;
    let session = session::start(portal, member, *now).await?;
    begin(caller, &session).await
}

/// The browser holds the session from now on, and the language of the account with it: for as
/// long, as others may use the browser too. What somebody chose here by hand stays.
async fn begin(caller: &Caller, session: &str) -> Result<Option<bool>, AppError> {
    let Caller { portal, now, headers, .. } = caller;
    caller.clear_cookie(TYPED);
    caller.set_cookie(SESSION, session);
    if cookie::has_language(headers) {
        return Ok(None);
    }
    let found = store::session::find(&portal.store, &secret::hash(&[session]), *now).await?;
    let spanish = found.and_then(|(member, _)| member.spanish);
    if let Some(spanish) = spanish {
        append_cookie(&cookie::language(spanish, SESSION.seconds, portal.secure_cookies));
    }
    Ok(spanish)
}

/// Signs off, where somebody is signed on.
pub(super) async fn sign_off(caller: &Caller) -> Result<(), AppError> {
    end_session(caller).await?;
    caller.clear_cookie(SESSION);
    if passkeys::is_offered(caller) {
        caller.clear_cookie(OFFER);
    }
    let begun = [SECOND_STEP, AUTHENTICATOR, RECOVERY, CEREMONY].into_iter();
    begun.filter(|cookie| caller.cookie(*cookie).is_some()).for_each(|cookie| caller.clear_cookie(cookie));
    Ok(())
}

async fn end_session(caller: &Caller) -> Result<(), AppError> {
    match session::hash_of(&caller.portal, &caller.headers) {
        Some(hash) => Ok(store::session::end(&caller.portal.store, &hash).await?),
        None => Ok(()),
    }
}
