//! Why something was not done: what, why (the rule), and what can be done now.

use leptos::prelude::*;

use super::{
    notice::{Notice, NoticeKind},
    phone::{PhoneLineLink, PhoneLink},
    verdict::{self, OtherClinicians},
    when::when,
};
use crate::{
    domain::{appointment::Refusal, id::AppointmentId, need::Need, plan::PhoneLineId, time::LocalTime},
    i18n::*,
};

/// A refusal. The other times of `SlotTaken` are shown by the page.
#[component]
pub fn RefusalNotice(
    /// The refusal.
    refusal: Refusal,
    /// The phone of the office.
    #[prop(optional_no_strip, into)]
    phone: Option<String>,
) -> impl IntoView {
    let [what, why, now] = sentences(&refusal);
    let kind = match refusal {
        Refusal::NotRoutine(Need::Emergency) => NoticeKind::Emergency,
        _ => NoticeKind::Warning,
    };
    view! {
        <Notice kind title=what>
            <p>{why}</p>
            <p>{now}</p>
            <WhereNow refusal phone />
        </Notice>
    }
}

/// Whom to call or where to go.
#[component]
fn WhereNow(refusal: Refusal, #[prop(optional_no_strip)] phone: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let office = move || {
        let office = phone.map(|number| {
            view! { <p>{t!(i18n, common.call_office)} " " <PhoneLink number /></p> }
        });
        view! { {office} <p>{t!(i18n, common.questions_line)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p> }
    };
    match refusal {
        Refusal::NotRoutine(Need::Emergency) => view! { <p><PhoneLink number="911" /></p> }.into_any(),
        Refusal::NotRoutine(Need::Urgent) => {
            view! { <p><PhoneLineLink id=PhoneLineId::ConsultingNurse named=true /></p> }.into_any()
        }
        Refusal::NotRoutine(Need::Routine) | Refusal::SlotTaken { .. } => ().into_any(),
        Refusal::Overlap | Refusal::NotOpen => {
            view! { <p><a href="/appointments">{t!(i18n, verdict.see_appointments)}</a></p> {office()} }
                .into_any()
        }
        Refusal::TooNear { appointment, .. } | Refusal::MostOpen { appointment, .. } => {
            view! { <OtherAppointment id=appointment /> {office()} }.into_any()
        }
        Refusal::NotOnline(verdict) => view! { <OtherClinicians verdict /> {office()} }.into_any(),
        Refusal::CancelByPhone | Refusal::TooLate { .. } => office().into_any(),
    }
}

/// The member's appointment that stands in the way.
#[component]
fn OtherAppointment(id: AppointmentId) -> impl IntoView {
    let i18n = use_i18n();
    let page = format!("/appointments/{id}");
    let moving = format!("{page}/move");
    view! {
        <p><a href=page>{t!(i18n, verdict.see_other)}</a></p>
        <p><a href=moving>{t!(i18n, verdict.move_other)}</a></p>
    }
}

/// What, why, and what now (Brief B6, B7, B9).
fn sentences(refusal: &Refusal) -> [String; 3] {
    let i18n = use_i18n();
    let sentences = match refusal {
        Refusal::NotOnline(verdict) => verdict::sentences(*verdict),
        Refusal::NotRoutine(need) => not_routine(*need),
        Refusal::SlotTaken { others } => taken(others.is_empty()),
        Refusal::TooLate { cutoff_hours } => return too_late(*cutoff_hours),
        Refusal::TooNear { start, minutes, .. } => return too_near(start, *minutes),
        Refusal::MostOpen { start, most, .. } => return most_open(start, *most),
        Refusal::Overlap => [
            t_string!(i18n, verdict.overlap_what),
            t_string!(i18n, verdict.overlap_why),
            t_string!(i18n, verdict.overlap_now),
        ],
        Refusal::CancelByPhone => [
            t_string!(i18n, verdict.cancel_phone_what),
            t_string!(i18n, verdict.cancel_phone_why),
            t_string!(i18n, verdict.cancel_phone_now),
        ],
        Refusal::NotOpen => [
            t_string!(i18n, verdict.not_open_what),
            t_string!(i18n, verdict.not_open_why),
            t_string!(i18n, verdict.not_open_now),
        ],
    };
    sentences.map(str::to_owned)
}

fn not_routine(need: Need) -> [&'static str; 3] {
    let i18n = use_i18n();
    match need {
        Need::Emergency => [
            t_string!(i18n, verdict.emergency_what),
            t_string!(i18n, verdict.emergency_why),
            t_string!(i18n, verdict.emergency_now),
        ],
        Need::Urgent => [
            t_string!(i18n, verdict.urgent_what),
            t_string!(i18n, verdict.urgent_why),
            t_string!(i18n, verdict.urgent_now),
        ],
        Need::Routine => [
            t_string!(i18n, verdict.routine_what),
            t_string!(i18n, verdict.routine_why),
            t_string!(i18n, verdict.routine_now),
        ],
    }
}

fn taken(none_left: bool) -> [&'static str; 3] {
    let i18n = use_i18n();
    let now = match none_left {
        true => t_string!(i18n, verdict.taken_none_now),
        false => t_string!(i18n, verdict.taken_now),
    };
    [t_string!(i18n, verdict.taken_what), t_string!(i18n, verdict.taken_why), now]
}

fn too_late(hours: u32) -> [String; 3] {
    let i18n = use_i18n();
    let why = match hours {
        1 => t_string!(i18n, verdict.too_late_why_hour).to_owned(),
        hours => t_string!(i18n, verdict.too_late_why, hours = hours).to_string(),
    };
    [t_string!(i18n, verdict.too_late_what).to_owned(), why, t_string!(i18n, verdict.too_late_now).to_owned()]
}

fn too_near(start: &LocalTime, minutes: u16) -> [String; 3] {
    let i18n = use_i18n();
    [
        t_string!(i18n, verdict.too_near_what).to_owned(),
        t_string!(i18n, verdict.too_near_why, when = when(start), minutes = minutes).to_string(),
        t_string!(i18n, verdict.too_near_now).to_owned(),
    ]
}

fn most_open(start: &LocalTime, most: u16) -> [String; 3] {
    let i18n = use_i18n();
    let why = match most {
        1 => t_string!(i18n, verdict.only_open_why, when = when(start)).to_string(),
        most => t_string!(i18n, verdict.most_open_why, when = when(start), most = most).to_string(),
    };
    [
        t_string!(i18n, verdict.most_open_what).to_owned(),
        why,
        t_string!(i18n, verdict.most_open_now).to_owned(),
    ]
}
