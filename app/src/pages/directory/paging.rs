//! The way from one page of results to the others.

use leptos::prelude::*;

use super::{count::RESULTS, query::address};
use crate::{domain::search::DirectoryQuery, i18n::*};

/// To the page before and after this one, where there are more than one.
#[component]
pub(super) fn Paging(query: DirectoryQuery, pages: usize) -> impl IntoView {
    let i18n = use_i18n();
    let page = query.page;
    (pages > 1).then(|| {
        let here = t_string!(i18n, directory.page_of, page = page + 1, pages = pages).to_string();
        let previous = (page > 0).then(|| {
            let href = to(&query, page - 1);
            view! { <a class="button button--secondary" href=href rel="prev">{t!(i18n, directory.previous)}</a> }
        });
        let next = (page + 1 < pages).then(|| {
            let href = to(&query, page + 1);
            view! { <a class="button button--secondary" href=href rel="next">{t!(i18n, directory.next)}</a> }
        });
        view! {
            <nav class="directory__pages" aria-label=t_string!(i18n, directory.pages)>
                {previous} <span>{here}</span> {next}
            </nav>
        }
    })
}

/// An address can ask for a page behind the last one.
#[component]
pub(super) fn PageTooFar(query: DirectoryQuery) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p>{t!(i18n, directory.page_too_far)}</p>
        <p><a href=to(&query, 0)>{t!(i18n, directory.first_page)}</a></p>
    }
}

fn to(query: &DirectoryQuery, page: usize) -> String {
    format!("{}#{RESULTS}", address(&DirectoryQuery { page, ..query.clone() }))
}
