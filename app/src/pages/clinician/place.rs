//! A clinician at one place: both ways to an appointment, online and by phone (Brief B1).

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::{
    api::clinician::{Place, VisitOffer},
    domain::{
        directory::{Listing, Location},
        eligibility::Verdict,
        id::VisitTypeId,
        time::LocalTime,
    },
    i18n::*,
    pages::visit_words::{copay, length, modality},
    ui::{
        address::Address,
        hours::weekly,
        language::text,
        phone::PhoneLink,
        plan::use_plan,
        verdict::{VerdictBadge, VerdictExplained},
        when::{date_short, time_with_zone, when},
    },
};

/// Where, the verdict in words, and each kind of visit with its first free times.
#[component]
pub(super) fn PlaceSection(place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let Place { listing, verdict, offers } = place;
    let phone = listing.phone().map(ToOwned::to_owned);
    let accepting = match listing.role.accepting {
        true => t_string!(i18n, clinician.accepting),
        false => t_string!(i18n, clinician.not_accepting),
    };
    let plan = use_plan();
    let specialty = listing.role.specialty.as_ref().and_then(|id| plan.specialty(id)).map(|s| text(&s.name));
    let specialty = specialty.unwrap_or_else(|| listing.role.specialty_display.clone());
    let online = verdict == Verdict::Online;
    let book = online.then(|| {
        let href = format!("/book/{}", listing.role.id);
        view! { <p><a class="button" href=href>{t!(i18n, clinician.book)}</a></p> }
    });
    let call = phone.clone().filter(|_| online).map(|number| {
        view! { <p>{t!(i18n, clinician.by_phone)} ": " <PhoneLink number /></p> }
    });
    view! {
        <section class="card place">
            <h3 class="card__title">{specialty} ", " {listing.location.city.clone()}</h3>
            <p>{accepting}</p>
            <VerdictExplained verdict phone />
            <div class="place__ways">{book} {call}</div>
            <Visits listing=listing.clone() offers />
            <Address location=listing.location.clone() />
            <Hours location=listing.location />
        </section>
    }
}

#[component]
fn Hours(location: Location) -> impl IntoView {
    let i18n = use_i18n();
    let lines = match &location.hours {
        Some(hours) => weekly(hours),
        None => vec![t_string!(i18n, clinician.no_hours).to_owned()],
    };
    view! {
        <h4>{t!(i18n, clinician.hours)}</h4>
        <ul class="place__hours">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
    }
}

#[component]
fn Visits(listing: Listing, offers: Vec<VisitOffer>) -> impl IntoView {
    let i18n = use_i18n();
    (!offers.is_empty()).then(|| {
        let visits = offers.into_iter().map(|offer| view! { <li><Visit listing=listing.clone() offer /></li> });
        view! {
            <h4>{t!(i18n, clinician.visits)}</h4>
            <ul class="place__visits">{visits.collect_view()}</ul>
        }
    })
}

/// Name, length, how, copay; then times to tap or why there are none.
#[component]
fn Visit(listing: Listing, offer: VisitOffer) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    plan.visit_type(&offer.visit_type).map(|visit| {
        let name = text(&visit.name);
        let facts = [modality(visit.modality).to_owned(), length(visit.minutes), copay(visit.copay_cents)].join(" · ");
        let what = match offer.verdict {
            Verdict::Online if offer.first.is_empty() => view! { <p>{t!(i18n, clinician.no_times)}</p> }.into_any(),
            Verdict::Online => {
                view! { <FirstTimes listing visit_type=offer.visit_type name=name.clone() first=offer.first /> }.into_any()
            }
            verdict => view! { <p><VerdictBadge verdict /></p> }.into_any(),
        };
        view! {
            <p class="place__visit"><strong>{name}</strong> <br /> {facts}</p>
            {what}
        }
    })
}

#[component]
fn FirstTimes(listing: Listing, visit_type: VisitTypeId, name: String, first: Vec<LocalTime>) -> impl IntoView {
    let i18n = use_i18n();
    let address = move |step: &str, at: Option<&LocalTime>| {
        let mut query = ParamsMap::new();
        query.insert("visit", visit_type.to_string());
        if let Some(at) = at {
            query.insert("start", at.instant.to_string());
        }
        format!("/book/{}{step}{}", listing.role.id, query.to_query_string())
    };
    let more = address("", None);
    let (who, place) = (listing.clinician.name.clone(), listing.location.name.clone());
    let time = move |at: LocalTime| {
        let full = t_string!(i18n, directory.book_at, when = when(&at), who = who.clone(), place = place.clone());
        view! {
            <li>
                <a class="button button--secondary" href=address("", Some(&at)) aria-label=full.to_string()>
                    {date_short(&at.date())} <br /> {time_with_zone(&at)}
                </a>
            </li>
        }
    };
    view! {
        <ul class="result__times">{first.into_iter().map(time).collect_view()}</ul>
        <p>
            <a href=more>
                {t!(i18n, clinician.more_times)}
                <span class="visually-hidden">" " {t_string!(i18n, clinician.more_times_of, visit = name).to_string()}</span>
            </a>
        </p>
    }
}
