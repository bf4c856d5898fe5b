//! What a member has turned on beside their password. Whoever changes it has signed on a moment ago.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// An authenticator and recovery codes, as they are shown once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorView {
    /// The secret of the authenticator, to be typed where no camera reads it.
    pub secret: String,
    /// The address that an app reads, as a picture: how wide it is, and what is dark in it.
    pub picture: (usize, String),
    /// Codes for days without the authenticator.
    pub recovery: Vec<String>,
}

/// What is asked for beside a member's password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecondFactorView {
    /// Whether anything is.
    pub is_on: bool,
    /// How many recovery codes were not used yet.
    pub recovery_left: usize,
    /// Signed on a moment ago: it can be changed.
    pub is_fresh: bool,
    /// The password is good enough beside it only.
    pub is_short: bool,
    /// An authenticator that is being set up.
    pub offered: Option<FactorView>,
    /// Recovery codes that are not used yet, and shown to be written down.
    pub recovery: Option<Vec<String>>,
}

/// What is asked for beside the member's password.
#[server(name = FindSecondFactor, prefix = "/api", endpoint = "second_factor", input = GetUrl)]
pub async fn second_factor() -> Result<SecondFactorView, AppError> {
    use super::{
        caller::{Caller, answer},
        factors,
    };
    answer(async { factors::view(&Caller::here()?).await }).await
}

/// Proves once more who is signed on, then goes to `next`. Answers as `sign_on` does.
#[server(prefix = "/api", endpoint = "prove_again")]
pub async fn prove_again(
    #[server(default)] current_password: String,
    #[server(default)] next: Option<String>,
) -> Result<Option<bool>, AppError> {
    use super::{
        caller::{Caller, answer},
        factors,
    };
    answer(async { Ok(factors::prove(&Caller::here()?, current_password).await?.lead(next.as_deref())) })
        .await
}

/// Begins to set up an authenticator.
#[server(prefix = "/api", endpoint = "begin_authenticator")]
pub async fn begin_authenticator() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        factors, to,
    };
    use crate::identity::cookie::AUTHENTICATOR;
    answer(async {
        factors::begin(&Caller::here()?, AUTHENTICATOR).await?;
        to::page("/account/second-step", &[]);
        Ok(())
    })
    .await
}

/// Sets no authenticator up and makes no new codes: all is as it was.
#[server(prefix = "/api", endpoint = "leave_second_step")]
pub async fn leave_second_step() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        factors, to,
    };
    answer(async {
        factors::leave(&Caller::here()?).await?;
        to::page("/account/second-step", &[]);
        Ok(())
    })
    .await
}

/// Turns the second step on.
#[server(prefix = "/api", endpoint = "turn_on_second_step")]
pub async fn turn_on_second_step(#[server(default)] one_time: String) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        factors, to,
    };
    answer(async {
        factors::turn_on(&Caller::here()?, &one_time).await?;
        to::page("/account/second-step", &[("done", "on")]);
        Ok(())
    })
    .await
}

/// Makes new recovery codes, to be written down first.
#[server(prefix = "/api", endpoint = "begin_recovery_codes")]
pub async fn begin_recovery_codes() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        factors, to,
    };
    use crate::identity::cookie::RECOVERY;
    answer(async {
        factors::begin(&Caller::here()?, RECOVERY).await?;
        to::page("/account/second-step", &[]);
        Ok(())
    })
    .await
}

/// Uses the new recovery codes from now on.
#[server(prefix = "/api", endpoint = "renew_recovery_codes")]
pub async fn renew_recovery_codes() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        factors, to,
    };
    answer(async {
        factors::renew_recovery(&Caller::here()?).await?;
        to::page("/account/second-step", &[("done", "recovery")]);
        Ok(())
    })
    .await
}

/// Turns the second step off.
#[server(prefix = "/api", endpoint = "turn_off_second_step")]
pub async fn turn_off_second_step() -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        factors, to,
    };
    answer(async {
        factors::turn_off(&Caller::here()?).await?;
        to::page("/account/second-step", &[("done", "off")]);
        Ok(())
    })
    .await
}
