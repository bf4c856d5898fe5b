//! The first free times of a visit: each leads into its booking, with nothing left to choose.

use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::{
    domain::{
        directory::Listing,
        id::{RoleId, VisitTypeId},
        time::LocalTime,
    },
    i18n::*,
    ui::{
        language::text,
        plan::use_plan,
        when::{date_long, time_with_zone, when},
    },
};

/// A link for each time. Read aloud by itself, it says what, when, with whom and where.
#[component]
pub(super) fn FirstTimes(listing: Listing, visit_type: VisitTypeId, times: Vec<LocalTime>) -> impl IntoView {
    let i18n = use_i18n();
    let visit = use_plan().visit_type(&visit_type).map(|visit| text(&visit.name)).unwrap_or_default();
    let time = move |at: LocalTime| {
        let (who, place) = (listing.clinician.name.clone(), listing.location.name.clone());
        let whole = t_string!(
            i18n,
            directory.book_at,
            when = when(&at),
            visit = visit.clone(),
            who = who,
            place = place
        );
        view! {
            <li>
                <a class="button button--secondary" href=booking(&listing.role.id, &visit_type, Some(&at))
                    aria-label=whole.to_string()>
                    <span>{date_long(&at.date())}</span> " " <span>{time_with_zone(&at)}</span>
                </a>
            </li>
        }
    };
    view! { <ul class="first-times">{times.into_iter().map(time).collect_view()}</ul> }
}

/// The first question of a booking for which the visit, and perhaps the time, is chosen already.
pub(super) fn booking(role: &RoleId, visit_type: &VisitTypeId, at: Option<&LocalTime>) -> String {
    let mut query = ParamsMap::new();
    query.insert("visit", visit_type.to_string());
    if let Some(at) = at {
        query.insert("start", at.instant.to_string());
    }
    format!("/book/{role}{}", query.to_query_string())
}
