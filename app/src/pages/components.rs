//! Every component with its states: for whoever works on the portal, and for its tests. Only
//! where the plan is a demonstration.

mod example;

use leptos::prelude::*;

use self::example::{first_day, morning_and_evening, office_phone, place, suggestions};
use super::not_found::NotFoundPage;
use crate::{
    domain::{
        appointment::Refusal,
        eligibility::{ByPhone, Verdict},
        need::Need,
        plan::PhoneLineId,
    },
    error::{AppError, Fault, Field, FieldError},
    i18n::*,
    ui::{
        address::Address,
        back::BackLink,
        combobox::Combobox,
        days::DayLinks,
        error::{ErrorNotice, ErrorSummary, field_error},
        field::TextField,
        notice::{Notice, NoticeKind},
        page::Page,
        phone::{PhoneLineLink, PhoneLink},
        plan::use_plan,
        refusal::RefusalNotice,
        times::TimesFieldset,
        verdict::{VerdictBadge, VerdictExplained},
        when::when,
    },
};

const VERDICTS: [Verdict; 6] = [
    Verdict::Online,
    Verdict::ByPhone(ByPhone::Contracted),
    Verdict::ByPhone(ByPhone::NotAccepting),
    Verdict::ByPhone(ByPhone::VisitType),
    Verdict::ReferralFirst,
    Verdict::NotOffered,
];

/// `/components`
#[component]
pub fn ComponentsPage() -> impl IntoView {
    match use_plan().demonstration {
        true => view! { <Components /> }.into_any(),
        false => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn Components() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, components.title).to_owned())>
            <BackLink href="/" />
            <h1>{t!(i18n, components.title)}</h1>
            <p>{t!(i18n, components.intro)}</p>
            <Specimen name="button"><Buttons /></Specimen>
            <Specimen name="notice"><Notices /></Specimen>
            <Specimen name="field"><Fields /></Specimen>
            <Specimen name="combobox"><Comboboxes /></Specimen>
            <Specimen name="error-summary"><Summary /></Specimen>
            <Specimen name="error"><Errors /></Specimen>
            <Specimen name="verdict"><Verdicts /></Specimen>
            <Specimen name="refusal"><Refusals /></Specimen>
            <Specimen name="days"><Days /></Specimen>
            <Specimen name="times"><Times /></Specimen>
            <Specimen name="address"><Place /></Specimen>
            <Specimen name="phone"><Phones /></Specimen>
            <Specimen name="summary-list"><SummaryList /></Specimen>
        </Page>
    }
}

#[component]
fn Specimen(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="specimen" aria-labelledby=format!("specimen-{name}")>
            <h2 class="specimen__name" id=format!("specimen-{name}")>{name}</h2>
            {children()}
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    let i18n = use_i18n();
    let (save, other) = (t_string!(i18n, components.save), t_string!(i18n, components.other));
    view! {
        <div class="button-row">
            <button class="button" type="button">{save}</button>
            <button class="button" type="button" aria-busy="true">{save}</button>
            <button class="button button--secondary" type="button">{other}</button>
            <button class="button button--warning" type="button">{t!(i18n, components.undo)}</button>
            <a class="button" href="/components">{save}</a>
        </div>
        <details><summary>{t!(i18n, components.more)}</summary><p>{t!(i18n, components.sentence)}</p></details>
    }
}

#[component]
fn Notices() -> impl IntoView {
    let i18n = use_i18n();
    let kinds = [NoticeKind::Success, NoticeKind::Warning, NoticeKind::Info, NoticeKind::Emergency];
    let notice = move |kind| {
        view! {
            <Notice kind title=t_string!(i18n, components.sentence)>
                <p>{t!(i18n, components.sentence)} " " <PhoneLink number="911" /></p>
            </Notice>
        }
    };
    kinds.map(notice).into_iter().collect_view()
}

#[component]
fn Fields() -> impl IntoView {
    let i18n = use_i18n();
    let [label, hint, value] = [
        t_string!(i18n, components.label),
        t_string!(i18n, components.hint),
        t_string!(i18n, components.value),
    ];
    let wrong =
        Signal::derive(move || field_error(&AppError::field(Field::Contact, Fault::Missing), Field::Contact));
    view! {
        <TextField id="plain" label />
        <TextField id="hinted" label hint value optional=true />
        <TextField id="digits" label hint inputmode="numeric" />
        <TextField id="wrong" label hint error=wrong required=true />
        <TextField id="long" label hint value rows=3 />
    }
}

