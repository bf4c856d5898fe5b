//! An appointment of the list: who, what for, how it stands, and what can be done about it.

use leptos::prelude::*;

use super::Doing;
use crate::{
    api::office::{MemberView, VisitView},
    domain::{id::AppointmentId, standing::Standing},
    i18n::*,
    pages::visit_words::{copay, length, modality, visit_name},
    ui::{
        plan::use_plan,
        when::{time, when},
    },
    wording::{dollars, tender},
};

/// The appointments of one clinician.
#[component]
pub fn Visits(visits: Vec<VisitView>, doing: Doing) -> impl IntoView {
    let line = move |visit: VisitView| view! { <li class="visit"><Visit visit doing /></li> };
    view! { <ul class="visits">{visits.into_iter().map(line).collect_view()}</ul> }
}

#[component]
fn Visit(visit: VisitView, doing: Doing) -> impl IntoView {
    let i18n = use_i18n();
    let (name, number) = match visit.member.clone() {
        Some(MemberView { name, number, .. }) => {
            (name, t_string!(i18n, staff.number, number = number).to_string())
        }
        None => (t_string!(i18n, staff.nobody).to_owned(), String::new()),
    };
    let what = [
        visit_name(&visit.visit_type),
        modality(visit.modality).to_owned(),
        length(visit.minutes),
        copay(visit.copay_cents),
    ];
    let paid = visit
        .tender
        .map(|paid| t_string!(i18n, staff.paid_by, tender = tender(i18n.get_locale(), paid)).to_string());
    let here = visit.can_check_in.then(|| {
        view! { <CheckInForm id=visit.id.clone() name=name.clone() copay_cents=visit.copay_cents doing /> }
    });
    let owes = visit.can_pay.then(|| view! { <PaidForm id=visit.id.clone() name=name.clone() doing /> });
    let missed = visit.can_miss.then(|| view! { <NoShowForm id=visit.id.clone() name=name.clone() doing /> });
    view! {
        <p class="visit__time">{time(&visit.start)}</p>
        <div class="visit__about">
            <p><strong>{name.clone()}</strong> <br /> {number}</p>
            <p>{what.join(", ")}</p>
            <p><span class="badge">{standing(&visit)}</span> " " {paid}</p>
        </div>
        <div class="visit__doing">{here} {owes} {missed}</div>
    }
}

/// How it stands.
fn standing(visit: &VisitView) -> String {
    let i18n = use_i18n();
    match (visit.standing, &visit.instead) {
        (Standing::Expected, _) => t_string!(i18n, staff.expected).to_owned(),
        (Standing::CheckedIn, _) => t_string!(i18n, staff.checked_in).to_owned(),
        (Standing::NoShow, _) => t_string!(i18n, staff.no_show).to_owned(),
        (Standing::Suggested | Standing::ToCall, Some(instead)) => {
            t_string!(i18n, staff.suggested, when = when(instead)).to_string()
        }
        (Standing::Suggested | Standing::ToCall, None) => t_string!(i18n, staff.to_call).to_owned(),
    }
}

/// The copay that is due, and how it is paid: never in cash (Brief B10).
#[component]
fn CheckInForm(id: AppointmentId, name: String, copay_cents: u32, doing: Doing) -> impl IntoView {
    let i18n = use_i18n();
    let action = doing.check_in;
    let label = t_string!(i18n, staff.check_in_of, name = name).to_string();
    let due = match copay_cents {
        0 => t_string!(i18n, staff.no_copay).to_owned(),
        cents => t_string!(i18n, staff.copay_due, amount = dollars(cents)).to_string(),
    };
    let tenders = (copay_cents > 0).then(|| view! { <Tenders id=format!("tender-{id}") /> });
    view! {
        <details>
            <summary aria-label=label.clone()>{t!(i18n, staff.check_in)}</summary>
            <ActionForm action>
                <input type="hidden" name="id" value=id.to_string() />
                <p>{due}</p>
                {tenders}
                <button class="button" type="submit" aria-label=label aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, staff.check_in)}
                </button>
            </ActionForm>
        </details>
    }
}

/// How the copay was paid by who was checked in without.
#[component]
fn PaidForm(id: AppointmentId, name: String, doing: Doing) -> impl IntoView {
    let i18n = use_i18n();
    let action = doing.paid;
    let label = t_string!(i18n, staff.pay_of, name = name).to_string();
    view! {
        <details>
            <summary aria-label=label.clone()>{t!(i18n, staff.pay)}</summary>
            <ActionForm action>
                <input type="hidden" name="id" value=id.to_string() />
                <Tenders id=format!("paid-{id}") />
                <button class="button" type="submit" aria-label=label aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, staff.pay)}
                </button>
            </ActionForm>
        </details>
    }
}

#[component]
fn Tenders(id: String) -> impl IntoView {
    let i18n = use_i18n();
    let plan = use_plan();
    let value = |tender| serde_json::to_value(tender).ok().and_then(|it| it.as_str().map(str::to_owned));
    let option = |one: &_| {
        view! { <option value=value(*one)>{tender(i18n.get_locale(), *one)}</option> }
    };
    let no_cash =
        (!plan.payment.cash).then(|| view! { <p class="field__hint">{t!(i18n, staff.no_cash)}</p> });
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{t!(i18n, staff.paid_how)}</label>
            {no_cash}
            <select class="field__input" id=id name="tender" autocomplete="off">
                <option value="">{t!(i18n, staff.not_paid)}</option>
                {plan.payment.accepted.iter().map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn NoShowForm(id: AppointmentId, name: String, doing: Doing) -> impl IntoView {
    let i18n = use_i18n();
    let action = doing.no_show;
    let label = t_string!(i18n, staff.miss_of, name = name).to_string();
    view! {
        <ActionForm action>
            <input type="hidden" name="id" value=id.to_string() />
            <button class="button button--warning" type="submit" aria-label=label
                aria-busy=move || action.pending().get().to_string()>
                {t!(i18n, staff.miss)}
            </button>
        </ActionForm>
    }
}
