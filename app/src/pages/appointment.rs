//! One appointment: its confirmation, everything about it, how to change it, and its receipt.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    appointment_done::{Done, Next, Panel, heading},
    away::AwayNotice,
    earlier::{AskEarlier, Earlier, Proposed, use_earlier},
    instead::{SignOnFirst, for_member},
    summary_row::Row,
    visit_words::{Paying, Where, length, modality},
};
use crate::{
    api::appointment::{AppointmentView, ForAnother, Happening, find_appointment},
    domain::{
        appointment::{Appointment, EventKind, State},
        directory::Listing,
        id::AppointmentId,
        plan::PhoneLineId,
        visit_type::Modality,
    },
    error::AppError,
    i18n::*,
    ui::{
        back::BackLink,
        error::ErrorNotice,
        language::{is_spanish, text},
        me::use_me,
        page::Page,
        phone::{PhoneLineLink, PhoneLink},
        plan::use_plan,
        refusal::RefusalNotice,
        when::{date_year, time_with_zone, when},
    },
};

/// `/appointments/:id?done=…`
#[component]
pub fn AppointmentPage() -> impl IntoView {
    let i18n = use_i18n();
    let (params, query) = (use_params_map(), use_query_map());
    let id = move || AppointmentId(params.read().get("id").unwrap_or_default());
    let me = use_me();
    let done = move || query.read().get("done").and_then(|word| Done::read(&word));
    // What was just done here has changed it.
    let earlier = use_earlier();
    let found = Resource::new_blocking(
        move || (id(), done(), earlier.version()),
        move |(id, ..)| for_member(me, find_appointment(id)),
    );
    let title = Signal::derive(move || heading(done()).to_owned());
    view! {
        <Page title>
            <BackLink href="/appointments" label=t_string!(i18n, appointments.all) />
            <Transition>
                {move || Suspend::new(async move {
                    match found.await {
                        Ok(view) => view! { <Whole done=done() view earlier /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <h1>{heading(None)}</h1> <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Transition>
        </Page>
    }
}

#[component]
fn Whole(
    #[prop(optional_no_strip)] done: Option<Done>,
    view: AppointmentView,
    earlier: Earlier,
) -> impl IntoView {
    let AppointmentView { appointment, listing, history, open, absence, .. } = view.clone();
    let (id, wish) = (appointment.id.clone(), view.earlier.clone());
    let phone = listing.as_ref().and_then(|listing| listing.phone().map(str::to_owned));
    let call = phone.clone();
    let away = absence.map(|absence| view! { <AwayNotice id=appointment.id.clone() absence phone=call /> });
    let done = done.filter(|done| done.fits(appointment.state));
    let may_ask = open && (view.refusal.is_none() || wish.is_some());
    let ask = may_ask.then(|| view! { <AskEarlier id=id.clone() earlier_view=wish.clone() earlier /> });
    view! {
        <Panel done appointment=appointment.clone() />
        {away}
        <Proposed id=id.clone() earlier_view=wish earlier phone />
        {done.map(|done| view! { <Next done open appointment=appointment.clone() /> })}
        <Details appointment listing />
        <Changing view />
        {ask}
        <Receipts id history />
    }
}

#[component]
fn Details(appointment: Appointment, #[prop(optional_no_strip)] listing: Option<Listing>) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let visit = plan.visit_type(&appointment.visit_type).map(|visit_type| text(&visit_type.name));
    let booked = appointment.state == State::Booked;
    let shared = appointment.clone();
    let Appointment { start, modality: how, minutes, copay_cents, reason, contact, .. } = appointment;
    let reason = (!reason.is_empty()).then(|| {
        view! { <Row name=t_string!(i18n, book.reason)><span class="typed">{reason}</span></Row> }
    });
    view! {
        <section aria-labelledby="details">
            <h2 id="details">{t!(i18n, appointments.details)}</h2>
            <dl class="summary-list">
                <Row name=t_string!(i18n, book.when)><strong>{when(&start)}</strong></Row>
                <Row name=t_string!(i18n, book.visit)>{visit} <br /> {modality(how)} ", " {length(minutes)}</Row>
                <WhoAndWhere appointment=shared listing />
                {reason}
                <Row name=t_string!(i18n, book.contact_short)><span class="typed">{contact}</span></Row>
                {booked.then(|| view! { <Row name=t_string!(i18n, book.paying)><Paying copay_cents /></Row> })}
            </dl>
        </section>
    }
}

#[component]
fn WhoAndWhere(
    appointment: Appointment,
    #[prop(optional_no_strip)] listing: Option<Listing>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Some(listing) = listing else {
        return view! {
            <Row name=t_string!(i18n, book.who)>
                {t!(i18n, appointments.unlisted_call)} " " <PhoneLineLink id=PhoneLineId::MemberServices />
            </Row>
        }
        .into_any();
    };
    let place = match appointment.modality {
        Modality::InPerson => t_string!(i18n, book.place),
        Modality::Phone | Modality::Video => t_string!(i18n, book.how),
    };
    let phone = listing.phone().map(str::to_owned).map(|number| {
        view! { <Row name=t_string!(i18n, appointments.phone)><PhoneLink number /></Row> }
    });
    let clinician = format!("/clinicians/{}", listing.clinician.id);
    let Appointment { modality, contact, .. } = appointment;
    view! {
        <Row name=t_string!(i18n, book.who)><a href=clinician>{listing.clinician.name}</a></Row>
        <Row name=place><Where modality location=listing.location contact /></Row>
        {phone}
    }
    .into_any()
}

/// What can be done with it, or why not and whom to call (Brief B7).
#[component]
fn Changing(view: AppointmentView) -> impl IntoView {
    let i18n = use_i18n();
    let AppointmentView { appointment, listing, refusal, until, open, .. } = view;
    if !open {
        return listing.map(|listing| view! { <BookAgain appointment listing /> }).into_any();
    }
    let phone = listing.and_then(|listing| listing.phone().map(str::to_owned));
    let change = match refusal {
        Some(refusal) => view! { <RefusalNotice refusal phone /> }.into_any(),
        None => view! { <ChangeLinks id=appointment.id.clone() /> }.into_any(),
    };
    let until = until.map(|until| {
        view! { <p>{t_string!(i18n, appointments.until, when = when(&until)).to_string()}</p> }
    });
    view! {
        <section class="appointment__changing" aria-labelledby="changing">
            <h2 id="changing">{t!(i18n, appointments.change_title)}</h2>
            {until}
            {change}
            <p>
                // A file, not a page: the browser fetches it itself.
                <a href=format!("/appointments/{}/calendar.ics?spanish={}", appointment.id, is_spanish()) rel="external" download>
                    {t!(i18n, appointments.calendar)}
                </a>
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn ChangeLinks(id: AppointmentId) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="button-row">
            <a class="button button--secondary" href=format!("/appointments/{id}/move")>{t!(i18n, appointments.move_link)}</a>
            <a class="button button--secondary" href=format!("/appointments/{id}/cancel")>{t!(i18n, appointments.cancel)}</a>
        </p>
    }
}

#[component]
fn BookAgain(appointment: Appointment, listing: Listing) -> impl IntoView {
    let i18n = use_i18n();
    let href = format!("/book/{}?visit={}", appointment.role, appointment.visit_type);
    let clinician = listing.clinician.name;
    let again = t_string!(i18n, appointments.book_again, clinician = clinician).to_string();
    view! { <p><a class="button button--secondary" href=href>{again}</a></p> }
}

/// What happened and when, on the clock of the place.
#[component]
fn Receipts(id: AppointmentId, history: Vec<Happening>) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |Happening { number, kind, at, start, by_office, for_another, reason, has_receipt }: Happening| {
        let keep = has_receipt.then(|| {
            let of = t_string!(i18n, receipt.keep_of, when = when(&at)).to_string();
            view! {
                <br />
                <a href=format!("/appointments/{id}/receipts/{number}?spanish={}", is_spanish()) rel="external" download>
                    {t!(i18n, receipt.keep)} <span class="visually-hidden">" " {of}</span>
                </a>
            }
        });
        let start = when(&start);
        let what = match kind {
            EventKind::Booked => t_string!(i18n, appointments.booked_for, start = start).to_string(),
            EventKind::Moved => t_string!(i18n, appointments.moved_to, start = start).to_string(),
            EventKind::Cancelled if by_office => {
                t_string!(i18n, appointments.office_cancelled, start = start).to_string()
            }
            EventKind::Cancelled => t_string!(i18n, appointments.cancelled_was, start = start).to_string(),
            EventKind::CheckedIn => t_string!(i18n, appointments.checked_in, start = start).to_string(),
            EventKind::NoShow => t_string!(i18n, appointments.missed, start = start).to_string(),
            EventKind::Away => t_string!(i18n, appointments.away, start = start).to_string(),
            EventKind::Paid => t_string!(i18n, appointments.paid).to_owned(),
        };
        let reason = reason.map(|reason| view! { <br /> <span class="typed">{reason}</span> });
        let by = for_another.map(|ForAnother { proxy, member }| {
            view! { <br /> {t_string!(i18n, appointments.by_another, proxy = proxy, member = member).to_string()} }
        });
        view! { <li><strong>{date_year(&at.date())} ", " {time_with_zone(&at)}</strong> <br /> {what} {by} {reason} {keep}</li> }
    };
    view! {
        <section aria-labelledby="receipt">
            <h2 id="receipt">{t!(i18n, appointments.happened)}</h2>
            <ol class="receipt">{history.into_iter().map(line).collect_view()}</ol>
            <p><a href="/receipts">{t!(i18n, receipt.title)}</a></p>
        </section>
    }
}
