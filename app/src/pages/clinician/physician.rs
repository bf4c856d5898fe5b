//! Choosing the personal physician (Brief B1).

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::{grant::ActingFor, member::ChoosePhysician},
    domain::{id::ClinicianId, search::DirectoryQuery},
    i18n::*,
    pages::{directory::query::address, sign_on::with_next},
    ui::{
        error::{ErrorSummary, error_of},
        me::{ask_again_after, use_me},
        notice::{Notice, NoticeKind},
        plan::use_plan,
    },
};

/// Whether this is the personal physician of who is signed on, or the way to make it so.
#[component]
pub(super) fn Physician(id: ClinicianId, is_physician: bool, may_be_physician: bool) -> impl IntoView {
    match (is_physician, may_be_physician) {
        (true, _) => view! { <Own /> }.into_any(),
        (false, true) => view! { <Choose id /> }.into_any(),
        (false, false) => ().into_any(),
    }
}

#[component]
fn Own() -> impl IntoView {
    let i18n = use_i18n();
    let chosen_now = use_query_map().read_untracked().get("done").as_deref() == Some("physician");
    let others = others();
    view! {
        {match chosen_now {
            true => {
                let title = t_string!(i18n, clinician.chosen).to_owned();
                view! { <Notice kind=NoticeKind::Success title /> }.into_any()
            }
            false => view! { <p><strong>{t!(i18n, clinician.is_physician)}</strong></p> }.into_any(),
        }}
        {others.map(|href| view! { <p><a href=href>{t!(i18n, clinician.choose_other)}</a></p> })}
    }
}

/// The search for who can be chosen instead.
fn others() -> Option<String> {
    let plan = use_plan();
    let specialty = plan.specialties.iter().find(|specialty| specialty.personal_physician)?.id.clone();
    Some(address(&DirectoryQuery {
        specialty: Some(specialty),
        accepting: true,
        ..DirectoryQuery::default()
    }))
}

/// A button for who is signed on, for others the way to sign on and back here.
#[component]
fn Choose(id: ClinicianId) -> impl IntoView {
    let i18n = use_i18n();
    let me = use_me();
    let action = ServerAction::<ChoosePhysician>::new();
    let error = error_of(action);
    ask_again_after(action);
    view! {
        <ErrorSummary error />
        <Transition>
            {move || {
                let id = id.clone();
                Suspend::new(async move {
                    match me.await {
                        Ok(Some(me)) if me.household.acting != ActingFor::Own => ().into_any(),
                        Ok(Some(_)) => view! { <ChooseForm action id /> }.into_any(),
                        _ => {
                            let href = with_next("/sign-on", &format!("/clinicians/{id}"));
                            view! { <p><a href=href>{t!(i18n, clinician.choose_sign_on)}</a></p> }.into_any()
                        }
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn ChooseForm(action: ServerAction<ChoosePhysician>, id: ClinicianId) -> impl IntoView {
    let i18n = use_i18n();
    let busy = move || action.pending().get().to_string();
    view! {
        <ActionForm action>
            <input type="hidden" name="clinician" value=id.to_string() />
            <button class="button button--secondary" type="submit" aria-busy=busy>
                {t!(i18n, clinician.choose)}
            </button>
        </ActionForm>
    }
}
