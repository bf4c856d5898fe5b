//! What else is held, a line each.

use leptos::prelude::*;

use crate::{
    domain::{
        record::{HeldAccess, HeldDraft, HeldGathering, HeldGrant, HeldHold, HeldLetter, HeldWish},
        referral::{Referral, ReferredTo},
        time::LocalTime,
    },
    i18n::*,
    pages::{
        record_access::{what, who, why},
        visit_words::visit_name,
    },
    ui::{
        language::text,
        plan::use_plan,
        when::{date_year, when_year},
    },
};

pub(super) fn referral(referral: Referral) -> AnyView {
    let i18n = use_i18n();
    let to = match &referral.to {
        ReferredTo::Specialty(id) => {
            use_plan().specialty(id).map_or_else(|| id.to_string(), |specialty| text(&specialty.name))
        }
        ReferredTo::Clinician(id) => id.to_string(),
    };
    let (from, until) = (date_year(&referral.valid_from), date_year(&referral.valid_until));
    t_string!(i18n, record.referral, from = from, until = until, to = to).to_string().into_any()
}

pub(super) fn grant(grant: HeldGrant) -> AnyView {
    let i18n = use_i18n();
    let name = grant.other;
    let who = match grant.of_me {
        true => t_string!(i18n, record.grant_of_me, name = name).to_string(),
        false => t_string!(i18n, record.grant_over_me, name = name).to_string(),
    };
    let from = t_string!(i18n, account.grant_from, day = date_year(&grant.valid_from)).to_string();
    let until = grant.valid_until.map(|day| {
        let until = t_string!(i18n, account.grant_until, day = date_year(&day)).to_string();
        format!(". {until}")
    });
    let ended = grant.is_ended.then(|| format!(", {}", t_string!(i18n, record.grant_ended)));
    view! { {who} ". " {from} {until} {ended} }.into_any()
}

pub(super) fn hold(hold: HeldHold) -> AnyView {
    let start = when_year(&hold.start);
    t_string!(use_i18n(), record.hold, when = start, with = hold.with).to_string().into_any()
}

pub(super) fn wish(wish: HeldWish) -> AnyView {
    let since = when_year(&wish.since);
    t_string!(use_i18n(), record.wish, when = since, with = wish.with).to_string().into_any()
}

pub(super) fn draft(draft: HeldDraft) -> AnyView {
    let HeldDraft { with, visit_type, start, reason, contact, .. } = draft;
    let all = [when_year(&start), with, visit_name(&visit_type), reason, contact];
    all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ").into_any()
}

pub(super) fn gathering(gathering: HeldGathering) -> AnyView {
    let HeldGathering { at, day, contact, people } = gathering;
    let people = people.into_iter().map(|(name, visit_type)| format!("{name}: {}", visit_name(&visit_type)));
    let all = std::iter::once(when_year(&at)).chain([day, contact]).chain(people);
    all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ").into_any()
}

pub(super) fn letter(letter: HeldLetter) -> AnyView {
    let i18n = use_i18n();
    let subject = letter.subject;
    match letter.sent {
        Some(sent) => t_string!(i18n, record.letter_sent, subject = subject, when = when_year(&sent))
            .to_string()
            .into_any(),
        None => t_string!(i18n, record.letter_waits, subject = subject).to_string().into_any(),
    }
}

pub(super) fn session(since: LocalTime) -> AnyView {
    t_string!(use_i18n(), record.session, when = when_year(&since)).to_string().into_any()
}

pub(super) fn access(access: HeldAccess) -> AnyView {
    let (at, by, done) = (when_year(&access.at), who(&access.who), what(&access));
    let said = t_string!(use_i18n(), record.access, when = at, who = by, what = done).to_string();
    let all = std::iter::once(said).chain(why(&access));
    all.collect::<Vec<_>>().join(". ").into_any()
}
