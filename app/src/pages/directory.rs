//! Finding a clinician (Brief B2, B4): the address is the whole of the search.

mod card;
mod controls;
mod count;
mod empty;
mod filters;
mod paging;
pub(super) mod query;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{
    card::ResultCard,
    count::Count,
    empty::NobodyFits,
    filters::Filters,
    paging::{PageTooFar, Paging},
    query::read,
};
use crate::{
    api::directory::{Results, search_directory},
    domain::search::DirectoryQuery,
    error::AppError,
    i18n::*,
    ui::{error::ErrorNotice, page::Page},
};

/// What the server finds for the search in the address.
type Found = Resource<Result<Results, AppError>>;

/// `/directory`
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let map = use_query_map();
    let query = Memo::new(move |_| read(&map.read()));
    let found: Found = Resource::new_blocking(move || query.get(), search_directory);
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, directory.title).to_owned())>
            <h1>{t!(i18n, directory.title)}</h1>
            <Filters query found />
            <Count query found />
            <Transition>
                {move || Suspend::new(async move {
                    let query = query.get_untracked();
                    match found.await {
                        Ok(results) => view! { <PageOfResults query results /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

/// The cards of this page and the way to the others, or why there are none.
#[component]
fn PageOfResults(query: DirectoryQuery, results: Results) -> impl IntoView {
    let Results { total, cards, relaxations, previous, next, first, .. } = results;
    if total == 0 {
        return view! { <NobodyFits query relaxations /> }.into_any();
    }
    if cards.is_empty() {
        return view! { <PageTooFar query /> }.into_any();
    }
    let cards = cards.into_iter().map(|card| view! { <li><ResultCard card /></li> }).collect_view();
    view! {
        <ol class="directory__results">{cards}</ol>
        <Paging query previous next first total />
    }
    .into_any()
}
