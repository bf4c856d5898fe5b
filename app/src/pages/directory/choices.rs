//! The choices below the words, in groups: when, how and where, who, and how results are shown.

mod counted;

use leptos::prelude::*;

use self::counted::{gender, genders, modalities, modality, specialties, visit_types};
use super::{
    Found,
    controls::{Check, Choice, CountedOptions, Options},
    query::word,
    words::{specialty_name, visit_type_name, when_name},
};
use crate::{
    domain::search::{By, DirectoryQuery, PartOfDay, Sort, WITHIN, When},
    i18n::*,
    ui::{spoken::language_name, weekdays::WeekdayBoxes, when::part_name},
};

/// Miles that can be chosen besides the usual ones.
const MILES: [u16; 4] = [5, 10, 50, 100];

/// All groups.
#[component]
pub(super) fn Choices(query: Memo<DirectoryQuery>, found: Found) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Group title=t_string!(i18n, directory.group_when)><WhenChoices query /></Group>
        <Group title=t_string!(i18n, directory.group_how)><HowChoices query found /></Group>
        <Group title=t_string!(i18n, directory.group_who)><WhoChoices query found /></Group>
        <Group title=t_string!(i18n, directory.group_results)><ShownChoices query /></Group>
    }
}

#[component]
fn Group(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <fieldset class="filters__group">
            <legend class="filters__legend">{title}</legend>
            <div class="filters__grid">{children()}</div>
        </fieldset>
    }
}

/// What the address says of one choice.
fn chosen(query: Memo<DirectoryQuery>, of: fn(&DirectoryQuery) -> Option<String>) -> Signal<String> {
    Signal::derive(move || query.with(of).unwrap_or_default())
}

#[component]
fn WhenChoices(query: Memo<DirectoryQuery>) -> impl IntoView {
    let i18n = use_i18n();
    let (when, part) = (chosen(query, |it| it.when.map(word)), chosen(query, |it| it.part.map(word)));
    let whens = [When::Today, When::Tomorrow, When::ThisWeek, When::NextWeek];
    let whens = whens.map(|when| (word(when), when_name(when).to_owned())).to_vec();
    let parts = [PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening];
    let parts = parts.map(|part| (word(part), part_name(part).to_owned())).to_vec();
    let any = || t_string!(i18n, directory.any_time).to_owned();
    view! {
        <Choice id="when" label=t_string!(i18n, directory.when) usual=any() chosen=when>
            <Options of=whens chosen=when />
        </Choice>
        <Choice id="part" label=t_string!(i18n, directory.part) usual=any() chosen=part>
            <Options of=parts chosen=part />
        </Choice>
        <WeekdayBoxes name="weekdays" legend=t_string!(i18n, directory.weekdays)
                chosen=Signal::derive(move || query.read().weekdays) />
    }
}

#[component]
fn HowChoices(query: Memo<DirectoryQuery>, found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let kind = chosen(query, |it| it.modality.map(word));
    let visit = chosen(query, |it| it.visit_type.as_ref().map(ToString::to_string));
    let within =
        chosen(query, |it| it.within.filter(|miles| *miles != WITHIN).map(|miles| miles.to_string()));
    let online = Signal::derive(move || query.read().online);
    let any = || t_string!(i18n, directory.any).to_owned();
    view! {
        <Choice id="within" label=t_string!(i18n, directory.within) usual=miles(WITHIN) chosen=within>
            {move || view! { <Options of=distances(&within.get()) chosen=within /> }}
        </Choice>
        <Choice id="modality" label=t_string!(i18n, directory.modality) usual=any() chosen=kind>
            <CountedOptions found chosen=kind of=modalities name=modality />
        </Choice>
        <Choice id="visit_type" label=t_string!(i18n, directory.visit_type) usual=any() chosen=visit>
            <CountedOptions found chosen=visit of=visit_types name=visit_type_name />
        </Choice>
        <Check id="online" label=t_string!(i18n, directory.online) on=online found of=|it| it.online />
    }
}

#[component]
fn WhoChoices(query: Memo<DirectoryQuery>, found: Found) -> impl IntoView {
    let i18n = use_i18n();
    let specialty = chosen(query, |it| it.specialty.as_ref().map(ToString::to_string));
    let language = chosen(query, |it| it.language.clone());
    let sex = chosen(query, |it| it.gender.map(word));
    let accepting = Signal::derive(move || query.read().accepting);
    let self_referral = Signal::derive(move || query.read().self_referral);
    let any = || t_string!(i18n, directory.any).to_owned();
    view! {
        <Choice id="specialty" label=t_string!(i18n, directory.specialty) usual=any() chosen=specialty>
            <CountedOptions found chosen=specialty of=specialties name=specialty_name />
        </Choice>
        <Choice id="language" label=t_string!(i18n, directory.language) usual=any() chosen=language>
            <CountedOptions found chosen=language of=|it| it.languages.clone() name=language_name />
        </Choice>
        <Choice id="gender" label=t_string!(i18n, directory.gender) usual=any() chosen=sex>
            <CountedOptions found chosen=sex of=genders name=gender />
        </Choice>
        <Check id="accepting" label=t_string!(i18n, directory.accepting) on=accepting found of=|it| it.accepting />
        <Check id="self_referral" label=t_string!(i18n, directory.self_referral) on=self_referral found
            of=|it| it.self_referral />
    }
}

#[component]
fn ShownChoices(query: Memo<DirectoryQuery>) -> impl IntoView {
    let i18n = use_i18n();
    let sort = chosen(query, |it| (it.sort != Sort::default()).then(|| word(it.sort)));
    let by = chosen(query, |it| (it.by != By::default()).then(|| word(it.by)));
    let sorts = [
        (word(Sort::FirstAvailable), t_string!(i18n, directory.sort_first_available).to_owned()),
        (word(Sort::Distance), t_string!(i18n, directory.sort_distance).to_owned()),
        (word(Sort::Name), t_string!(i18n, directory.sort_name).to_owned()),
    ];
    let bys = [
        (word(By::Office), t_string!(i18n, directory.by_office).to_owned()),
        (word(By::Team), t_string!(i18n, directory.by_team).to_owned()),
    ];
    let (best, clinician) = (t_string!(i18n, directory.sort_best), t_string!(i18n, directory.by_clinician));
    view! {
        <Choice id="sort" label=t_string!(i18n, directory.sort) usual=best.to_owned() chosen=sort>
            <Options of=sorts.to_vec() chosen=sort />
        </Choice>
        <Choice id="by" label=t_string!(i18n, directory.by) usual=clinician.to_owned() chosen=by>
            <Options of=bys.to_vec() chosen=by />
        </Choice>
    }
}

/// Those that can be chosen, and the one of the address.
fn distances(chosen: &str) -> Vec<(String, String)> {
    let chosen = chosen.parse().ok().filter(|chosen| !MILES.contains(chosen));
    let mut all: Vec<u16> = MILES.into_iter().chain(chosen).collect();
    all.sort_unstable();
    all.into_iter().map(|distance| (distance.to_string(), miles(distance))).collect()
}

fn miles(count: u16) -> String {
    t_string!(use_i18n(), directory.miles, count = count).to_string()
}
