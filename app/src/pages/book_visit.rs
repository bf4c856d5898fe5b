//! Booking, second step: what kind of visit (Brief B5).

use leptos::prelude::*;

use super::{
    book_steps::{About, Chosen, InOrder, OrCall, Step, StepLine, use_chosen},
    visit_words::{copay, length, modality},
};
use crate::{
    api::{
        clinician::{Place, VisitOffer},
        times::find_role,
    },
    domain::{eligibility::Verdict, visit_type::VisitType},
    i18n::*,
    ui::{
        back::BackLink, error::ErrorNotice, language::text, page::Page, plan::use_plan,
        verdict::VerdictExplained,
    },
};

/// `/book/:role/visit?need=routine`
#[component]
pub fn BookVisitPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=t_string!(i18n, book.visit_title)>
            <InOrder step=Step::Visit><Visits /></InOrder>
        </Page>
    }
}

#[component]
fn Visits() -> impl IntoView {
    let i18n = use_i18n();
    let chosen = use_chosen();
    let place = Resource::new_blocking(move || chosen.get().role, find_role);
    view! {
        <BackLink href=chosen.get_untracked().at(Step::Urgency) />
        <StepLine step=Step::Visit />
        <h1>{t!(i18n, book.visit_title)}</h1>
        <Suspense>
            {move || Suspend::new(async move {
                match place.await {
                    Ok(place) => view! { <Offers chosen=chosen.get_untracked() place /> }.into_any(),
                    Err(error) => view! { <ErrorNotice error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// What can be booked online, then what cannot and why.
#[component]
fn Offers(chosen: Chosen, place: Place) -> impl IntoView {
    let i18n = use_i18n();
    let Place { listing, verdict, offers } = place;
    let phone = listing.phone().map(str::to_owned);
    let (online, others): (Vec<_>, Vec<_>) =
        offers.into_iter().partition(|offer| offer.verdict == Verdict::Online);
    if online.is_empty() {
        return view! {
            <About listing />
            <p>{t!(i18n, book.none_online)}</p>
            <VerdictExplained verdict phone />
        }
        .into_any();
    }
    let choices = online.into_iter().map(|offer| view! { <Choice chosen=chosen.clone() offer /> });
    view! {
        <About listing=listing.clone() />
        <ul class="stack">{choices.collect_view()}</ul>
        <NotOnline offers=others phone />
        <OrCall listing />
    }
    .into_any()
}

/// One tap chooses. Another visit may need another time: the chosen one goes along only with
/// the visit that it was chosen for.
#[component]
fn Choice(chosen: Chosen, offer: VisitOffer) -> impl IntoView {
    let plan = use_plan();
    let same = chosen.visit_type.as_ref() == Some(&offer.visit_type);
    let chosen = Chosen {
        day: chosen.day.filter(|_| same),
        start: chosen.start.filter(|_| same),
        visit_type: Some(offer.visit_type.clone()),
        ..chosen
    };
    plan.visit_type(&offer.visit_type).cloned().map(|visit_type| {
        view! {
            <li class="card visits__visit">
                <h2 class="card__title"><a class="visits__link" href=chosen.at(Step::Time)>{text(&visit_type.name)}</a></h2>
                <p>{text(&visit_type.description)}</p>
                <Facts visit_type />
            </li>
        }
    })
}

#[component]
fn Facts(visit_type: VisitType) -> impl IntoView {
    view! {
        <ul class="visits__facts">
            <li>{modality(visit_type.modality)}</li>
            <li>{length(visit_type.minutes)}</li>
            <li>{copay(visit_type.copay_cents)}</li>
        </ul>
    }
}

/// Visits that are arranged in another way, each with its reason.
#[component]
fn NotOnline(offers: Vec<VisitOffer>, #[prop(optional_no_strip)] phone: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let visit = move |offer: VisitOffer| {
        let phone = phone.clone();
        plan.visit_type(&offer.visit_type).map(|visit_type| {
            view! {
                <h3>{text(&visit_type.name)}</h3>
                <VerdictExplained verdict=offer.verdict phone />
            }
        })
    };
    (!offers.is_empty()).then(|| {
        view! {
            <section aria-labelledby="by-phone">
                <h2 id="by-phone">{t!(i18n, book.visits_by_phone)}</h2>
                {offers.into_iter().map(visit).collect_view()}
            </section>
        }
    })
}
