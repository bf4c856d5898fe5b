//! Closing the account.

use leptos::prelude::*;

use crate::error::AppError;

/// Closes the account of the member who is signed on, by its password once more. Appointments stay.
#[server(prefix = "/api", endpoint = "close_account")]
pub async fn close_account(#[server(default)] password: String) -> Result<(), AppError> {
    use super::{
        caller::{Caller, answer},
        identity::{all_right, check_password},
        to,
    };
    use crate::{
        domain::audit::{Action, Kind},
        error::{Fault, Field},
        identity::cookie::SESSION,
        store,
    };
    answer(async {
        let caller = Caller::here()?;
        let member = caller.own(Kind::Account).await?;
        all_right([(Field::Password, password.is_empty().then_some(Fault::Missing))])?;
        check_password(&caller, &member.number, password).await?;
        let store = caller.writes(&member, (Action::Delete, Kind::Account)).await?;
        let released = store::account::close(&store, &member, caller.now).await?;
        caller.portal.note_released(released).await;
        caller.clear_cookie(SESSION);
        to::page("/account/close", &[("done", "closed")]);
        Ok(())
    })
    .await
}
