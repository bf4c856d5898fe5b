//! Who is away, and when. A plain form by address: what it shows can be looked at again.

use leptos::prelude::*;

use super::Wanted;
use crate::{
    api::office_away::TeamView,
    domain::id::RoleId,
    error::{AppError, Field},
    i18n::*,
    ui::error::{ErrorSummary, field_error},
};

/// The form; nothing is changed by it.
#[component]
pub fn Choosing(
    teams: Vec<TeamView>,
    wanted: Wanted,
    #[prop(optional_no_strip)] error: Option<AppError>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fault = |field| error.as_ref().and_then(|error| field_error(error, field));
    let (role, from, until) = (fault(Field::Role), fault(Field::From), fault(Field::Until));
    let summary = error.clone().map(|error| view! { <ErrorSummary error=Signal::stored(Some(error)) /> });
    view! {
        {summary}
        <p>{t!(i18n, staff.away_intro)}</p>
        <form method="get" action="/staff/away">
            <Who teams chosen=wanted.role fault=role />
            <DateField id="from" label=t_string!(i18n, staff.away_from) value=wanted.from fault=from />
            <DateField id="until" label=t_string!(i18n, staff.away_until) value=wanted.until fault=until />
            <button class="button" type="submit">{t!(i18n, staff.away_look)}</button>
        </form>
    }
}

#[component]
fn Who(
    teams: Vec<TeamView>,
    chosen: String,
    #[prop(optional_no_strip)] fault: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |(role, name): (RoleId, String)| {
        let selected = role.as_str() == chosen;
        view! { <option value=role.to_string() selected=selected>{name}</option> }
    };
    let group = move |team: TeamView| {
        let roles = team.roles.into_iter().map(option.clone()).collect_view();
        view! { <optgroup label=team.office>{roles}</optgroup> }
    };
    view! {
        <div class="field" class:field--error=fault.is_some()>
            <label class="field__label" for="role">{t!(i18n, staff.away_who)}</label>
            <p class="field__error" id="role-error">{fault.clone()}</p>
            <select class="field__input" id="role" name="role" autocomplete="off" aria-invalid=fault.as_ref().map(|_| "true")
                aria-describedby=fault.as_ref().map(|_| "role-error")>
                <option value="">{t!(i18n, staff.away_choose)}</option>
                {teams.into_iter().map(group).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn DateField(
    id: &'static str,
    label: &'static str,
    value: String,
    #[prop(optional_no_strip)] fault: Option<String>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = fault.as_ref().map(|_| error_id.clone());
    view! {
        <div class="field" class:field--error=fault.is_some()>
            <label class="field__label" for=id>{label}</label>
            <p class="field__error" id=error_id>{fault.clone()}</p>
            <input class="field__input" id=id name=id type="date" value=value
                aria-invalid=fault.as_ref().map(|_| "true") aria-describedby=described />
        </div>
    }
}
