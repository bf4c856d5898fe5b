//! Passkeys: adding, listing and removing them, and signing on with one. What browser and server say to
//! each other is JSON that webauthn-rs writes and reads.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{domain::time::LocalTime, error::AppError};

/// A passkey of the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyView {
    /// Which.
    pub id: String,
    /// What they call it.
    pub name: String,
    /// Since when, on the plan's clock.
    pub added: LocalTime,
    /// When it was last used.
    pub used: Option<LocalTime>,
}

/// The passkeys of the member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeysView {
    /// The oldest first.
    pub list: Vec<PasskeyView>,
    /// Signed on a moment ago: they can be changed.
    pub is_fresh: bool,
}

/// The passkeys of the member.
#[server(prefix = "/api", endpoint = "list_passkeys", input = GetUrl)]
pub async fn list_passkeys() -> Result<PasskeysView, AppError> {
    use super::{
        caller::{Caller, answer},
        passkeys,
    };
    answer(async { passkeys::list(&Caller::here()?).await }).await
}

/// Begins to add a passkey of that name: answers what the browser is to be asked for.
#[server(prefix = "/api", endpoint = "begin_passkey")]
pub async fn begin_passkey(#[server(default)] passkey_name: String) -> Result<String, AppError> {
    use super::{
        caller::{Caller, answer},
        passkeys,
    };
    answer(async { passkeys::begin(&Caller::here()?, &passkey_name).await }).await
}

/// Adds the passkey that the browser has made.
#[server(prefix = "/api", endpoint = "add_passkey")]
pub async fn add_passkey(#[server(default)] passkey: String) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        passkeys, to,
    };
    answer(async {
        passkeys::add(&Caller::here()?, &passkey).await?;
        to::page("/account/passkeys", &[("done", "added")]);
        Ok(())
    })
    .await
}

/// Removes a passkey of the member.
#[server(prefix = "/api", endpoint = "remove_passkey")]
pub async fn remove_passkey(#[server(default)] id: String) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        passkeys, to,
    };
    answer(async {
        passkeys::remove(&Caller::here()?, &id).await?;
        to::page("/account/passkeys", &[("done", "removed")]);
        Ok(())
    })
    .await
}

/// Does not offer a passkey in this browser for some time, then goes to the appointments.
#[server(prefix = "/api", endpoint = "decline_passkey")]
pub async fn decline_passkey() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        to,
    };
    use crate::identity::cookie::NOT_NOW;
    answer(async {
        Caller::here()?.set_cookie(NOT_NOW, "no");
        to::page("/appointments", &[]);
        Ok(())
    })
    .await
}

/// Begins to sign somebody on with a passkey: answers what the browser is to be asked for.
#[server(prefix = "/api", endpoint = "begin_passkey_sign_on")]
pub async fn begin_passkey_sign_on() -> Result<String, AppError> {
    use super::{
        caller::{Caller, answer},
        passkeys,
    };
    answer(async { passkeys::begin_sign_on(&Caller::here()?).await }).await
}

/// Signs on with what the browser has answered, then goes to `next` or to the appointments. Answers as
/// `sign_on` does.
#[server(prefix = "/api", endpoint = "passkey_sign_on")]
pub async fn passkey_sign_on(
    #[server(default)] passkey: String,
    #[server(default)] next: Option<String>,
    #[server(default)] shared: bool,
) -> Result<Option<bool>, AppError> {
    use super::{
        caller::{Caller, answer},
        passkeys,
    };
    answer(async { Ok(passkeys::sign_on(&Caller::here()?, &passkey, shared).await?.lead(next.as_deref())) })
        .await
}
