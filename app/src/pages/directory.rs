//! Finding a clinician (Brief B2, B4): the address is the whole of the search.

mod anyone;
mod card;
mod chips;
mod choices;
mod controls;
mod count;
mod empty;
mod filters;
mod here;
mod paging;
pub(super) mod query;
pub(super) mod suggested;
mod words;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{
    anyone::AnyoneCard, card::ResultCard, chips::Chips, count::Count, empty::NobodyFits, filters::Filters,
    paging::Paging, query::read, words::Around,
};
use crate::{
    api::directory::{Card, Results, search_directory},
    domain::search::{By, DirectoryQuery},
    error::AppError,
    i18n::*,
    ui::{
        error::ErrorNotice,
        notice::{Notice, NoticeKind},
        page::Page,
    },
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

/// What was understood, then the cards of this page and the way to the others, or why there
/// are none.
#[component]
fn PageOfResults(query: DirectoryQuery, results: Results) -> impl IntoView {
    let around = Around::of(&results);
    let Results { understood, total, cards, relaxations, previous, next, first, .. } = results;
    let unknown = (!query.place.is_empty() && around.place.is_none()).then(|| query.place.clone());
    let shown = match total {
        0 => view! { <NobodyFits query=understood.clone() around=around.clone() relaxations /> }.into_any(),
        _ => {
            let last = first + cards.len().saturating_sub(1);
            view! {
                <Cards query=query.clone() cards />
                <Paging query=query.clone() previous next here=(first, last, total) />
            }
            .into_any()
        }
    };
    view! {
        {unknown.map(|place| view! { <UnknownPlace place /> })}
        <Chips query understood around />
        {shown}
    }
}

#[component]
fn Cards(query: DirectoryQuery, cards: Vec<Card>) -> impl IntoView {
    let card = move |card: Card| match query.by {
        By::Clinician => view! { <li><ResultCard card /></li> }.into_any(),
        By::Office | By::Team => view! { <li><AnyoneCard query=query.clone() card /></li> }.into_any(),
    };
    view! { <ol class="directory__results">{cards.into_iter().map(card).collect_view()}</ol> }
}

/// Nothing is near a place that nobody knows.
#[component]
fn UnknownPlace(place: String) -> impl IntoView {
    let i18n = use_i18n();
    let title = t_string!(i18n, directory.unknown_place, place = place).to_string();
    view! { <Notice kind=NoticeKind::Warning title><p>{t!(i18n, directory.unknown_place_do)}</p></Notice> }
}
