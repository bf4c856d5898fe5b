//! The conditions of a search above its results, each a link to the search without it.

use leptos::prelude::*;

use super::{
    count::RESULTS,
    query::address,
    words::{Around, in_words},
};
use crate::{
    domain::search::{Condition, DirectoryQuery},
    i18n::*,
};

/// All that are not words in a field, in the order of the form.
const CHIPS: [Condition; 13] = [
    Condition::Specialty,
    Condition::VisitType,
    Condition::Modality,
    Condition::Place,
    Condition::Office,
    Condition::Language,
    Condition::Gender,
    Condition::Accepting,
    Condition::SelfReferral,
    Condition::Online,
    Condition::When,
    Condition::Weekdays,
    Condition::Part,
];

/// What was understood from the words, and what was chosen.
#[component]
pub(super) fn Chips(query: DirectoryQuery, understood: DirectoryQuery, around: Around) -> impl IntoView {
    let i18n = use_i18n();
    let all = CHIPS.into_iter().filter_map(|it| Some((it, in_words(it, &understood, &around)?)));
    let (chosen, heard): (Vec<_>, Vec<_>) =
        all.partition(|(condition, _)| query.without(*condition).is_some());
    // Without one of the things that the words say, the others stand in the address.
    let heard = chips(heard, &understood);
    let chosen = chips(chosen, &query);
    view! {
        {(!heard.is_empty()).then(|| view! {
            <ChipList id="understood" title=t_string!(i18n, directory.understood) chips=heard />
        })}
        {(!chosen.is_empty()).then(|| view! {
            <ChipList id="chosen" title=t_string!(i18n, directory.chosen) chips=chosen />
        })}
    }
}

/// Each with where its removal leads.
fn chips(conditions: Vec<(Condition, String)>, query: &DirectoryQuery) -> Vec<(String, String)> {
    let chip =
        |(condition, name)| Some((name, format!("{}#{RESULTS}", address(&without(condition, query)?))));
    conditions.into_iter().filter_map(chip).collect()
}

/// Miles are around a place: they go with it.
fn without(condition: Condition, query: &DirectoryQuery) -> Option<DirectoryQuery> {
    let mut wider = query.without(condition)?;
    if condition == Condition::Place {
        wider.within = None;
    }
    Some(wider)
}

#[component]
fn ChipList(id: &'static str, title: &'static str, chips: Vec<(String, String)>) -> impl IntoView {
    let i18n = use_i18n();
    let chip = move |(name, href): (String, String)| {
        view! {
            <li>
                <a class="chip" href=href>
                    <span class="visually-hidden">{t!(i18n, directory.remove)} " "</span> {name}
                    <span class="chip__remove" aria-hidden="true">"×"</span>
                </a>
            </li>
        }
    };
    view! {
        <div class="chips">
            <p class="chips__title" id=id>{title}</p>
            <ul class="chips__list" aria-labelledby=id>{chips.into_iter().map(chip).collect_view()}</ul>
        </div>
    }
}
