//! The sessions of a member as their account shows them.

use super::{caller::Caller, session::SessionView};
use crate::{
    domain::time::LocalTime,
    error::AppError,
    portal::{Portal, zone},
    store::{self, session::Hashed},
};

/// Where the member is signed on, the newest first.
pub(super) async fn list(caller: &Caller) -> Result<Vec<SessionView>, AppError> {
    let signed_on = caller.signed_on().await?;
    let Caller { portal: Portal { store, plan, .. }, now, .. } = caller;
    let zone = zone(&plan.time_zone);
    let mut sessions = store::session::of_member(store, &signed_on.member.id, *now).await?;
    sessions.retain(|Hashed { session, .. }| session.span(plan.sessions).ended(*now).is_none());
    let view = |Hashed { hash, session }: Hashed| SessionView {
        started: LocalTime::at(session.started, &zone),
        current: hash == signed_on.hash,
    };
    Ok(sessions.into_iter().map(view).collect())
}
