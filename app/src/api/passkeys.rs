//! A member's passkeys, and the ceremonies with them.

use super::{
    caller::Caller,
    entering::{Entered, admit},
    factors::{CHANGES, is_fresh, missing, proven},
    identity::all_right,
    passkey::{PasskeyView, PasskeysView},
};
use crate::{
    domain::{audit::Kind, id::MemberId, time::LocalTime},
    error::{AppError, Fault, Field},
    identity::{
        cookie::{CEREMONY, OFFER},
        passkey,
    },
    portal::zone,
    store::{self, passkey::Passkey},
};

/// The longest name, in characters.
const NAME_MOST: usize = 60;

/// The member's passkeys.
pub(super) async fn list(caller: &Caller) -> Result<PasskeysView, AppError> {
    let member = caller.own(Kind::Credential).await?;
    let zone = zone(&caller.portal.plan.time_zone);
    let view = |Passkey { id, name, added, used, .. }: Passkey| PasskeyView {
        id,
        name,
        added: LocalTime::at(added, &zone),
        used: used.map(|used| LocalTime::at(used, &zone)),
    };
    let list = store::passkey::of_member(&caller.portal.store, &member).await?;
    Ok(PasskeysView { list: list.into_iter().map(view).collect(), is_fresh: is_fresh(caller).await? })
}

/// Begins to add one.
pub(super) async fn begin(caller: &Caller, name: &str) -> Result<String, AppError> {
    let name = name.trim();
    let long = (name.chars().count() > NAME_MOST).then_some(Fault::TooLong);
    all_right([(Field::PasskeyName, missing(name).or(long))])?;
    let member = proven(caller).await?;
    let (options, token) = passkey::begin_adding(&caller.portal, &member, name, caller.now).await?;
    caller.set_cookie(CEREMONY, &token);
    Ok(options)
}

/// Adds the one that the browser has made.
pub(super) async fn add(caller: &Caller, answer: &str) -> Result<(), AppError> {
    let member = proven(caller).await?;
    let store = caller.writes(&member, CHANGES).await?;
    passkey::add(&caller.portal, &store, &member.id, token(caller)?, answer, caller.now).await?;
    caller.clear_cookie(CEREMONY);
    caller.clear_cookie(OFFER);
    Ok(())
}

/// Removes one.
pub(super) async fn remove(caller: &Caller, id: &str) -> Result<(), AppError> {
    let member = proven(caller).await?;
    let store = caller.writes(&member, CHANGES).await?;
    let gone = store::passkey::remove(&store, &member, id, caller.now).await?;
    gone.then_some(()).ok_or(AppError::NotFound)
}

/// Begins to sign somebody on.
pub(super) async fn begin_sign_on(caller: &Caller) -> Result<String, AppError> {
    let (options, token) = passkey::begin_sign_on(&caller.portal, caller.now).await?;
    caller.set_cookie(CEREMONY, &token);
    Ok(options)
}

/// Signs on: no second step is asked for, as the passkey is two. Where others use the computer too, they
/// do so after a proof as well.
pub(super) async fn sign_on(caller: &Caller, answer: &str, shared: bool) -> Result<Entered, AppError> {
    let member = passkey::sign_on(&caller.portal, token(caller)?, answer, caller.now).await?;
    caller.clear_cookie(CEREMONY);
    let shared = shared || caller.is_shared().await?;
    Ok(Entered::On(admit(caller, &member, None, shared).await?))
}

/// Offers one to who has signed on with a password and has none, unless this browser was asked before.
pub(super) async fn offer(caller: &Caller, member: &MemberId) -> Result<(), AppError> {
    let Caller { portal, .. } = caller;
    if portal.passkeys.is_none() || caller.cookie(OFFER).is_some() {
        return Ok(());
    }
    if !store::passkey::is_used(&portal.store, member).await? {
        caller.set_cookie(OFFER, "yes");
    }
    Ok(())
}

/// Whether one is offered.
pub(super) fn is_offered(caller: &Caller) -> bool {
    caller.cookie(OFFER) == Some("yes")
}

fn token(caller: &Caller) -> Result<&str, AppError> {
    caller.cookie(CEREMONY).ok_or_else(|| AppError::field(Field::Passkey, Fault::Wrong))
}
