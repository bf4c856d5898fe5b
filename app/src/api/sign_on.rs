//! Registering and signing on (Brief B8).

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{domain::time::LocalTime, error::AppError};

/// What was typed before an error, for browsers without JavaScript; never a password or a code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The number on the card.
    pub number: String,
    /// The name of somebody of an office.
    pub name: String,
    /// Last name.
    pub family: String,
    /// Day of birth.
    pub day: String,
    /// Month of birth.
    pub month: String,
    /// Year of birth.
    pub year: String,
}

/// A place where the member is signed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Since when, on the plan's clock.
    pub started: LocalTime,
    /// The one that asks.
    pub current: bool,
}

/// First step of registering: sends a code to the e-mail on file, where there is such a
/// member. The answer is the same where there is none.
#[server(prefix = "/api", endpoint = "register")]
pub async fn register(
    #[server(default)] number: String,
    #[server(default)] day: String,
    #[server(default)] month: String,
    #[server(default)] year: String,
    #[server(default)] family: String,
    #[server(default)] next: Option<String>,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        identity, to,
    };
    answer(async {
        let caller = Caller::here()?;
        let typed = Typed { number, family, day, month, year, name: String::new() };
        identity::register(&caller, &typed).await?;
        to::page("/register/code", &[("next", next.as_deref().unwrap_or_default())]);
        Ok(())
    })
    .await
}

/// Second step: the code, and the password to sign on with from now on. Answers as [`sign_on`] does.
#[server(prefix = "/api", endpoint = "confirm_registration")]
pub async fn confirm_registration(
    #[server(default)] code: String,
    #[server(default)] password: String,
    #[server(default)] next: Option<String>,
) -> Result<Option<bool>, AppError> {
    use super::{
        caller::{Caller, answer},
        identity,
    };
    answer(async {
        let caller = Caller::here()?;
        Ok(identity::confirm(&caller, &code, password).await?.lead(next.as_deref()))
    })
    .await
}

/// Signs on, then goes to `next` or to the appointments; to the second step first, where the member has
/// turned one on. Answers whether pages go on in Spanish, the
/// language of the account; `None` when they stay as they are: nothing is known of the account, or a
/// language was chosen in this browser.
#[server(prefix = "/api", endpoint = "sign_on")]
pub async fn sign_on(
    #[server(default)] number: String,
    #[server(default)] password: String,
    #[server(default)] next: Option<String>,
) -> Result<Option<bool>, AppError> {
    use super::{
        caller::{Caller, answer},
        identity,
    };
    answer(async {
        let caller = Caller::here()?;
        Ok(identity::sign_on(&caller, number, password).await?.lead(next.as_deref()))
    })
    .await
}

/// Signs off, then goes home.
#[server(prefix = "/api", endpoint = "sign_off")]
pub async fn sign_off() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        entering, to,
    };
    answer(async {
        entering::sign_off(&Caller::here()?).await?;
        to::page("/", &[]);
        Ok(())
    })
    .await
}

/// What was typed before an error; empty when there was none.
#[server(name = FindTyped, prefix = "/api", endpoint = "typed", input = GetUrl)]
pub async fn typed() -> Result<Typed, AppError> {
    use super::{
        caller::{Caller, answer},
        identity,
    };
    answer(async { Ok(identity::typed(&Caller::here()?)) }).await
}

/// Where the member is signed on, the newest first.
#[server(prefix = "/api", endpoint = "list_sessions", input = GetUrl)]
pub async fn list_sessions() -> Result<Vec<SessionView>, AppError> {
    use super::caller::{Caller, answer};
    use crate::{portal::zone, session, store};
    answer(async {
        let caller = Caller::here()?;
        let member = &caller.signed_on().await?.member;
        let Caller { portal, now, headers, .. } = &caller;
        let (current, zone) = (session::hash_of(portal, headers), zone(&portal.plan.time_zone));
        let sessions = store::session::of_member(&portal.store, &member.id, *now).await?.into_iter();
        let view = |session: store::session::Session| SessionView {
            started: LocalTime::at(session.started, &zone),
            current: current.as_ref() == Some(&session.hash),
        };
        Ok(sessions.map(view).collect())
    })
    .await
}

/// Signs off everywhere but here.
#[server(prefix = "/api", endpoint = "end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        to,
    };
    use crate::{session, store};
    answer(async {
        let caller = Caller::here()?;
        let member = &caller.signed_on().await?.member;
        let current = session::hash_of(&caller.portal, &caller.headers).ok_or(AppError::SignOn)?;
        store::session::end_others(&caller.portal.store, &member.id, &current).await?;
        to::page("/account", &[("done", "sessions")]);
        Ok(())
    })
    .await
}
