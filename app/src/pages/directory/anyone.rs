//! A result that stands for all clinicians of an office or a team: the first free time with
//! anyone of them.

use leptos::prelude::*;

use super::{
    card::{Call, Miles},
    count::RESULTS,
    query::address,
};
use crate::{
    api::directory::Card,
    domain::{
        directory::Listing,
        search::{By, DirectoryQuery, Sort},
    },
    i18n::*,
    pages::{first_times::FirstTimes, listing_words::specialty},
};

/// The office or the team, its first times, and the way to its clinicians.
#[component]
pub(super) fn AnyoneCard(query: DirectoryQuery, card: Card) -> impl IntoView {
    let i18n = use_i18n();
    let Card { listing, visit_type, next, miles, clinicians, .. } = card;
    let title = title(query.by, &listing);
    let href = format!("{}#{RESULTS}", address(&clinicians_of(query, &listing)));
    let times = visit_type.filter(|_| !next.is_empty()).map(|visit_type| {
        let who = listing.clinician.name.clone();
        view! {
            <p class="result__visit">{t_string!(i18n, directory.first_with_anyone, who = who).to_string()}</p>
            <FirstTimes listing=listing.clone() visit_type times=next />
        }
    });
    let none = times.is_none().then(|| view! { <p>{t!(i18n, directory.next_times_none)}</p> });
    view! {
        <article class="card result">
            <div class="result__who">
                <h3 class="card__title"><a href=href>{title}</a></h3>
                <p class="result__what">{where_it_is(&listing)} <Miles miles /></p>
                <p class="result__facts">{how_many(clinicians)}</p>
            </div>
            <div class="result__next">{times} {none} <Call listing /></div>
        </article>
    }
}

/// `Eye care, Olympia Medical Office`
fn title(by: By, listing: &Listing) -> String {
    match by {
        By::Team => format!("{}, {}", specialty(&listing.role), listing.location.name),
        By::Office | By::Clinician => listing.location.name.clone(),
    }
}

fn where_it_is(listing: &Listing) -> String {
    format!("{}, {}", listing.location.line, listing.location.city)
}

fn how_many(clinicians: usize) -> String {
    let i18n = use_i18n();
    match clinicians {
        1 => t_string!(i18n, directory.one_clinician).to_owned(),
        count => t_string!(i18n, directory.many_clinicians, count = count).to_string(),
    }
}

/// The same search for the clinicians of the office, or of the team.
fn clinicians_of(query: DirectoryQuery, listing: &Listing) -> DirectoryQuery {
    let specialty = match query.by {
        By::Team => listing.role.specialty.clone(),
        By::Office | By::Clinician => query.specialty.clone(),
    };
    DirectoryQuery {
        office: Some(listing.location.id.clone()),
        specialty,
        sort: Sort::FirstAvailable,
        by: By::Clinician,
        after: None,
        ..query
    }
}
