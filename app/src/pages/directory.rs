//! Finding a clinician (Brief B2, B4): the address is the whole of the search.

mod card;
mod empty;
mod filters;
mod query;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{card::ResultCard, empty::NobodyFits, filters::Filters, query::{address, read}};
use crate::{
    api::directory::{Results, search_directory},
    domain::search::DirectoryQuery,
    i18n::*,
    ui::{error::ErrorNotice, page::Page},
};

/// `/directory`
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let map = use_query_map();
    let query = Memo::new(move |_| read(&map.read()));
    let results = Resource::new_blocking(move || query.get(), search_directory);
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, directory.title).to_owned())>
            <h1>{t!(i18n, directory.title)}</h1>
            <Transition>
                {move || Suspend::new(async move {
                    let query = query.get_untracked();
                    match results.await {
                        Ok(found) => view! {
                            <Filters query=query.clone() languages=found.languages.clone() />
                            <Found query found />
                        }
                        .into_any(),
                        Err(error) => view! {
                            <Filters query languages=Vec::new() />
                            <ErrorNotice error />
                        }
                        .into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

/// How many fit, the cards of this page, and the way to the others.
#[component]
fn Found(query: DirectoryQuery, found: Results) -> impl IntoView {
    let total = found.total;
    if total == 0 {
        return view! { <NobodyFits query relaxations=found.relaxations /> }.into_any();
    }
    let cards = found.cards.into_iter().map(|card| view! { <li><ResultCard card /></li> });
    view! {
        <h2 class="directory__count" role="status">
            {results(total)}
        </h2>
        <ol class="directory__results">{cards.collect_view()}</ol>
        <Paging query pages=found.pages />
    }
    .into_any()
}

#[component]
fn Paging(query: DirectoryQuery, pages: usize) -> impl IntoView {
    let i18n = use_i18n();
    let page = query.page;
    let to = move |page: usize| address(&DirectoryQuery { page, ..query.clone() });
    (pages > 1).then(|| {
        let here = t_string!(i18n, directory.page_of, page = (page + 1).to_string(), pages = pages.to_string());
        let previous = (page > 0).then(|| {
            view! { <a class="button button--secondary" href=to(page - 1) rel="prev">{t!(i18n, directory.previous)}</a> }
        });
        let next = (page + 1 < pages).then(|| {
            view! { <a class="button button--secondary" href=to(page + 1) rel="next">{t!(i18n, directory.next)}</a> }
        });
        view! {
            <nav class="directory__pages" aria-label=t_string!(i18n, directory.pages)>
                {previous} <span>{here.to_string()}</span> {next}
            </nav>
        }
    })
}

/// `1 result`, `12 results`.
fn results(total: usize) -> String {
    let i18n = use_i18n();
    match total {
        1 => t_string!(i18n, directory.one_result).to_owned(),
        total => t_string!(i18n, directory.many_results, count = total).to_string(),
    }
}
