//! The member's appointments: upcoming ones first, past and cancelled ones on request.

use leptos::prelude::*;

use super::{
    appointment_done::badge,
    instead::{SignOnFirst, for_member},
    passkey_offer::PasskeyOffer,
    together::SeveralPeople,
    visit_words::modality,
};
use crate::{
    api::{
        appointment::{AppointmentView, list_appointments},
        grant::ActingFor,
    },
    domain::directory::Listing,
    error::AppError,
    i18n::*,
    ui::{
        error::ErrorNotice,
        language::text,
        me::use_me,
        page::Page,
        plan::use_plan,
        when::{date_year, when},
    },
};

/// `/appointments`
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let all = Resource::new_blocking(|| (), move |()| for_member(me, list_appointments()));
    view! {
        <Page title=t_string!(i18n, appointments.title)>
            <h1>{t!(i18n, appointments.title)}</h1>
            <PasskeyOffer />
            <Suspense>
                {move || Suspend::new(async move {
                    match all.await {
                        Ok(all) => view! { <Lists all /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Lists(all: Vec<AppointmentView>) -> impl IntoView {
    let i18n = use_i18n();
    let (open, over): (Vec<_>, Vec<_>) = all.into_iter().partition(|view| view.open);
    let none = match (open.is_empty(), over.is_empty()) {
        (true, true) => Some(t_string!(i18n, appointments.none_ever)),
        (true, false) => Some(t_string!(i18n, appointments.none)),
        (false, _) => None,
    };
    let upcoming = (!open.is_empty()).then(|| view! { <Cards views=open /> });
    let count = over.len();
    let history = (count > 0).then(|| {
        view! {
            <details class="appointments__history">
                <summary>{t_string!(i18n, appointments.history, count = count).to_string()}</summary>
                <Cards views=over />
            </details>
        }
    });
    view! {
        <h2>{t!(i18n, appointments.upcoming)}</h2>
        {none.map(|none| view! { <p>{none}</p> })}
        {upcoming}
        <WaysOn />
        {history}
    }
}

#[component]
fn Cards(views: Vec<AppointmentView>) -> impl IntoView {
    let card = |view: AppointmentView| view! { <li><Card view /></li> };
    view! { <ul class="stack">{views.into_iter().map(card).collect_view()}</ul> }
}

/// When, what, who and where.
#[component]
fn Card(view: AppointmentView) -> impl IntoView {
    let i18n = use_i18n();
    let AppointmentView { appointment, listing, open, absence, earlier, .. } = view;
    let title = match open {
        true => when(&appointment.start),
        false => date_year(&appointment.start.date()),
    };
    let past = (!open).then(|| t_string!(i18n, appointments.past_badge));
    let away = absence.map(|_| t_string!(i18n, appointments.away_badge));
    let proposal = earlier.and_then(|earlier| earlier.proposal);
    let free = proposal.map(|_| t_string!(i18n, appointments.earlier_badge));
    let badge = badge(&appointment).or(away).or(free).or(past);
    let plan = use_plan();
    let visit = plan.visit_type(&appointment.visit_type).map(|visit_type| text(&visit_type.name));
    let href = format!("/appointments/{}", appointment.id);
    view! {
        <article class="card">
            <h3 class="card__title"><a href=href>{title}</a></h3>
            {badge.map(|badge| view! { <p><span class="badge">{badge}</span></p> })}
            <p>{visit} <br /> {modality(appointment.modality)}</p>
            {listing.map(|listing| view! { <WhoAndWhere listing /> })}
        </article>
    }
}

#[component]
fn WhoAndWhere(listing: Listing) -> impl IntoView {
    let Listing { clinician, location, .. } = listing;
    view! { <p>{clinician.name} <br /> {location.name} ", " {location.city}</p> }
}

/// The personal physician one tap away (Brief B1), and the directory.
#[component]
fn WaysOn() -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let physician = move || {
        Suspend::new(async move {
            let me = me.await.ok().flatten();
            let is_own = me.as_ref().is_none_or(|me| me.household.acting == ActingFor::Own);
            let listings = me.map(|me| me.physician_roles).unwrap_or_default();
            match listings.is_empty() {
                true if !is_own => ().into_any(),
                true => view! { <li><ChoosePhysician /></li> }.into_any(),
                false => {
                    let book = |listing| view! { <li><BookPhysician listing /></li> };
                    listings.into_iter().map(book).collect_view().into_any()
                }
            }
        })
    };
    view! {
        <ul class="appointments__ways">
            <Suspense>{physician}</Suspense>
            <li><a href="/directory">{t!(i18n, appointments.find)}</a></li>
        </ul>
        <SeveralPeople />
    }
}

#[component]
fn ChoosePhysician() -> impl IntoView {
    let i18n = use_i18n();
    let href = "/directory?specialty=primary-care&accepting=true";
    view! { <a href=href>{t!(i18n, appointments.choose_physician)}</a> }
}

#[component]
fn BookPhysician(listing: Listing) -> impl IntoView {
    let i18n = use_i18n();
    let href = format!("/book/{}", listing.role.id);
    let clinician = listing.clinician.name;
    let book = t_string!(i18n, appointments.book_physician, clinician = clinician).to_string();
    view! { <a class="button" href=href>{book} " " {t_string!(i18n, appointments.at, place = listing.location.name).to_string()}</a> }
}
