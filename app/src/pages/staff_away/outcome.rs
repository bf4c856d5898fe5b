//! What happens to each appointment, and the button that does it; afterwards what has happened.

use leptos::prelude::*;

use super::Wanted;
use crate::{
    api::office_away::{AffectedView, AwayView, SayAway},
    domain::draft::REASON_MOST,
    error::Field,
    i18n::*,
    pages::{staff::calls::Callee, visit_words::visit_name},
    ui::{
        error::{error_of, field_fault},
        field::TextField,
        when::{date_long, when},
    },
};

/// The appointments in the days. `done`: it was just said.
#[component]
pub fn Outcome(away: AwayView, wanted: Wanted, action: ServerAction<SayAway>, done: bool) -> impl IntoView {
    let i18n = use_i18n();
    let AwayView { clinician, from, until, affected } = away;
    let clinician = clinician.unwrap_or_else(|| t_string!(i18n, staff.somebody).to_owned());
    let (start, end) = (date_long(&from), date_long(&until));
    let title = match from == until {
        true => t_string!(i18n, staff.away_preview_day, clinician = clinician, start = start).to_string(),
        false => {
            t_string!(i18n, staff.away_preview, clinician = clinician, start = start, end = end).to_string()
        }
    };
    let calls = affected.iter().filter(|one| one.instead.is_none()).count();
    let count = match affected.len() {
        0 => t_string!(i18n, staff.away_none).to_owned(),
        count => t_string!(i18n, staff.away_count, count = count, calls = calls).to_string(),
    };
    let form = (!done).then(|| view! { <SayForm wanted action /> });
    let line = |one: AffectedView| view! { <li class="call"><Affected one done /></li> };
    view! {
        <h2>{title}</h2>
        <p>{count}</p>
        <ul class="calls__list">{affected.into_iter().map(line).collect_view()}</ul>
        {form}
        <p><a href="/staff/away">{t!(i18n, staff.away_others)}</a></p>
    }
}

/// Who was not told though it is done could not be: the portal goes on trying.
#[component]
fn Affected(one: AffectedView, done: bool) -> impl IntoView {
    let i18n = use_i18n();
    let AffectedView { start, visit_type, member, instead, told } = one;
    let visit = visit_name(&visit_type);
    let what = match instead {
        Some((at, clinician)) => {
            t_string!(i18n, staff.away_suggest, when = when(&at), clinician = clinician).to_string()
        }
        None if told => t_string!(i18n, staff.away_unanswered).to_owned(),
        None => t_string!(i18n, staff.away_call).to_owned(),
    };
    let told = match (told, done) {
        (true, _) => Some(t_string!(i18n, staff.away_told)),
        (false, true) => Some(t_string!(i18n, staff.away_untold)),
        (false, false) => None,
    };
    let told = told.map(|told| view! { " " <span class="badge">{told}</span> });
    view! {
        <Callee member />
        <br /> {when(&start)} ", " {visit}
        <br /> {what} {told}
    }
}

#[component]
fn SayForm(wanted: Wanted, action: ServerAction<SayAway>) -> impl IntoView {
    let i18n = use_i18n();
    let fault = field_fault(error_of(action), Field::Reason);
    view! {
        <ActionForm action>
            <input type="hidden" name="role" value=wanted.role />
            <input type="hidden" name="from" value=wanted.from />
            <input type="hidden" name="until" value=wanted.until />
            <TextField id="reason" label=t_string!(i18n, staff.away_reason) hint=t_string!(i18n, staff.away_reason_hint)
                error=fault maxlength=REASON_MOST optional=true autocomplete="off" />
            <button class="button button--warning" type="submit" aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, staff.away_do)}
            </button>
        </ActionForm>
    }
}
