//! Where somebody is signed on, and how long they stay so.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        browser::Browser,
        id::SessionId,
        session::{Ended, Left},
        time::LocalTime,
    },
    error::AppError,
};

/// A place where the member is signed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// What stands for it in forms of the one that asks.
    pub id: SessionId,
    /// In which browser.
    pub browser: Browser,
    /// Since when, on the plan's clock.
    pub started: LocalTime,
    /// When it was last used, to a minute or so.
    pub seen: LocalTime,
    /// On a computer that others use too.
    pub shared: bool,
    /// The one that asks.
    pub current: bool,
}

/// How long whoever is signed on stays so; `None` when nobody is. Pages of offices ask for their
/// people first. To ask is no use: the session does not last longer by it.
#[server(prefix = "/api", endpoint = "session_left", input = GetUrl)]
pub async fn session_left(at_office: bool) -> Result<Option<Left>, AppError> {
    use super::caller::{Caller, answer};
    answer(async { Caller::here()?.session_left(at_office).await }).await
}

/// Somebody has touched the page, or says that they are here: the session lasts longer by it.
#[server(prefix = "/api", endpoint = "stay_signed_on")]
pub async fn stay_signed_on(#[server(default)] at_office: bool) -> Result<Option<Left>, AppError> {
    use super::caller::{Caller, answer};
    answer(async { Caller::here()?.session_left(at_office).await }).await
}

/// Why whoever was signed on is so no more; `None` where they are, or never were.
#[server(prefix = "/api", endpoint = "why_signed_off", input = GetUrl)]
pub async fn why_signed_off(at_office: bool) -> Result<Option<Ended>, AppError> {
    use super::caller::{Caller, answer};
    answer(async {
        let Caller { portal, headers, .. } = Caller::here()?;
        crate::session::span::ended(&portal, &headers, at_office).await
    })
    .await
}

/// Where the member is signed on, the newest first.
#[server(prefix = "/api", endpoint = "list_sessions", input = GetUrl)]
pub async fn list_sessions() -> Result<Vec<SessionView>, AppError> {
    use super::{
        caller::{Caller, answer},
        sessions,
    };
    answer(async { sessions::list(&Caller::here()?).await }).await
}

/// Signs off everywhere but here.
#[server(prefix = "/api", endpoint = "end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        to,
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let signed_on = caller.signed_on(Kind::Sessions).await?;
        let store = &caller.portal.store;
        crate::store::session::end_others(store, &signed_on.member, &signed_on.hash).await?;
        to::page("/account", &[("done", "sessions")]);
        Ok(())
    })
    .await
}

/// Ends one of the member's sessions, also this one.
#[server(prefix = "/api", endpoint = "end_session")]
pub async fn end_session(id: SessionId) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        sessions, to,
    };
    answer(async {
        match sessions::end(&Caller::here()?, &id).await? {
            true => to::page("/", &[]),
            false => to::page("/account", &[("done", "session")]),
        }
        Ok(())
    })
    .await
}
