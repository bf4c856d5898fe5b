//! Who has seen or changed the record of the member who is signed on.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{domain::record::HeldAccess, error::AppError};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Accesses {
    /// The newest first.
    pub list: Vec<HeldAccess>,
    /// Which page, counted from 0.
    pub page: u32,
    /// There are older ones.
    pub more: bool,
}

/// Who has seen or changed the member's record, the newest first; with `own` what they have done
/// themself too. Nobody sees it for somebody else.
#[server(prefix = "/api", endpoint = "list_accesses", input = GetUrl)]
pub async fn list_accesses(
    #[server(default)] page: u32,
    #[server(default)] own: bool,
) -> Result<Accesses, AppError> {
    use super::caller::{Caller, answer};
    use crate::{domain::audit::Kind, record};
    /// So many on a page; more pages nobody turns.
    const PAGE: usize = 20;
    const PAGES: u32 = 500;
    answer(async {
        let caller = Caller::here()?;
        let member = caller.own(Kind::Accesses).await?;
        let page = page.min(PAGES - 1);
        let before = PAGE * usize::try_from(page).unwrap_or_default();
        let found = record::accesses_to(&caller.portal, &member, !own, before + PAGE + 1).await?;
        let more = found.len() > before + PAGE && page + 1 < PAGES;
        let found = found.into_iter().skip(before).take(PAGE).collect();
        Ok(Accesses { list: record::accesses(&caller.portal, found).await?, page, more })
    })
    .await
}
