//! Appointments as they are seen in an emergency.

use leptos::prelude::*;

use crate::{
    api::emergency::SeenVisit,
    domain::{appointment::State, attendance::Attendance},
    i18n::*,
    pages::visit_words::{length, modality, visit_name},
    ui::when::when_year,
};

/// A list with its heading; where there is none that is said.
#[component]
pub(super) fn SeenVisits(id: &'static str, title: &'static str, visits: Vec<SeenVisit>) -> impl IntoView {
    let i18n = use_i18n();
    let line = |visit: SeenVisit| view! { <li class="call"><Seen visit /></li> };
    let list = match visits.is_empty() {
        true => view! { <p>{t!(i18n, emergency.no_visits)}</p> }.into_any(),
        false => {
            view! { <ul class="calls__list">{visits.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {list}
        </section>
    }
}

#[component]
fn Seen(visit: SeenVisit) -> impl IntoView {
    let i18n = use_i18n();
    let standing = standing(&visit);
    let SeenVisit { start, minutes, visit_type, modality: how, reason, clinician, place, .. } = visit;
    let what = [visit_name(&visit_type), modality(how).to_owned(), length(minutes)];
    let with = clinician.unwrap_or_else(|| t_string!(i18n, staff.somebody).to_owned());
    let with: Vec<_> = std::iter::once(with).chain(place).collect();
    let reason = (!reason.is_empty()).then(|| {
        let said = t_string!(i18n, emergency.their_reason, reason = reason).to_string();
        view! { <br /> {said} }
    });
    view! {
        <p>
            <strong>{when_year(&start)}</strong> " " <span class="badge">{standing}</span>
            <br /> {what.join(", ")} <br /> {with.join(", ")} {reason}
        </p>
    }
}

/// How it stands.
fn standing(visit: &SeenVisit) -> &'static str {
    let i18n = use_i18n();
    match (visit.state, visit.attendance) {
        (State::Cancelled, _) => t_string!(i18n, emergency.cancelled),
        (State::Booked, Some(Attendance::CheckedIn)) => t_string!(i18n, staff.checked_in),
        (State::Booked, Some(Attendance::NoShow)) => t_string!(i18n, staff.no_show),
        (State::Booked, None) => t_string!(i18n, emergency.booked),
    }
}
