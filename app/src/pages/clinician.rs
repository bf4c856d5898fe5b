//! A clinician: where, the verdict with its rule, the first free times, and who it is (Brief B1, B3, B4, B9).

mod physician;
mod place;
mod visits;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{physician::Physician, place::PlaceSection};
use super::{listing_words::gender_name, summary_row::Row};
use crate::{
    api::clinician::{Profile, find_clinician},
    domain::{directory::Clinician, id::ClinicianId, plan::PhoneLineId},
    error::AppError,
    i18n::*,
    ui::{back::BackLink, error::ErrorNotice, page::Page, phone::PhoneLineLink, spoken::language_names},
};

/// `/clinicians/:id?done=physician`
#[component]
pub fn ClinicianPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    // Who has just been chosen as personal physician is asked for again.
    let asked = Memo::new(move |_| (params.read().get("id").unwrap_or_default(), query.read().get("done")));
    let profile = Resource::new_blocking(move || asked.get(), |(id, _)| find_clinician(ClinicianId(id)));
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
    let unknown = error == AppError::NotFound;
    let title = Signal::derive(move || match unknown {
        true => t_string!(i18n, clinician.unknown).to_owned(),
        false => t_string!(i18n, common.unexpected_title).to_owned(),
    });
    let what_to_do = match unknown {
        true => view! {
            <p>{t!(i18n, clinician.unknown_do)} " " <PhoneLineLink id=PhoneLineId::MemberServices /></p>
        }
        .into_any(),
        false => view! { <ErrorNotice error /> }.into_any(),
    };
    view! {
        <Page title error=true>
            <h1>{title}</h1>
            {what_to_do}
            <p><a class="button" href="/directory">{t!(i18n, directory.title)}</a></p>
        </Page>
    }
}

#[component]
fn ClinicianProfile(profile: Profile) -> impl IntoView {
    let i18n = use_i18n();
    let Profile { clinician, places, is_physician, may_be_physician } = profile;
    let (name, id) = (clinician.name.clone(), clinician.id.clone());
    let places = places.into_iter().map(|place| view! { <PlaceSection place /> }).collect_view();
    view! {
        <Page title=name.clone()>
            <BackLink href="/directory" label=t_string!(i18n, directory.title).to_owned() />
            <h1>{name}</h1>
            <Physician id is_physician may_be_physician />
            {places}
            <About clinician />
        </Page>
    }
}

/// Training, languages, gender.
#[component]
fn About(clinician: Clinician) -> impl IntoView {
    let i18n = use_i18n();
    let Clinician { name, gender, languages, qualifications, .. } = clinician;
    let spoken = language_names(&languages);
    let spoken =
        (!spoken.is_empty()).then(|| view! { <Row name=t_string!(i18n, clinician.languages)>{spoken}</Row> });
    let gender = gender
        .map(|gender| view! { <Row name=t_string!(i18n, clinician.gender)>{gender_name(gender)}</Row> });
    let training = (!qualifications.is_empty()).then(|| {
        let training = qualifications.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        view! { <Row name=t_string!(i18n, clinician.training)>{training}</Row> }
    });
    let known = training.is_some() || spoken.is_some() || gender.is_some();
    known.then(|| {
        view! {
            <section aria-labelledby="about">
                <h2 id="about">{t_string!(i18n, clinician.about, name = name).to_string()}</h2>
                <dl class="summary-list">{training} {spoken} {gender}</dl>
            </section>
        }
    })
}
