//! Searching the Provider Directory (Brief B2 to B4); no sign-on is needed.

use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        directory::Listing,
        eligibility::Verdict,
        found::{Counts, KnownPlace, Suggestion},
        id::VisitTypeId,
        search::{Condition, DirectoryQuery},
        time::LocalTime,
    },
    error::AppError,
};

/// A page of results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The search as it was understood: what the words say of language, place and time stands
    /// in its conditions.
    pub understood: DirectoryQuery,
    /// The place of the search, where it has one that is known.
    pub place: Option<KnownPlace>,
    /// All that fit, on all pages.
    pub total: usize,
    /// The number of the first result of this page, from 1; 0 where there is none.
    pub first: usize,
    /// Those of the page that was asked for.
    pub cards: Vec<Card>,
    /// What asks for the page before, where `first` is not 1; `None` asks for the first page.
    pub previous: Option<String>,
    /// What asks for the page after, where there is one.
    pub next: Option<String>,
    /// What each choice would find.
    pub counts: Counts,
    /// When nothing fits: what could be dropped or changed.
    pub relaxations: Vec<Relaxation>,
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
    /// The next free times that fit the search, at most three.
    pub next: Vec<LocalTime>,
    /// Miles from the place of the search.
    pub miles: Option<f64>,
    /// How many clinicians this stands for, in a search by office or team.
    pub clinicians: usize,
}

/// What somebody may want who has typed so much: at most eight, the best first.
#[server(prefix = "/api", endpoint = "suggest", input = GetUrl)]
pub async fn suggest(#[server(default)] text: String) -> Result<Vec<Suggestion>, AppError> {
    use super::caller::{Caller, answer};
    answer(async { Ok(Caller::here()?.portal.directory().suggest(&text)) }).await
}

/// A condition whose dropping or changing finds somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relaxation {
    /// Which one: of two that must both be dropped the first.
    pub condition: Condition,
    /// The search without it, or with it changed.
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
    answer(async {
        let caller = Caller::here()?;
        let on_file = caller.on_file().await?;
        Ok(views::results(caller.portal.search(&on_file, &query, caller.now)))
    })
    .await
}

/// The city and ZIP nearest to a position in degrees, for somebody whose browser told it: by
/// POST, so that it stands in no address and no log. `NotFound` far from the country.
#[server(prefix = "/api", endpoint = "nearest_place")]
pub async fn nearest_place(latitude: f64, longitude: f64) -> Result<KnownPlace, AppError> {
    use super::caller::{Caller, answer};
    answer(async {
        let portal = Caller::here()?.portal;
        portal.directory().nearest_place(latitude, longitude).ok_or(AppError::NotFound)
    })
    .await
}
