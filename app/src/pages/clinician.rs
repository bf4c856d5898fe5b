//! A clinician: who, where, the verdict with its rule, and the first free times (Brief B1, B3, B4, B9).

mod place;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::place::PlaceSection;
use super::sign_on::with_next;
use crate::{
    api::{
        clinician::{Profile, find_clinician},
        member::ChoosePhysician,
    },
    domain::{
        directory::{Clinician, Gender},
        id::ClinicianId,
    },
    error::AppError,
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary},
        me::use_me,
        notice::{Notice, NoticeKind},
        page::Page,
        spoken::language_names,
    },
};

/// `/clinicians/:id`
#[component]
pub fn ClinicianPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| ClinicianId(params.read().get("id").unwrap_or_default()));
    let profile = Resource::new_blocking(move || id.get(), find_clinician);
    view! {
        <Transition>
            {move || Suspend::new(async move {
                match profile.await {
                    Ok(profile) => view! { <ClinicianProfile profile /> }.into_any(),
                    Err(error) => view! { <Nobody error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Nobody(error: AppError) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, common.not_here_title).to_owned()) error=true>
            <h1>{t!(i18n, common.not_here_title)}</h1>
            <ErrorNotice error />
            <p><a href="/directory">{t!(i18n, common.go_find_care)}</a></p>
        </Page>
    }
}

#[component]
fn ClinicianProfile(profile: Profile) -> impl IntoView {
    let i18n = use_i18n();
    let Profile { clinician, places, is_physician, may_be_physician } = profile;
    let name = clinician.name.clone();
    let id = clinician.id.clone();
    let places = places.into_iter().map(|place| view! { <PlaceSection place /> });
    view! {
        <Page title=name.clone()>
            <BackLink href="/directory" label=t_string!(i18n, clinician.back).to_owned() />
            <h1>{name}</h1>
            <Physician id is_physician may_be_physician />
            <h2 class="visually-hidden">{t!(i18n, clinician.places)}</h2>
            {places.collect_view()}
            <About clinician />
        </Page>
    }
}

/// Training, languages, gender.
#[component]
fn About(clinician: Clinician) -> impl IntoView {
    let i18n = use_i18n();
    let spoken = language_names(&clinician.languages);
    let gender = clinician.gender.map(|gender| match gender {
        Gender::Female => t_string!(i18n, directory.female),
        Gender::Male => t_string!(i18n, directory.male),
        Gender::Other => t_string!(i18n, directory.other),
    });
    let training = clinician.qualifications.join(", ");
    let row = |name: &'static str, value: String| {
        (!value.is_empty()).then(|| view! { <div class="summary-list__row"><dt>{name}</dt><dd>{value}</dd></div> })
    };
    view! {
        <dl class="summary-list">
            {row(t_string!(i18n, clinician.training), training)}
            {row(t_string!(i18n, clinician.languages), spoken)}
            {row(t_string!(i18n, clinician.gender), gender.unwrap_or_default().to_owned())}
        </dl>
    }
}

/// Brief B1: the personal physician is chosen here.
#[component]
fn Physician(id: ClinicianId, is_physician: bool, may_be_physician: bool) -> impl IntoView {
    let i18n = use_i18n();
    let done = use_query_map().read_untracked().get("done").as_deref() == Some("physician");
    if is_physician {
        return match done {
            true => view! { <Notice kind=NoticeKind::Success title=t_string!(i18n, clinician.chosen).to_owned() /> }.into_any(),
            false => view! { <p><strong>{t!(i18n, clinician.is_physician)}</strong></p> }.into_any(),
        };
    }
    may_be_physician.then(|| view! { <ChooseForm id /> }).into_any()
}

#[component]
fn ChooseForm(id: ClinicianId) -> impl IntoView {
    let i18n = use_i18n();
    let action = ServerAction::<ChoosePhysician>::new();
    let error = Signal::derive(move || action.value().get().and_then(Result::err));
    let me = use_me();
    Effect::new(move || {
        if matches!(action.value().get(), Some(Ok(()))) {
            me.refetch();
        }
    });
    let sign_on = with_next("/sign-on", &format!("/clinicians/{id}"));
    let form = move |id: ClinicianId| {
        view! {
            <ActionForm action>
                <input type="hidden" name="clinician" value=id.to_string() />
                <button class="button button--secondary" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, clinician.choose)}
                </button>
            </ActionForm>
        }
    };
    view! {
        <ErrorSummary error />
        <Suspense>
            {move || {
                let (id, sign_on) = (id.clone(), sign_on.clone());
                Suspend::new(async move {
                    match me.await {
                        Ok(Some(_)) => form(id).into_any(),
                        _ => view! { <p><a href=sign_on>{t!(i18n, clinician.choose_sign_on)}</a></p> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}
