//! An appointment with all that is held about it.

use leptos::prelude::*;

use crate::{
    domain::{
        appointment::{EventKind, State},
        record::{HeldAppointment, HeldEvent},
    },
    i18n::*,
    pages::{
        record_access::who,
        visit_words::{copay, visit_name},
    },
    ui::when::when_year,
};

/// A line of the record.
pub(super) fn appointment(held: HeldAppointment) -> AnyView {
    let i18n = use_i18n();
    let HeldAppointment { appointment, arranged_by, clinician, place, history, .. } = held;
    let state = match appointment.state {
        State::Booked => t_string!(i18n, record.booked),
        State::Cancelled => t_string!(i18n, record.cancelled),
    };
    let with: Vec<_> = clinician.into_iter().chain(place).collect();
    let line =
        |name: &'static str, value: String| (!value.is_empty()).then(|| view! { <br /> {name} ": " {value} });
    let cost = copay(appointment.copay_cents);
    view! {
        <strong>{when_year(&appointment.start)}</strong> ", " {state}
        {line(t_string!(i18n, record.with), with.join(", "))}
        {line(t_string!(i18n, record.what), visit_name(&appointment.visit_type))}
        <br /> {cost}
        {line(t_string!(i18n, record.reason), appointment.reason)}
        {line(t_string!(i18n, record.contact), appointment.contact)}
        {line(t_string!(i18n, record.arranged_by), arranged_by.unwrap_or_default())}
        <br /> {t!(i18n, record.history)} ":"
        <ul>{history.iter().map(event).collect_view()}</ul>
    }
    .into_any()
}

fn event(event: &HeldEvent) -> impl IntoView + use<> {
    let i18n = use_i18n();
    let what = match event.kind {
        EventKind::Booked => t_string!(i18n, record.event_booked),
        EventKind::Moved => t_string!(i18n, record.event_moved),
        EventKind::Cancelled => t_string!(i18n, record.event_cancelled),
        EventKind::CheckedIn => t_string!(i18n, record.event_checked_in),
        EventKind::NoShow => t_string!(i18n, record.event_no_show),
        EventKind::Away => t_string!(i18n, record.event_away),
        EventKind::Paid => t_string!(i18n, record.event_paid),
    };
    let (at, by) = (when_year(&event.at), who(&event.who));
    let said = t_string!(i18n, record.event, when = at, what = what, who = by).to_string();
    view! { <li>{said} {event.reason.clone().map(|reason| format!(": {reason}"))}</li> }
}
