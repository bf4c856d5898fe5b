//! All that is held about the member who is signed on.

use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{domain::record::Held, error::AppError};

/// All that is held about them; of who has seen their record as much as a page shows. The file has more.
#[server(name = FindHeld, prefix = "/api", endpoint = "held", input = GetUrl)]
pub async fn held() -> Result<Held, AppError> {
    use super::caller::{Caller, answer};
    use crate::domain::audit::Kind;
    use crate::record;
    /// So many of who has seen the record stand on the page.
    const SHOWN: usize = 200;
    answer(async {
        let caller = Caller::here()?;
        let member = caller.own(Kind::Download).await?;
        let mut held = record::held(&caller.portal, &member).await?;
        held.has_older_accesses |= held.accesses.len() > SHOWN;
        held.accesses.truncate(SHOWN);
        Ok(held)
    })
    .await
}
