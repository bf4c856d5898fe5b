//! From a right password to a session, with or without a second step, and back.

use super::{
    caller::{Caller, append_cookie},
    passkeys, to,
};
use crate::{
    domain::{
        actor::Actor,
        audit::{Access, Action, Kind},
        id::MemberId,
        right::Personal,
    },
    error::AppError,
    identity::{
        cookie::{
            self, AUTHENTICATOR, CEREMONY, DEVICE, EMERGENCY, OFFER, RECOVERY, SECOND_STEP, SESSION, TYPED,
        },
        second_step, secret,
    },
    session::{self, Arrival},
    store::{self, credential::Password},
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

/// Lets a member in whose password was right: at once, or to their second step. `password` is one
/// that they have chosen now; `shared` where others use the computer too.
pub(super) async fn enter(
    caller: &Caller,
    member: &MemberId,
    password: Option<Password>,
    shared: bool,
) -> Result<Entered, AppError> {
    let Caller { portal, now, .. } = caller;
    if !second_step::is_on(portal, member).await? {
        if !shared {
            passkeys::offer(caller, member).await?;
        }
        return Ok(Entered::On(admit(caller, member, password, shared).await?));
    }
    let token = second_step::begin(portal, member, password, shared, *now).await?;
    caller.clear_cookie(TYPED);
    caller.set_cookie(SECOND_STEP, &token);
    Ok(Entered::Half)
}

/// Signs a member on who has proved all that is asked for. A password that they have chosen is theirs
/// from now on. The session of before ends: a token is never used for two sign-ons.
#[expect(clippy::disallowed_methods, reason = "they have just proved who they are")]
pub(super) async fn admit(
    caller: &Caller,
    member: &MemberId,
    password: Option<Password>,
    shared: bool,
) -> Result<Option<bool>, AppError> {
    let Caller { portal, now, .. } = caller;
    if let Some(password) = password {
        let what = (Action::Update, Kind::Credential);
        let store = portal.store.audited(Access::new(*now, Actor::Member, member.clone(), what));
        store::credential::change(&store, member, &password, *now).await?;
    }
    begin(caller, member, shared).await
}

/// The browser holds a session from now on, and the language of the account with it: for as long, as
/// others may use the browser too. What somebody chose here by hand stays, on a computer that is
/// `shared` until the browser is closed.
async fn begin(caller: &Caller, member: &MemberId, shared: bool) -> Result<Option<bool>, AppError> {
    let Caller { portal, now, .. } = caller;
    portal.store.note_access(Access::read(*now, Actor::Member, member.clone(), Kind::SignOn)).await?;
    end_session(caller).await?;
    let chosen = caller.chosen_language();
    let of_account = language_of_account(caller, member).await?.filter(|_| chosen.is_none());
    let known = caller.cookie(DEVICE).map(str::to_owned);
    let device = known.map_or_else(secret::token, Ok)?;
    let arrival = Arrival { browser: caller.browser(), shared, device: Some(&device) };
    let session = SESSION.lasting(portal.plan.sessions.absolute()).passing(shared);
    caller.clear_cookie(TYPED);
    caller.set_cookie(session, &session::start(portal, member, arrival, *now).await?);
    if !shared {
        caller.set_cookie(DEVICE, &device);
    }
    if let Some(spanish) = of_account.or(chosen.filter(|_| shared)) {
        let seconds = (!shared).then_some(session.seconds);
        append_cookie(&cookie::language(spanish, seconds, portal.secure_cookies));
    }
    Ok(of_account)
}

/// The language of the account. Whoever has none and comes by pages in Spanish keeps Spanish: letters
/// come as the pages do.
#[expect(clippy::disallowed_methods, reason = "they have just proved who they are")]
async fn language_of_account(caller: &Caller, member: &MemberId) -> Result<Option<bool>, AppError> {
    let found = store::member::find(&caller.portal.store, member).await?;
    let Some(member) = found.map(Personal::granted) else { return Ok(None) };
    if member.spanish.is_some() || !caller.shows_spanish() {
        return Ok(member.spanish);
    }
    let store = caller.writes_own(&member, (Action::Update, Kind::Details));
    store::member::choose_language(&store, &member, true).await?;
    Ok(Some(true))
}

/// Signs off, where somebody is signed on. On a computer that others use too nothing stays.
pub(super) async fn sign_off(caller: &Caller) -> Result<(), AppError> {
    caller.maybe_signed_on(Kind::SignOff).await?;
    if caller.is_shared().await? {
        append_cookie(&cookie::language(false, Some(0), caller.portal.secure_cookies));
        caller.clear_cookie(EMERGENCY);
    }
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
