//! When nobody fits: why, and which condition to drop.

use leptos::prelude::*;

use super::{count::results, query::address};
use crate::{
    api::directory::Relaxation,
    domain::{
        plan::PhoneLineId,
        search::{Condition, DirectoryQuery},
    },
    i18n::*,
    ui::phone::PhoneLineLink,
};

/// The nearest searches that find somebody, each with its count; and Member Services (Brief B2).
#[component]
pub(super) fn NobodyFits(query: DirectoryQuery, relaxations: Vec<Relaxation>) -> impl IntoView {
    let i18n = use_i18n();
    let why = match relaxations.is_empty() {
        true => t_string!(i18n, directory.none_alone),
        false => t_string!(i18n, directory.none_why),
    };
    let wider = move |relaxation: Relaxation| {
        let (what, count) = (dropped(relaxation.condition, &query), results(relaxation.count));
        let href = address(&relaxation.query);
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

fn dropped(condition: Condition, query: &DirectoryQuery) -> String {
    let i18n = use_i18n();
    let plain = match condition {
        Condition::Text => {
            return t_string!(i18n, directory.without_text, value = query.text.clone()).to_string();
        }
        Condition::Place => {
            return t_string!(i18n, directory.without_place, value = query.place.clone()).to_string();
        }
        Condition::Specialty => t_string!(i18n, directory.without_specialty),
        Condition::VisitType => t_string!(i18n, directory.without_visit_type),
        Condition::Language => t_string!(i18n, directory.without_language),
        Condition::Gender => t_string!(i18n, directory.without_gender),
        Condition::Accepting => t_string!(i18n, directory.without_accepting),
        Condition::SelfReferral => t_string!(i18n, directory.without_self_referral),
        Condition::Online => t_string!(i18n, directory.without_online),
        Condition::When | Condition::Weekdays | Condition::Part => {
            t_string!(i18n, directory.without_visit_type)
        }
        Condition::Within | Condition::Office | Condition::Modality => {
            t_string!(i18n, directory.without_visit_type)
        }
    };
    plain.to_owned()
}
