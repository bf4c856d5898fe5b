//! Searching the Provider Directory (Brief B2 to B4); no sign-on is needed.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        directory::Listing,
        eligibility::Verdict,
        id::VisitTypeId,
        search::{Condition, DirectoryQuery},
        time::LocalTime,
    },
    error::AppError,
};

/// A page of results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// All that fit, on all pages.
    pub total: usize,
    /// How many pages there are.
    pub pages: usize,
    /// Those of the page that was asked for.
    pub cards: Vec<Card>,
    /// When nothing fits: what could be dropped.
    pub relaxations: Vec<Relaxation>,
    /// The languages that clinicians speak, as BCP 47 codes.
    pub languages: Vec<String>,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Who and where.
    pub listing: Listing,
    /// For whoever asks, and for the visit type of the search where it has one.
    pub verdict: Verdict,
    /// The visit type that `next` is for.
    pub visit_type: Option<VisitTypeId>,
    /// The next free times, at most three.
    pub next: Vec<LocalTime>,
}

/// A condition whose dropping finds somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relaxation {
    /// Which one.
    pub condition: Condition,
    /// The search without it.
    pub query: DirectoryQuery,
    /// How many it finds.
    pub count: usize,
}

/// Searches the directory.
#[server(prefix = "/api", endpoint = "search_directory", input = GetUrl)]
pub async fn search_directory(#[server(default)] query: DirectoryQuery) -> Result<Results, AppError> {
    use super::{
        caller::{Caller, answer},
        views,
    };
    use crate::domain::search::PAGE;
    answer(async {
        let caller = Caller::here()?;
        let on_file = caller.on_file().await?;
        let directory = caller.portal.directory();
        let visit_type = query.visit_type.as_ref().and_then(|id| caller.portal.plan.visit_type(id));
        let online =
            |listing: &Listing| views::verdict(&caller, &on_file, listing, visit_type) == Verdict::Online;
        let found = directory.find(&query, &online);
        let shown = found.iter().skip(query.page.saturating_mul(PAGE)).take(PAGE);
        let cards = shown.map(|listing| views::card(&caller, &on_file, listing, visit_type)).collect();
        let wider = if found.is_empty() { directory.relaxations(&query, &online) } else { Vec::new() };
        Ok(Results {
            total: found.len(),
            pages: found.len().div_ceil(PAGE),
            cards,
            relaxations: wider
                .into_iter()
                .map(|(condition, query, count)| Relaxation { condition, query, count })
                .collect(),
            languages: directory.languages().to_vec(),
        })
    })
    .await
}
