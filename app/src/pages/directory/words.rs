//! The conditions of a search in words.

use crate::{
    api::directory::Results,
    domain::{
        found::KnownPlace,
        id::LocationId,
        search::{Condition, DirectoryQuery, WITHIN, When},
    },
    i18n::*,
    pages::{listing_words::gender_name, visit_words::modality},
    ui::{language::text, plan::use_plan, spoken::language_name, weekdays::names, when::part_name},
};

/// What the address does not say of a search.
#[derive(Clone, Default)]
pub(super) struct Around {
    /// The place, where it is known.
    pub place: Option<KnownPlace>,
    /// The office, where somebody was found at it.
    office: Option<(LocationId, String)>,
}

impl Around {
    /// As the results have it.
    pub(super) fn of(results: &Results) -> Self {
        let first = results.cards.first().map(|card| &card.listing.location);
        let office = first.map(|location| (location.id.clone(), location.name.clone()));
        Self { place: results.place.clone(), office }
    }

    fn office(&self, wanted: &LocationId) -> String {
        match &self.office {
            Some((id, name)) if id == wanted => name.clone(),
            _ => t_string!(use_i18n(), directory.one_office).to_owned(),
        }
    }
}

/// A condition by itself, for example `Speaks Spanish`; `None` where the search has it not. The
/// miles are said with the place.
pub(super) fn in_words(condition: Condition, query: &DirectoryQuery, around: &Around) -> Option<String> {
    let i18n = use_i18n();
    match condition {
        Condition::Text => (!query.text.is_empty())
            .then(|| t_string!(i18n, directory.the_words, value = query.text.clone()).to_string()),
        Condition::Place => match &around.place {
            Some(place) => Some(near(query.within, place)),
            None => (!query.place.is_empty()).then(|| query.place.clone()),
        },
        Condition::Within => None,
        Condition::Office => query.office.as_ref().map(|id| around.office(id)),
        Condition::Specialty => query.specialty.as_ref().map(|id| specialty_name(id.as_str())),
        Condition::VisitType => query.visit_type.as_ref().map(|id| visit_type_name(id.as_str())),
        Condition::Modality => query.modality.map(|kind| modality(kind).to_owned()),
        Condition::Language => query.language.as_ref().map(|code| speaks(code)),
        Condition::Gender => query.gender.map(|gender| gender_name(gender).to_owned()),
        Condition::Accepting => query.accepting.then(|| t_string!(i18n, directory.accepting).to_owned()),
        Condition::SelfReferral => {
            query.self_referral.then(|| t_string!(i18n, directory.self_referral).to_owned())
        }
        Condition::Online => query.online.then(|| t_string!(i18n, directory.online).to_owned()),
        Condition::When => query.when.map(|when| when_name(when).to_owned()),
        Condition::Weekdays => Some(names(query.weekdays)).filter(|days| !days.is_empty()),
        Condition::Part => query.part.map(|part| part_name(part).to_owned()),
    }
}

/// `Within 25 miles of Olympia, WA 98501`
fn near(within: Option<u16>, place: &KnownPlace) -> String {
    let KnownPlace { name, zip } = place;
    let place = zip.as_ref().map_or_else(|| name.clone(), |zip| format!("{name} {zip}"));
    t_string!(use_i18n(), directory.near, miles = within.unwrap_or(WITHIN), place = place).to_string()
}

fn speaks(code: &str) -> String {
    t_string!(use_i18n(), directory.speaks, list = language_name(code)).to_string()
}

/// The plan's name of a specialty; the id of one that it does not have.
pub(super) fn specialty_name(id: &str) -> String {
    use_plan().specialty(&id.into()).map_or_else(|| id.to_owned(), |specialty| text(&specialty.name))
}

/// The plan's name of a visit type; the id of one that it does not have.
pub(super) fn visit_type_name(id: &str) -> String {
    use_plan().visit_type(&id.into()).map_or_else(|| id.to_owned(), |visit_type| text(&visit_type.name))
}

/// `This week`
pub(super) fn when_name(when: When) -> &'static str {
    let i18n = use_i18n();
    match when {
        When::Today => t_string!(i18n, directory.today),
        When::Tomorrow => t_string!(i18n, directory.tomorrow),
        When::ThisWeek => t_string!(i18n, directory.this_week),
        When::NextWeek => t_string!(i18n, directory.next_week),
    }
}
