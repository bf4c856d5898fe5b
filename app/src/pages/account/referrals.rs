//! The member's referrals: to whom, until when, and how many visits are left (Brief B3).

use leptos::prelude::*;

use crate::{
    api::referral::{ReferralView, list_referrals},
    domain::referral::ReferredTo,
    i18n::*,
    ui::{error::ErrorNotice, language::text, plan::use_plan, when::date_year},
};

/// A section of the account.
#[component]
pub fn Referrals() -> impl IntoView {
    let i18n = use_i18n();
    let referrals = Resource::new_blocking(|| (), |()| list_referrals());
    view! {
        <section aria-labelledby="referrals">
            <h2 id="referrals">{t!(i18n, account.referrals)}</h2>
            <Suspense>
                {move || Suspend::new(async move {
                    match referrals.await {
                        Ok(referrals) if referrals.is_empty() => view! { <p>{t!(i18n, account.no_referrals)}</p> }.into_any(),
                        Ok(referrals) => view! { <List referrals /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

#[component]
fn List(referrals: Vec<ReferralView>) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |referral: ReferralView| {
        let (from, until) = (date_year(&referral.days.0), date_year(&referral.days.1));
        let (href, name) = to_whom(&referral);
        view! {
            <li>
                <a href=href>{name}</a> <br />
                {t_string!(i18n, account.referral_days, from = from, until = until).to_string()} <br />
                {left(referral.left)}
            </li>
        }
    };
    view! { <ul>{referrals.into_iter().map(item).collect_view()}</ul> }
}

/// Where the directory shows whom it is to, and their name; without one that of the plan's data.
fn to_whom(referral: &ReferralView) -> (String, String) {
    match &referral.to {
        ReferredTo::Specialty(id) => {
            let name = use_plan().specialty(id).map(|specialty| text(&specialty.name));
            (format!("/directory?specialty={id}"), name.unwrap_or_else(|| id.to_string()))
        }
        ReferredTo::Clinician(id) => {
            (format!("/clinicians/{id}"), referral.clinician.clone().unwrap_or_else(|| id.to_string()))
        }
    }
}

fn left(left: Option<u32>) -> String {
    let i18n = use_i18n();
    match left {
        None => t_string!(i18n, account.visits_any).to_owned(),
        Some(0) => t_string!(i18n, account.visits_used_up).to_owned(),
        Some(1) => t_string!(i18n, account.visits_last).to_owned(),
        Some(left) => t_string!(i18n, account.visits_left, left = left).to_string(),
    }
}
