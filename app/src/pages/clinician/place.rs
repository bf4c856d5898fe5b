//! A clinician at one place: both ways to an appointment, online and by phone (Brief B1).

use leptos::prelude::*;

use super::visits::Visits;
use crate::{
    api::clinician::Place,
    domain::{
        directory::{Listing, Location, Role},
        eligibility::Verdict,
        search::{DirectoryQuery, Sort},
    },
    i18n::*,
    pages::{
        directory::query::address,
        listing_words::{accepting, place_id, specialty},
    },
    ui::{address::Address, hours::weekly, verdict::VerdictExplained},
};

/// The verdict in words, both ways, each kind of visit with its first free times, and where it is.
#[component]
pub(super) fn PlaceSection(place: Place) -> impl IntoView {
    let Place { listing, verdict, offers } = place;
    let id = place_id(&listing.role.id);
    let heading = format!("{id}-heading");
    view! {
        <section class="card place" id=id aria-labelledby=heading>
            <h2 class="card__title" id=heading.clone()>{specialty(&listing.role)} ", " {listing.location.city.clone()}</h2>
            <div class="place__booking">
                <p>{accepting(&listing.role)}</p>
                <Ways listing=listing.clone() verdict />
                <Visits listing=listing.clone() whole=verdict offers />
            </div>
            <Where listing />
        </section>
    }
}

/// A button and a phone number, whatever the verdict is.
#[component]
fn Ways(listing: Listing, verdict: Verdict) -> impl IntoView {
    let i18n = use_i18n();
    let phone = listing.phone().map(ToOwned::to_owned);
    let (href, label) = match verdict {
        Verdict::Online => (format!("/book/{}", listing.role.id), t_string!(i18n, clinician.book)),
        _ => (others(&listing.role), t_string!(i18n, clinician.book_others)),
    };
    view! {
        <VerdictExplained verdict phone />
        <p><a class="button" class=("button--secondary", verdict != Verdict::Online) href=href>{label}</a></p>
        <p><a href=team(&listing)>{t!(i18n, clinician.anyone)}</a></p>
    }
}

/// The search for the same specialty at the same office, whoever is free first.
fn team(listing: &Listing) -> String {
    address(&DirectoryQuery {
        office: Some(listing.location.id.clone()),
        specialty: listing.role.specialty.clone(),
        sort: Sort::FirstAvailable,
        ..DirectoryQuery::default()
    })
}

/// The search for who can be booked online instead.
fn others(role: &Role) -> String {
    address(&DirectoryQuery { specialty: role.specialty.clone(), online: true, ..DirectoryQuery::default() })
}

/// Address, map, accessibility and hours.
#[component]
fn Where(listing: Listing) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="place__where">
            <h3>{t!(i18n, clinician.place)}</h3>
            <Address location=listing.location.clone() />
            <Hours location=listing.location />
        </div>
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
        <h3>{t!(i18n, clinician.hours)}</h3>
        <ul class="place__hours">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
    }
}
