//! One result: who, where, and what can be done at once.

use leptos::prelude::*;

use crate::{
    api::directory::Card,
    domain::{
        directory::Listing,
        eligibility::{Verdict, needs_referral},
        id::VisitTypeId,
        time::LocalTime,
    },
    i18n::*,
    pages::{
        first_times::FirstTimes,
        listing_words::{accepting, profile_address, specialty},
    },
    ui::{language::text, phone::PhoneLink, plan::use_plan, spoken::language_names, verdict::VerdictBadge},
};

/// A clinician at a place with the verdict and the next step.
#[component]
pub(super) fn ResultCard(card: Card) -> impl IntoView {
    let Card { listing, verdict, visit_type, next, miles, .. } = card;
    view! {
        <article class="card result">
            <Who listing=listing.clone() verdict miles />
            <div class="result__next">
                {match verdict {
                    Verdict::Online => view! { <Online listing visit_type next /> }.into_any(),
                    Verdict::ByPhone(_) => view! { <Call listing /> }.into_any(),
                    Verdict::ReferralFirst => view! { <Referral listing /> }.into_any(),
                    Verdict::NotOffered => ().into_any(),
                }}
            </div>
        </article>
    }
}

#[component]
fn Who(listing: Listing, verdict: Verdict, #[prop(optional_no_strip)] miles: Option<f64>) -> impl IntoView {
    let i18n = use_i18n();
    let self_referral = !needs_referral(&listing.role, &use_plan());
    let spoken = language_names(&listing.clinician.languages);
    let place = format!("{}, {}", listing.location.name, listing.location.city);
    view! {
        <div class="result__who">
            <h3 class="card__title"><a href=profile_address(&listing)>{listing.clinician.name.clone()}</a></h3>
            <p class="result__what">{specialty(&listing.role)} <br /> {place} <Miles miles /></p>
            <p class="result__badges">
                <VerdictBadge verdict />
                {self_referral.then(|| view! { <span class="badge">{t!(i18n, directory.no_referral)}</span> })}
            </p>
            <p class="result__facts">
                {accepting(&listing.role)}
                {(!spoken.is_empty())
                    .then(|| view! { <br /> {t_string!(i18n, directory.speaks, list = spoken).to_string()} })}
            </p>
        </div>
    }
}

/// Times to tap, the way to more of them, and the phone (Brief B1).
#[component]
fn Online(
    listing: Listing,
    #[prop(optional_no_strip)] visit_type: Option<VisitTypeId>,
    next: Vec<LocalTime>,
) -> impl IntoView {
    let i18n = use_i18n();
    let more = profile_address(&listing);
    let who = listing.clinician.name.clone();
    let times = visit_type.map(|visit_type| {
        let visit = use_plan().visit_type(&visit_type).map(|visit| text(&visit.name)).unwrap_or_default();
        view! {
            <p class="result__visit">{t_string!(i18n, directory.next_times, visit = visit).to_string()}</p>
            <FirstTimes listing=listing.clone() visit_type times=next />
            <p>
                <a href=more>
                    {t!(i18n, directory.more_times)} <span class="visually-hidden">": " {who}</span>
                </a>
            </p>
        }
    });
    let none = times.is_none().then(|| view! { <p>{t!(i18n, directory.next_times_none)}</p> });
    view! { {times} {none} <Call listing /> }
}

/// How far it is from the place of the search, on a line of its own.
#[component]
pub(super) fn Miles(#[prop(optional_no_strip)] miles: Option<f64>) -> impl IntoView {
    miles.map(|miles| view! { <br /> {away(miles)} })
}

/// Nobody asks for the tenth of a mile when it is far, nor when it is near.
fn away(miles: f64) -> String {
    let i18n = use_i18n();
    let count = match miles {
        ..0.95 => return t_string!(i18n, directory.near_by).to_owned(),
        ..9.95 => format!("{miles:.1}"),
        _ => format!("{miles:.0}"),
    };
    t_string!(i18n, directory.miles_away, count = count).to_string()
}

/// The number to call, where there is one.
#[component]
pub(super) fn Call(listing: Listing) -> impl IntoView {
    let i18n = use_i18n();
    listing.phone().map(|number| {
        view! { <p>{t!(i18n, directory.call_to_book)} " " <PhoneLink number=number.to_owned() /></p> }
    })
}

/// Brief B3: how to get there is said beside the rule, on the clinician's page.
#[component]
fn Referral(listing: Listing) -> impl IntoView {
    let i18n = use_i18n();
    let how = profile_address(&listing);
    view! {
        <p>{t!(i18n, directory.referral_first)}</p>
        <p>
            <a href=how>
                {t!(i18n, directory.how_to_refer)} <span class="visually-hidden">": " {listing.clinician.name}</span>
            </a>
        </p>
    }
}
