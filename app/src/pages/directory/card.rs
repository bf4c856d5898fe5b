//! One result: who, where, and what can be done at once.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::{
    api::directory::Card,
    domain::{
        directory::Listing,
        eligibility::{Verdict, needs_referral},
        id::VisitTypeId,
        time::LocalTime,
    },
    i18n::*,
    ui::{
        language::text,
        phone::PhoneLink,
        plan::use_plan,
        spoken::language_names,
        verdict::VerdictBadge,
        when::{date_short, time_with_zone, when},
    },
};

/// A clinician at a place with the verdict and the next free times.
#[component]
pub(super) fn ResultCard(card: Card) -> impl IntoView {
    let Card { listing, verdict, visit_type, next } = card;
    let href = format!("/clinicians/{}", listing.clinician.id);
    let place = format!("{}, {}", listing.location.name, listing.location.city);
    view! {
        <article class="card result">
            <h3 class="card__title"><a href=href.clone()>{listing.clinician.name.clone()}</a></h3>
            <p class="result__what">{specialty(&listing)} <br /> {place}</p>
            <Facts listing=listing.clone() verdict />
            <NextStep listing verdict visit_type next href />
        </article>
    }
}

/// The plan's name of the specialty, else the directory's.
fn specialty(listing: &Listing) -> String {
    let plan = use_plan();
    let known = listing.role.specialty.as_ref().and_then(|id| plan.specialty(id));
    known.map_or_else(|| listing.role.specialty_display.clone(), |specialty| text(&specialty.name))
}

#[component]
fn Facts(listing: Listing, verdict: Verdict) -> impl IntoView {
    let i18n = use_i18n();
    let self_referral = !needs_referral(&listing.role, &use_plan());
    let spoken = language_names(&listing.clinician.languages);
    let accepting = match listing.role.accepting {
        true => t_string!(i18n, directory.takes_new),
        false => t_string!(i18n, directory.takes_no_new),
    };
    view! {
        <p class="result__badges">
            <VerdictBadge verdict />
            {self_referral.then(|| view! { <span class="badge">{t!(i18n, directory.no_referral)}</span> })}
        </p>
        <p class="result__facts">
            {accepting}
            {(!spoken.is_empty()).then(|| view! { <br /> {t_string!(i18n, directory.speaks, list = spoken).to_string()} })}
        </p>
    }
}

/// Times to tap, or whom to call; and the way to everything else.
#[component]
fn NextStep(
    listing: Listing,
    verdict: Verdict,
    visit_type: Option<VisitTypeId>,
    next: Vec<LocalTime>,
    href: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let phone = listing.phone().map(ToOwned::to_owned);
    let who = listing.clinician.name.clone();
    let times = match (verdict, visit_type) {
        (Verdict::Online, Some(visit_type)) => view! { <NextTimes listing visit_type next /> }.into_any(),
        (Verdict::Online, None) => view! { <p>{t!(i18n, directory.next_times_none)}</p> }.into_any(),
        _ => ().into_any(),
    };
    let call = phone.map(|number| {
        view! { <p class="result__call">{t!(i18n, directory.call_to_book)} " " <PhoneLink number /></p> }
    });
    view! {
        {times}
        {call}
        <p>
            <a href=href>
                {t!(i18n, directory.more_times)} <span class="visually-hidden">": " {who}</span>
            </a>
        </p>
    }
}

#[component]
fn NextTimes(listing: Listing, visit_type: VisitTypeId, next: Vec<LocalTime>) -> impl IntoView {
    let i18n = use_i18n();
    let visit = use_plan().visit_type(&visit_type).map(|visit| text(&visit.name)).unwrap_or_default();
    let time = move |at: LocalTime| {
        let full = t_string!(i18n, directory.book_at, when = when(&at), who = listing.clinician.name.clone(),
            place = listing.location.name.clone())
        .to_string();
        view! {
            <li>
                <a class="button button--secondary" href=book(&listing, &visit_type, &at) aria-label=full>
                    {date_short(&at.date())} <br /> {time_with_zone(&at)}
                </a>
            </li>
        }
    };
    view! {
        <p class="result__next">{t_string!(i18n, directory.next_times, visit = visit).to_string()}</p>
        <ul class="result__times">{next.into_iter().map(time).collect_view()}</ul>
    }
}

/// The first question of a booking with visit and time chosen already.
fn book(listing: &Listing, visit_type: &VisitTypeId, at: &LocalTime) -> String {
    let mut query = ParamsMap::new();
    query.insert("visit", visit_type.to_string());
    query.insert("start", at.instant.to_string());
    format!("/book/{}{}", listing.role.id, query.to_query_string())
}
