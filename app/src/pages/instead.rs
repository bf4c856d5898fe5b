//! What a page shows when another page has to come first: nothing, it leads there.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, components::Redirect, hooks::use_location};

use super::sign_on::with_next;
use crate::{api, error::AppError, ui::me::MeResource};

/// Leads to `path`. "Back" does not come here again.
#[component]
pub(super) fn Instead(path: String) -> impl IntoView {
    let options = NavigateOptions { replace: true, ..Default::default() };
    view! { <Redirect path options /> }
}

/// Asks what only a member can ask; not at all where nobody is signed on. Who has signed on a
/// moment ago may not be known to the page yet: that is asked again.
pub(super) async fn for_member<T>(
    me: MeResource,
    ask: impl Future<Output = Result<T, AppError>>,
) -> Result<T, AppError> {
    match me.await {
        Ok(None) if matches!(api::member::me().await, Ok(None)) => Err(AppError::SignOn),
        _ => ask.await,
    }
}

/// Leads to signing on, and from there back to here (Brief B8). What an earlier form was
/// refused for stays behind.
#[component]
pub(super) fn SignOnFirst() -> impl IntoView {
    let location = use_location();
    let mut query = location.query.get_untracked();
    query.remove("__path");
    query.remove("__err");
    let here = format!("{}{}", location.pathname.get_untracked(), query.to_query_string());
    view! { <Instead path=with_next("/sign-on", &here) /> }
}
