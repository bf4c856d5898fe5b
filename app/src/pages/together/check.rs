//! The way that was chosen is checked: all its visits are booked, or none.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::ways::Visits;
use crate::{
    api::together::{BookTogether, GuestVisit, Ways, find_ways},
    domain::{id::IdempotencyKey, visit_type::VisitType},
    error::AppError,
    i18n::*,
    pages::{
        instead::{SignOnFirst, for_member},
        visit_words::{Paying, change_rule},
    },
    ui::{
        back::BackLink,
        error::{ErrorNotice, ErrorSummary, error_of},
        language::text,
        me::use_me,
        notice::{Notice, NoticeKind},
        page::Page,
        plan::use_plan,
    },
};

/// `/together/:id/check?done=…`
#[component]
pub fn TogetherCheckPage() -> impl IntoView {
    let i18n = use_i18n();
    let (me, params, query) = (use_me(), use_params_map(), use_query_map());
    let id = move || IdempotencyKey(params.read().get("id").unwrap_or_default());
    let done = move || query.read().get("done").as_deref() == Some("booked");
    let action = ServerAction::<BookTogether>::new();
    let error = error_of(action);
    // Asked anew once they are booked.
    let ways = Resource::new_blocking(move || (id(), done()), move |(id, _)| for_member(me, find_ways(id)));
    let title = Signal::derive(move || match done() {
        true => t_string!(i18n, book.together_done_title).to_owned(),
        false => t_string!(i18n, book.together_check_title).to_owned(),
    });
    view! {
        <Page title error=Signal::derive(move || error.get().is_some())>
            {move || (!done()).then(|| view! { <BackLink href=format!("/together/{}", id()) /> })}
            <ErrorSummary error />
            <h1>{title}</h1>
            {move || error.get().map(|_| view! { <p><a href=format!("/together/{}", id())>{t!(i18n, book.together_others)}</a></p> })}
            <Suspense>
                {move || Suspend::new(async move {
                    match ways.await {
                        Ok(ways) => view! { <Chosen id=id() ways action /> }.into_any(),
                        Err(AppError::SignOn) => view! { <SignOnFirst /> }.into_any(),
                        Err(error) => view! { <ErrorNotice error /> }.into_any(),
                    }
                })}
            </Suspense>
        </Page>
    }
}

#[component]
fn Chosen(id: IdempotencyKey, ways: Ways, action: ServerAction<BookTogether>) -> impl IntoView {
    let i18n = use_i18n();
    let Some(visits) = ways.chosen else {
        let href = format!("/together/{id}");
        return view! { <p><a href=href>{t!(i18n, book.together_others)}</a></p> }.into_any();
    };
    let copay_cents = visits.iter().map(|GuestVisit { copay_cents, .. }| copay_cents).sum::<u32>();
    let plan = use_plan();
    let wanted: BTreeSet<_> = visits.iter().map(|visit| visit.visit_type.clone()).collect();
    let rule = |visit_type: &VisitType| {
        view! { <p><strong>{text(&visit_type.name)} ":"</strong> " " {change_rule(visit_type)}</p> }
    };
    let rules = wanted.iter().filter_map(|id| plan.visit_type(id)).map(rule).collect_view();
    let place = format!("{}, {}, {}", ways.office.name, ways.office.line, ways.office.city);
    let next = match ways.booked {
        true => view! {
            <Notice kind=NoticeKind::Success title=t_string!(i18n, book.together_done)>
                <p>{t!(i18n, book.together_done_more)}</p>
            </Notice>
            <p><a href="/appointments">{t!(i18n, appointments.all)}</a></p>
        }
        .into_any(),
        false => view! {
            <ActionForm action>
                <input type="hidden" name="id" value=id.to_string() />
                <p>{t!(i18n, book.together_check_intro)}</p>
                <button class="button" type="submit" aria-busy=move || action.pending().get().to_string()>
                    {t!(i18n, book.together_book)}
                </button>
            </ActionForm>
        }
        .into_any(),
    };
    view! {
        <p>{place}</p>
        <Visits visits />
        <h2>{t!(i18n, book.together_paying)}</h2>
        <Paying copay_cents />
        <h2>{t!(i18n, book.changing)}</h2>
        {rules}
        {next}
    }
    .into_any()
}
