//! The way from one page of results to the others.

use leptos::prelude::*;

use super::{count::RESULTS, query::address};
use crate::{domain::search::DirectoryQuery, i18n::*};

/// To the page before and after this one, where there are more than one.
#[component]
pub(super) fn Paging(
    query: DirectoryQuery,
    #[prop(optional_no_strip)] previous: Option<Option<String>>,
    #[prop(optional_no_strip)] next: Option<String>,
    first: usize,
    total: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    (previous.is_some() || next.is_some()).then(|| {
        let here = t_string!(i18n, directory.page_of, page = first, pages = total).to_string();
        let previous = previous.map(|after| {
            let href = to(&query, after);
            view! { <a class="button button--secondary" href=href rel="prev">{t!(i18n, directory.previous)}</a> }
        });
        let next = next.map(|after| {
            let href = to(&query, Some(after));
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
        <p><a href=to(&query, None)>{t!(i18n, directory.first_page)}</a></p>
    }
}

fn to(query: &DirectoryQuery, after: Option<String>) -> String {
    format!("{}#{RESULTS}", address(&DirectoryQuery { after, ..query.clone() }))
}
