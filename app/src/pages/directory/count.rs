//! How many fit: a heading that is read aloud whenever the search changes.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

use super::Found;
use crate::{domain::search::DirectoryQuery, i18n::*};

/// The part of the page that links to other searches and other pages of results lead to.
pub(super) const RESULTS: &str = "results";

/// The count. Somebody who follows a link to other results goes on reading from here; who
/// changes a choice stays at it.
#[component]
pub(super) fn Count(query: Memo<DirectoryQuery>, found: Found) -> impl IntoView {
    let here = NodeRef::<html::Div>::new();
    let hash = use_location().hash;
    Effect::new(move |before: Option<()>| {
        query.track();
        let asked = before.is_some() && hash.get_untracked().trim_start_matches('#') == RESULTS;
        if let Some(here) = here.get_untracked().filter(|_| asked) {
            let _ = here.focus();
        }
    });
    view! {
        <div class="directory__count" id=RESULTS role="status" tabindex="-1" node_ref=here>
            <Transition>
                {move || Suspend::new(async move {
                    let total = found.by_ref().await.as_ref().ok().map(|results| results.total);
                    total.map(|total| view! { <h2><HowMany total /></h2> })
                })}
            </Transition>
        </div>
    }
}

#[component]
fn HowMany(total: usize) -> impl IntoView {
    let i18n = use_i18n();
    match total {
        0 => t_string!(i18n, directory.none).to_owned(),
        total => results(total),
    }
}

/// `1 result`, `12 results`.
pub(super) fn results(total: usize) -> String {
    let i18n = use_i18n();
    match total {
        1 => t_string!(i18n, directory.one_result).to_owned(),
        total => t_string!(i18n, directory.many_results, count = total).to_string(),
    }
}
