//! Registering and signing on (Brief B8).

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

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
    /// A new e-mail.
    pub email: String,
    /// A new phone.
    pub phone: String,
    /// Why a record is needed in an emergency.
    pub reason: String,
    /// Others use the computer too.
    pub shared: bool,
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
        let typed = Typed { number, family, day, month, year, ..Typed::default() };
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
    #[server(default)] shared: bool,
    #[server(default)] next: Option<String>,
) -> Result<Option<bool>, AppError> {
    use super::{
        caller::{Caller, answer},
        identity,
    };
    answer(async {
        let caller = Caller::here()?;
        Ok(identity::confirm(&caller, &code, password, shared).await?.lead(next.as_deref()))
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
    #[server(default)] shared: bool,
    #[server(default)] next: Option<String>,
) -> Result<Option<bool>, AppError> {
    use super::{
        caller::{Caller, answer},
        identity,
    };
    answer(async {
        let caller = Caller::here()?;
        Ok(identity::sign_on(&caller, number, password, shared).await?.lead(next.as_deref()))
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
