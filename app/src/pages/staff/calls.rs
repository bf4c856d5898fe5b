//! Who is to be called because a clinician is away.

use leptos::prelude::*;

use crate::{
    api::office::{CallView, MemberView, VisitView},
    i18n::*,
    pages::visit_words::visit_name,
    ui::{phone::PhoneLink, when::when},
};

/// Each with the number to call; nothing where nobody is.
#[component]
pub fn Calls(calls: Vec<CallView>) -> impl IntoView {
    let i18n = use_i18n();
    let call = move |CallView { clinician, visit }: CallView| {
        let VisitView { start, member, .. } = &visit;
        let clinician = clinician.unwrap_or_else(|| t_string!(i18n, staff.somebody).to_owned());
        let what =
            t_string!(i18n, staff.call_line, visit = visit_name(&visit.visit_type), clinician = clinician);
        view! {
            <li class="call">
                <Callee member=member.clone() />
                <br /> {when(start)} <br /> {what.to_string()}
            </li>
        }
    };
    (!calls.is_empty()).then(|| {
        view! {
            <section class="calls" aria-labelledby="calls">
                <h2 id="calls">{t!(i18n, staff.calls_title)}</h2>
                <p>{t!(i18n, staff.calls_intro)}</p>
                <ul class="calls__list">{calls.into_iter().map(call).collect_view()}</ul>
            </section>
        }
    })
}

/// A member with their phone.
#[component]
pub fn Callee(#[prop(optional_no_strip)] member: Option<MemberView>) -> impl IntoView {
    let i18n = use_i18n();
    match member {
        Some(MemberView { name, number, phone }) => {
            let number = t_string!(i18n, staff.number, number = number).to_string();
            view! { <strong>{name}</strong> ", " {number} ", " <PhoneLink number=phone /> }.into_any()
        }
        None => view! { <strong>{t!(i18n, staff.nobody)}</strong> }.into_any(),
    }
}
