//! Receipts that somebody wants to have checked.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{domain::receipt::Receipt, error::AppError};

/// The text that was sent to the page that is being answered. It stands in no address: it says
/// with whom a member has an appointment.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Pasted {
    /// As it was pasted.
    #[serde(default)]
    pub receipt: String,
}

/// A text, and the receipt in it where it is one of ours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// As it was pasted.
    pub pasted: String,
    /// What was signed; `None` where it is not ours or was changed.
    pub receipt: Option<Receipt>,
}

/// What the page has been sent, checked; `None` where it was only opened.
#[server(prefix = "/api", endpoint = "checked_receipt", input = GetUrl)]
pub async fn checked_receipt() -> Result<Option<Checked>, AppError> {
    use super::caller::answer;
    use crate::{letter::receipt::signed_in, portal::Portal};
    answer(async {
        let Some(Pasted { receipt: pasted }) = use_context::<Pasted>() else { return Ok(None) };
        let receipt = Portal::here()?.signer.check(&signed_in(&pasted));
        Ok(Some(Checked { pasted, receipt }))
    })
    .await
}
