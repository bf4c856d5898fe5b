//! When nobody fits: which condition excludes everybody, and the nearest searches that find somebody.

use leptos::prelude::*;

use super::{
    count::{RESULTS, results},
    query::address,
    words::{Around, in_words, when_name},
};
use crate::{
    api::directory::Relaxation,
    domain::{
        plan::PhoneLineId,
        search::{Condition, DirectoryQuery, WITHIN},
    },
    i18n::*,
    pages::visit_words::modality,
    ui::phone::PhoneLineLink,
};

/// Why, what to change with how many that finds, and Member Services (Brief B2).
#[component]
pub(super) fn NobodyFits(
    query: DirectoryQuery,
    around: Around,
    relaxations: Vec<Relaxation>,
) -> impl IntoView {
    let i18n = use_i18n();
    let why = why(&query, &around, &relaxations);
    let wider = move |Relaxation { condition, query: wider, count }: Relaxation| {
        let (what, count) = (changes(condition, &query, &wider).join("; "), results(count));
        let href = format!("{}#{RESULTS}", address(&wider));
        view! {
            <li><a href=href>{t_string!(i18n, directory.wider, what = what, count = count).to_string()}</a></li>
        }
    };
    view! {
        <p>{why}</p>
        <ul class="directory__wider">{relaxations.into_iter().map(wider).collect_view()}</ul>
        <p>{t!(i18n, directory.none_call)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
    }
}

/// One condition alone, several of which each would do, or more than one at once.
fn why(query: &DirectoryQuery, around: &Around, relaxations: &[Relaxation]) -> String {
    let i18n = use_i18n();
    let Some(first) = relaxations.first() else { return t_string!(i18n, directory.none_alone).to_owned() };
    let alone = relaxations.iter().all(|other| {
        other.condition == first.condition
            && also_dropped(other.condition, query, &other.query).next().is_none()
    });
    match in_words(first.condition, query, around).filter(|_| alone) {
        Some(what) => t_string!(i18n, directory.none_only, what = what).to_string(),
        None => t_string!(i18n, directory.none_why).to_owned(),
    }
}

/// What differs in the wider search: `condition`, and whatever else it had to drop.
fn changes(condition: Condition, query: &DirectoryQuery, wider: &DirectoryQuery) -> Vec<String> {
    let others = also_dropped(condition, query, wider).map(|other| dropped(other, query));
    std::iter::once(changed(condition, query, wider)).chain(others).collect()
}

/// Conditions besides this one that the wider search has no more.
fn also_dropped(
    condition: Condition,
    query: &DirectoryQuery,
    wider: &DirectoryQuery,
) -> impl Iterator<Item = Condition> {
    let gone = move |other: &Condition| query.without(*other).is_some() && wider.without(*other).is_none();
    Condition::ALL.into_iter().filter(move |other| *other != condition && gone(other))
}

/// Another value of the condition where the wider search has one, else it is gone.
fn changed(condition: Condition, query: &DirectoryQuery, wider: &DirectoryQuery) -> String {
    match condition {
        Condition::Within => within(wider.within.unwrap_or(WITHIN)),
        Condition::When => match (wider.when, query.when) {
            (Some(new), Some(old)) => instead(when_name(new), when_name(old)),
            _ => dropped(condition, query),
        },
        Condition::Modality => match wider.modality {
            Some(new) => modality(new).to_owned(),
            None => dropped(condition, query),
        },
        _ => dropped(condition, query),
    }
}

/// `Next week instead of this week`
fn instead(new: &'static str, old: &'static str) -> String {
    t_string!(use_i18n(), directory.instead, new = new, old = old.to_lowercase()).to_string()
}

fn within(miles: u16) -> String {
    t_string!(use_i18n(), directory.within_miles, miles = miles).to_string()
}

fn dropped(condition: Condition, query: &DirectoryQuery) -> String {
    let i18n = use_i18n();
    let (words, place) = (query.text.clone(), query.place.clone());
    match condition {
        Condition::Text => t_string!(i18n, directory.without_text, value = words).to_string(),
        Condition::Place => t_string!(i18n, directory.without_place, value = place).to_string(),
        Condition::Within => within(WITHIN),
        Condition::Office => t_string!(i18n, directory.without_office).to_owned(),
        Condition::Specialty => t_string!(i18n, directory.without_specialty).to_owned(),
        Condition::VisitType => t_string!(i18n, directory.without_visit_type).to_owned(),
        Condition::Modality => t_string!(i18n, directory.without_modality).to_owned(),
        Condition::Language => t_string!(i18n, directory.without_language).to_owned(),
        Condition::Gender => t_string!(i18n, directory.without_gender).to_owned(),
        Condition::Accepting => t_string!(i18n, directory.without_accepting).to_owned(),
        Condition::SelfReferral => t_string!(i18n, directory.without_self_referral).to_owned(),
        Condition::Online => t_string!(i18n, directory.without_online).to_owned(),
        Condition::When => t_string!(i18n, directory.without_when).to_owned(),
        Condition::Weekdays => t_string!(i18n, directory.without_weekdays).to_owned(),
        Condition::Part => t_string!(i18n, directory.without_part).to_owned(),
    }
}
