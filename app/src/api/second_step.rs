//! The second step of signing on, once the password was right.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A sign-on that waits for its second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStepView {
    /// A code by e-mail can stand in.
    pub by_mail: bool,
    /// One is on its way.
    pub mailed: bool,
}

/// The sign-on that waits in this browser; `None` where none does.
#[server(name = FindSecondStep, prefix = "/api", endpoint = "second_step", input = GetUrl)]
pub async fn second_step() -> Result<Option<SecondStepView>, AppError> {
    use super::{
        caller::{Caller, answer},
        factors,
    };
    answer(async { factors::waiting(&Caller::here()?).await }).await
}

/// Takes the second step: a code of the authenticator, a recovery code, or the one by e-mail. Answers as
/// `sign_on` does.
#[server(prefix = "/api", endpoint = "take_second_step")]
pub async fn take_second_step(
    #[server(default)] one_time: String,
    #[server(default)] next: Option<String>,
) -> Result<Option<bool>, AppError> {
    use super::{
        caller::{Caller, answer},
        factors,
    };
    answer(async { Ok(factors::take(&Caller::here()?, &one_time).await?.lead(next.as_deref())) }).await
}

/// Sends a code to the e-mail on file, for who has neither the authenticator nor a recovery code.
#[server(prefix = "/api", endpoint = "mail_second_step")]
pub async fn mail_second_step(#[server(default)] next: Option<String>) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        factors, to,
    };
    answer(async {
        factors::mail(&Caller::here()?).await?;
        to::page("/sign-on/code", &[("next", next.as_deref().unwrap_or_default())]);
        Ok(())
    })
    .await
}