/// Before anything is typed, and with suggestions.
#[component]
fn Comboboxes() -> impl IntoView {
    let i18n = use_i18n();
    let choose = Callback::new(|_| ());
    let field = move |id: &'static str, hint_id: &'static str, suggestions| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{t!(i18n, components.label)}</label>
                <p class="field__hint" id=hint_id>{t!(i18n, components.hint)}</p>
                <Combobox id hint_id value="".into() choose suggestions />
            </div>
        }
    };
    view! { {field("closed", "closed-hint", Vec::new())} {field("open", "open-hint", suggestions())} }
}

#[component]
fn Summary() -> impl IntoView {
    let errors = [
        (Field::Number, Fault::Missing),
        (Field::Born, Fault::Unreadable),
        (Field::Password, Fault::TooShort),
    ];
    let errors = errors.map(|(field, fault)| FieldError { field, fault });
    let error = AppError::Invalid(errors.to_vec());
    view! { <ErrorSummary error=Signal::derive(move || Some(error.clone())) /> }
}

#[component]
fn Errors() -> impl IntoView {
    let errors = [
        AppError::SignOn,
        AppError::NotFound,
        AppError::TooMany { minutes: 5 },
        AppError::Malformed,
        AppError::Booked { appointment: "0".into() },
        AppError::BookedOtherwise { appointment: "0".into() },
        AppError::BookedTogether { form: "0".into() },
        AppError::BookedTogetherOtherwise { form: "0".into() },
        AppError::NotKnown,
        AppError::Busy,
        AppError::Unexpected { id: "0123abcd".to_owned() },
        AppError::Unexpected { id: "network".to_owned() },
    ];
    errors.map(|error| view! { <ErrorNotice error /> }).into_iter().collect_view()
}

#[component]
fn Verdicts() -> impl IntoView {
    let badges = VERDICTS.map(|verdict| view! { <VerdictBadge verdict /> " " }).into_iter().collect_view();
    let phone = office_phone();
    let explained = VERDICTS
        .map(|verdict| view! { <div class="card"><VerdictExplained verdict phone=phone.clone() /></div> });
    view! { <p>{badges}</p> {explained.into_iter().collect_view()} }
}

#[component]
fn Refusals() -> impl IntoView {
    let refusals = [
        Refusal::NotRoutine(Need::Emergency),
        Refusal::NotRoutine(Need::Urgent),
        Refusal::SlotTaken { others: morning_and_evening() },
        Refusal::SlotTaken { others: Vec::new() },
        Refusal::Overlap,
        Refusal::NotOnline(Verdict::ByPhone(ByPhone::Contracted)),
        Refusal::CancelByPhone,
        Refusal::TooLate { cutoff_hours: 24 },
        Refusal::NotOpen,
    ];
    let phone = office_phone();
    let notice = |refusal| view! { <RefusalNotice refusal phone=phone.clone() /> };
    refusals.map(notice).into_iter().collect_view()
}

#[component]
fn Days() -> impl IntoView {
    let days: Vec<_> = first_day().series(jiff::Span::new().days(1)).zip(1..=20).collect();
    view! { <DayLinks days href=|day| format!("/components?day={day}") chosen=first_day().tomorrow().ok() /> }
}

#[component]
fn Times() -> impl IntoView {
    let i18n = use_i18n();
    let times = morning_and_evening();
    let chosen = times.get(1).map(|at| at.instant);
    view! { <form><TimesFieldset times name="start" chosen describe=t_string!(i18n, components.clinician) /></form> }
}

#[component]
fn Place() -> impl IntoView {
    view! { <Address location=place() /> }
}

#[component]
fn Phones() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p><PhoneLink number="911" /></p>
        <p><PhoneLink number=office_phone() label=t_string!(i18n, common.call_office) /></p>
        <p><PhoneLineLink id=PhoneLineId::ConsultingNurse named=true /></p>
    }
}

#[component]
fn SummaryList() -> impl IntoView {
    let i18n = use_i18n();
    let row = move |value: String| {
        view! { <div class="summary-list__row"><dt>{t!(i18n, components.label)}</dt><dd>{value}</dd></div> }
    };
    let times = morning_and_evening();
    view! { <dl class="summary-list">{times.iter().take(3).map(|at| row(when(at))).collect_view()}</dl> }
}
