//! Visits of several people at one office: who, what for, where and when. The ways to see them all
//! come next, then the check.

mod check;
mod form;
mod link;
mod ways;

use leptos::prelude::*;

use super::instead::{SignOnFirst, for_member};
use crate::{
    api::together::{StartTogether, find_guests},
    error::AppError,
    i18n::*,
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of},
        me::use_me,
        page::Page,
    },
};
use form::Question;

pub use check::TogetherCheckPage;
pub(super) use link::SeveralPeople;
pub use ways::TogetherWaysPage;

/// `/together?office=…`
#[component]
pub fn TogetherPage() -> impl IntoView {
    let i18n = use_i18n();
    let (me, action) = (use_me(), ServerAction::<StartTogether>::new());
    let error = error_of(action);
    let guests = Resource::new_blocking(|| (), move |()| for_member(me, find_guests()));
    view! {
        <Page title=t_string!(i18n, book.together_title) error=Signal::derive(move || error.get().is_some())>
            <BackLink href="/appointments" label=t_string!(i18n, appointments.all) />
            <ErrorSummary error />
            <h1>{t!(i18n, book.together_title)}</h1>
            <Suspense>
                {move || Suspend::new(async move {
                    match guests.await {
                        Ok(guests) if guests.people.len() < 2 => view! { <p>{t!(i18n, book.together_nobody)}</p> }.into_any(),
                        Ok(guests) => view! { <Question guests action error /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}
