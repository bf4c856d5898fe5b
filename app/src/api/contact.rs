//! Changing the e-mail and the phone on file.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::error::AppError;

/// Sends a code to a new e-mail. Whoever asks types their password once more.
#[server(prefix = "/api", endpoint = "change_email")]
pub async fn change_email(
    #[server(default)] email: String,
    #[server(default)] own_password: String,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        contacts, to,
    };
    answer(async {
        contacts::ask(&Caller::here()?, email, own_password).await?;
        to::page("/account/email", &[]);
        Ok(())
    })
    .await
}

/// The new e-mail that waits for its code, masked; `None` where none does.
#[server(prefix = "/api", endpoint = "waiting_email", input = GetUrl)]
pub async fn waiting_email() -> Result<Option<String>, AppError> {
    use super::{
        caller::{Caller, answer},
        contacts,
    };
    answer(async { contacts::waiting(&Caller::here()?).await }).await
}

/// With the code the new e-mail is the member's.
#[server(prefix = "/api", endpoint = "confirm_email")]
pub async fn confirm_email(#[server(default)] code: String) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        contacts, to,
    };
    answer(async {
        contacts::confirm(&Caller::here()?, &code).await?;
        to::page("/account", &[("done", "email")]);
        Ok(())
    })
    .await
}

/// Another phone. Whoever changes it types their password once more.
#[server(prefix = "/api", endpoint = "change_phone")]
pub async fn change_phone(
    #[server(default)] phone: String,
    #[server(default)] own_password: String,
) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        contacts, to,
    };
    answer(async {
        contacts::change_phone(&Caller::here()?, phone, own_password).await?;
        to::page("/account", &[("done", "phone")]);
        Ok(())
    })
    .await
}
