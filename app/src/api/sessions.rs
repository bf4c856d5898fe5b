//! The sessions of a member as their account shows them.

use super::{caller::Caller, entering, session::SessionView};
use crate::{
    domain::{audit::Kind, id::SessionId, time::LocalTime},
    error::AppError,
    portal::{Portal, zone},
    session::SignedOn,
    store::{self, session::Hashed},
};

/// Where the member is signed on, the newest first.
pub(super) async fn list(caller: &Caller) -> Result<Vec<SessionView>, AppError> {
    let signed_on = caller.signed_on(Kind::Sessions).await?;
    let zone = zone(&caller.portal.plan.time_zone);
    let view = |Hashed { hash, session }: Hashed| SessionView {
        id: signed_on.session_id(&hash),
        browser: session.browser,
        started: LocalTime::at(session.started, &zone),
        seen: LocalTime::at(session.seen, &zone),
        shared: session.shared,
        current: hash == signed_on.hash,
    };
    Ok(open(caller, signed_on).await?.into_iter().map(view).collect())
}

/// Ends one of them; whether it was the one that asks.
pub(super) async fn end(caller: &Caller, id: &SessionId) -> Result<bool, AppError> {
    let signed_on = caller.signed_on(Kind::Sessions).await?;
    let mut sessions = open(caller, signed_on).await?.into_iter();
    let found = sessions.find(|session| signed_on.session_id(&session.hash) == *id);
    let Hashed { hash, .. } = found.ok_or(AppError::NotFound)?;
    let is_this = hash == signed_on.hash;
    match is_this {
        true => entering::sign_off(caller).await?,
        false => store::session::end(&caller.portal.store, &hash).await?,
    }
    Ok(is_this)
}

/// Those that go on.
async fn open(caller: &Caller, signed_on: &SignedOn) -> Result<Vec<Hashed>, AppError> {
    let Caller { portal: Portal { store, plan, .. }, now, .. } = caller;
    let mut sessions = store::session::of_member(store, &signed_on.member, *now).await?;
    sessions.retain(|Hashed { session, .. }| session.span(plan.sessions).ended(*now).is_none());
    Ok(sessions)
}
