//! The confirmation of what was just done with an appointment.

use leptos::prelude::*;

use crate::{
    domain::{
        appointment::{Appointment, State},
        attendance::Attendance,
        visit_type::Modality,
    },
    i18n::*,
};

/// What was just done, as the address says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    Booked,
    Moved,
    Cancelled,
}

impl Done {
    /// As it stands in an address.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "booked" => Some(Self::Booked),
            "moved" => Some(Self::Moved),
            "cancelled" => Some(Self::Cancelled),
            _ => None,
        }
    }

    /// An old address may say what is no longer so.
    pub fn fits(self, state: State) -> bool {
        (self == Self::Cancelled) == (state == State::Cancelled)
    }
}

/// What the page is about.
pub(super) fn heading(done: Option<Done>) -> &'static str {
    let i18n = use_i18n();
    match done {
        Some(Done::Booked) => t_string!(i18n, appointments.done_booked),
        Some(Done::Moved) => t_string!(i18n, appointments.done_moved),
        Some(Done::Cancelled) => t_string!(i18n, appointments.done_cancelled),
        None => t_string!(i18n, appointments.one_title),
    }
}

/// The heading, as a panel after something was done, and the reference to tell on the phone.
#[component]
pub(super) fn Panel(
    #[prop(optional_no_strip)] done: Option<Done>,
    appointment: Appointment,
) -> impl IntoView {
    let i18n = use_i18n();
    let badge = badge(&appointment).filter(|_| done.is_none());
    let badge = badge.map(|badge| view! { <p><span class="badge">{badge}</span></p> });
    view! {
        <div class="panel" class:panel--done=done.is_some()>
            <h1 class="panel__title">{heading(done)}</h1>
            {badge}
            <p class="panel__reference">{t!(i18n, appointments.reference)} " " <strong>{appointment.id.reference()}</strong></p>
        </div>
    }
}

/// What became of an appointment, in a word; `None` while it is only agreed.
pub(super) fn badge(appointment: &Appointment) -> Option<&'static str> {
    let i18n = use_i18n();
    match (appointment.state, appointment.attendance) {
        (State::Cancelled, _) => Some(t_string!(i18n, appointments.cancelled_badge)),
        (State::Booked, Some(Attendance::CheckedIn)) => Some(t_string!(i18n, appointments.checked_in_badge)),
        (State::Booked, Some(Attendance::NoShow)) => Some(t_string!(i18n, appointments.missed_badge)),
        (State::Booked, None) => None,
    }
}

/// What happens next.
#[component]
pub(super) fn Next(done: Done, open: bool, appointment: Appointment) -> impl IntoView {
    let i18n = use_i18n();
    let card = match appointment.modality {
        Modality::InPerson => t_string!(i18n, appointments.next_card),
        Modality::Phone | Modality::Video => t_string!(i18n, appointments.next_card_phone),
    };
    let steps = match (done, open) {
        (Done::Cancelled, _) => vec![
            t_string!(i18n, appointments.next_letter),
            t_string!(i18n, appointments.next_free),
            t_string!(i18n, appointments.next_again),
        ],
        (_, true) => vec![t_string!(i18n, appointments.next_letter), card],
        (_, false) => Vec::new(),
    };
    let steps = steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view();
    view! {
        <section aria-labelledby="next">
            <h2 id="next">{t!(i18n, appointments.next)}</h2>
            <ul>{steps}</ul>
        </section>
    }
}
