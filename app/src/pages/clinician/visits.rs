//! The kinds of visits that a clinician offers at a place.

use leptos::prelude::*;

use crate::{
    api::clinician::VisitOffer,
    domain::{directory::Listing, eligibility::Verdict, visit_type::VisitType},
    i18n::*,
    pages::{
        first_times::{FirstTimes, booking},
        visit_words::{copay, length, modality},
    },
    ui::{language::text, phone::PhoneLink, plan::use_plan, verdict::VerdictBadge},
};

/// Each kind, in the plan's order. `whole` is the verdict for the place.
#[component]
pub(super) fn Visits(listing: Listing, whole: Verdict, offers: Vec<VisitOffer>) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let known =
        offers.into_iter().filter_map(|offer| Some((plan.visit_type(&offer.visit_type)?.clone(), offer)));
    let visits: Vec<_> = known
        .map(
            |(visit_type, offer)| view! { <li><Visit listing=listing.clone() whole visit_type offer /></li> },
        )
        .collect();
    (!visits.is_empty()).then(|| {
        view! {
            <h3>{t!(i18n, clinician.visits)}</h3>
            <ul class="place__visits">{visits}</ul>
        }
    })
}

/// Name, length, how and copay; then times to tap, or why there are none.
#[component]
fn Visit(listing: Listing, whole: Verdict, visit_type: VisitType, offer: VisitOffer) -> impl IntoView {
    let facts =
        [modality(visit_type.modality).to_owned(), length(visit_type.minutes), copay(visit_type.copay_cents)];
    view! {
        <h4 class="place__visit">{text(&visit_type.name)}</h4>
        <p class="place__facts">{facts.join(" · ")}</p>
        {match offer.verdict {
            Verdict::Online => view! { <Times listing visit_type offer /> }.into_any(),
            verdict => view! { <NotOnline listing verdict whole /> }.into_any(),
        }}
    }
}

#[component]
fn Times(listing: Listing, visit_type: VisitType, offer: VisitOffer) -> impl IntoView {
    let i18n = use_i18n();
    if offer.first.is_empty() {
        return view! { <p>{t!(i18n, clinician.no_times)}</p> }.into_any();
    }
    let more = booking(&listing.role.id, &visit_type.id, None);
    let of = t_string!(i18n, clinician.more_times_of, visit = text(&visit_type.name)).to_string();
    view! {
        <FirstTimes listing visit_type=visit_type.id times=offer.first />
        <p><a href=more>{t!(i18n, clinician.more_times)} <span class="visually-hidden">" " {of}</span></a></p>
    }
    .into_any()
}

/// In a word; and the number to call, where this visit alone needs a call: it stands above where
/// the place as a `whole` does.
#[component]
fn NotOnline(listing: Listing, verdict: Verdict, whole: Verdict) -> impl IntoView {
    let alone = verdict != whole && matches!(verdict, Verdict::ByPhone(_));
    let call = alone.then(|| listing.phone().map(ToOwned::to_owned)).flatten();
    view! { <p><VerdictBadge verdict /> {call.map(|number| view! { " " <PhoneLink number /> })}</p> }
}
