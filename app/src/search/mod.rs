//! Indexes in memory, rebuilt from the store at start: they propose, the claim decides.

use jiff::Timestamp;

use crate::domain::{
    found::{Counts, KnownPlace},
    on_file::OnFile,
    plan::Plan,
    search::{Condition, DirectoryQuery},
};
use availability::View;
use directory::Directory;
use hit::Hit;
use standing::Standing;

pub mod availability;
mod conditions;
mod counts;
mod cursor;
pub mod directory;
mod groups;
pub mod hit;
mod near;
mod offices;
pub mod places;
mod ranking;
mod relaxations;
mod roles;
mod sets;
mod slip;
mod spot;
mod standing;
mod states;
mod suggestions;
pub mod text;
mod times;
mod understood;

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The search as it was understood.
    pub understood: DirectoryQuery,
    /// The place of the search, where it has one that is known.
    pub place: Option<KnownPlace>,
    /// All that fit, on all pages.
    pub total: usize,
    /// The number of the first one of the page, from 1; 0 where there is none.
    pub first: usize,
    /// Those of the page.
    pub hits: Vec<Hit>,
    /// What asks for the page before, where `first` is not 1; `None` asks for the first page.
    pub previous: Option<String>,
    /// What asks for the page after, where there is one.
    pub next: Option<String>,
    /// What each choice would find.
    pub counts: Counts,
    /// When nobody fits: a condition, the search with it changed, and how many that finds.
    pub relaxations: Vec<(Condition, DirectoryQuery, usize)>,
}

/// Who asks, when, and what is looked into.
struct Search<'a> {
    directory: &'a Directory,
    view: &'a View<'a>,
    plan: &'a Plan,
    on_file: &'a OnFile,
    standing: Standing,
    now: Timestamp,
}

/// Searches the directory for whoever has that on file, at `now`.
pub fn search(
    directory: &Directory,
    view: &View,
    plan: &Plan,
    on_file: &OnFile,
    query: &DirectoryQuery,
    now: Timestamp,
) -> Found {
    let standing = Standing::new(&directory.sets, plan, on_file, now);
    let search = Search { directory, view, plan, on_file, standing, now };
    let (conditions, fitting) = search.understood(query);
    let page = conditions.page(&fitting);
    let relaxations = if fitting.is_empty() { conditions.relaxations() } else { Vec::new() };
    Found {
        total: conditions.groups().count(&fitting),
        first: page.first,
        hits: page.ranks.iter().map(|rank| conditions.hit(rank, &fitting)).collect(),
        previous: page.previous,
        next: page.next,
        counts: conditions.counts(),
        relaxations,
        place: conditions.place().cloned(),
        understood: conditions.query,
    }
}
