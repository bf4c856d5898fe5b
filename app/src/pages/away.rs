//! What a member is told on the page of an appointment whose clinician is away.

use leptos::prelude::*;

use crate::{
    api::absence::{AbsenceView, Suggestion, TakeSuggestion},
    domain::id::AppointmentId,
    i18n::*,
    ui::{
        error::{ErrorSummary, error_of},
        notice::{Notice, NoticeKind},
        when::when,
    },
};

/// The suggestion with its button, or that the office calls.
#[component]
pub(super) fn AwayNotice(
    id: AppointmentId,
    absence: AbsenceView,
    #[prop(optional_no_strip)] phone: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<TakeSuggestion>::new();
    let what = match absence.suggestion {
        Some(suggestion) => view! { <Suggested id suggestion action /> }.into_any(),
        None => view! { <p>{t!(i18n, appointments.away_call)}</p> }.into_any(),
    };
    view! {
        <ErrorSummary error=error_of(action) phone />
        <Notice kind=NoticeKind::Warning title=t_string!(i18n, appointments.away_title)>{what}</Notice>
    }
}

#[component]
fn Suggested(
    id: AppointmentId,
    suggestion: Suggestion,
    action: ServerAction<TakeSuggestion>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Suggestion { listing, start, kept_until } = suggestion;
    let (at, clinician, place) = (when(&start), listing.clinician.name, listing.location.name);
    let suggest = t_string!(i18n, appointments.away_suggest, when = at, clinician = clinician, place = place);
    let kept = match kept_until {
        Some(until) => t_string!(i18n, appointments.away_kept, until = when(&until)).to_string(),
        None => t_string!(i18n, appointments.away_not_kept).to_owned(),
    };
    view! {
        <p>{suggest.to_string()}</p>
        <p>{kept}</p>
        <ActionForm action>
            <input type="hidden" name="id" value=id.to_string() />
            <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, appointments.away_take)}
            </button>
        </ActionForm>
    }
}
