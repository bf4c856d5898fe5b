//! The way from one page of results to the others.

use leptos::prelude::*;

use super::{count::RESULTS, query::address};
use crate::{domain::search::DirectoryQuery, i18n::*};

/// To the page before and after this one, where there are more than one.
#[component]
pub(super) fn Paging(
    query: DirectoryQuery,
    /// What asks for the page before, where this is not the first; `None` is the first page.
    #[prop(optional_no_strip)]
    previous: Option<String>,
    /// What asks for the page after.
    #[prop(optional_no_strip)]
    next: Option<String>,
    /// The numbers of the first and the last result of this page, and of how many.
    here: (usize, usize, usize),
) -> impl IntoView {
    let i18n = use_i18n();
    let (first, last, total) = here;
    let previous = (first > 1).then_some(previous);
    (previous.is_some() || next.is_some()).then(|| {
        let here = t_string!(i18n, directory.page_of, first = first, last = last, total = total).to_string();
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

fn to(query: &DirectoryQuery, after: Option<String>) -> String {
    format!("{}#{RESULTS}", address(&DirectoryQuery { after, ..query.clone() }))
}
