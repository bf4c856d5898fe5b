//! The way to visits for several people, for who may book for others.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::{api::grant::ActingFor, domain::id::LocationId, i18n::*, ui::me::use_me};

/// Nothing for everybody else.
#[component]
pub fn SeveralPeople(
    /// At this office.
    #[prop(optional)]
    office: Option<LocationId>,
) -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let mut query = ParamsMap::new();
    if let Some(office) = office {
        query.insert("office", office.0);
    }
    let href = format!("/together{}", query.to_query_string());
    view! {
        <Suspense>
            {move || {
                let href = href.clone();
                Suspend::new(async move {
                    let household = me.await.ok().flatten().map(|me| me.household).unwrap_or_default();
                    let may = household.acting == ActingFor::Own && household.may_book_for_others();
                    may.then(|| view! { <p><a href=href>{t!(i18n, book.together_link)}</a></p> })
                })
            }}
        </Suspense>
    }
}
