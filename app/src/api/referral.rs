//! The referrals that a member has (Brief B3).

use jiff::civil::Date;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{domain::referral::ReferredTo, error::AppError};

/// A referral as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralView {
    /// To whom.
    pub to: ReferredTo,
    /// The clinician's name, where it is to one whom the directory has.
    pub clinician: Option<String>,
    /// The first and the last day of a visit.
    pub days: (Date, Date),
    /// How many visits are left; `None` where there is no limit.
    pub left: Option<u32>,
}

/// The member's referrals that have not ended, by their last day.
#[server(prefix = "/api", endpoint = "list_referrals", input = GetUrl)]
pub async fn list_referrals() -> Result<Vec<ReferralView>, AppError> {
    use super::{
        appointment_views,
        caller::{Caller, answer},
    };
    use crate::domain::audit::Kind;
    answer(async {
        let caller = Caller::here()?;
        let on_file = caller.on_file_of(&caller.member(Kind::Details).await?).await?;
        Ok(appointment_views::referrals(&caller, caller.acting(Kind::Details).await?, on_file))
    })
    .await
}
